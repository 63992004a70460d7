import type { AgentKeyService } from '../agents/keys/key.service.js';
import type { AgentSubjectService } from '../agents/subjects/subject.service.js';
import type { CredentialUsage } from '../credentials/usage.js';
import type { AccessTokenService } from '../grants/access-token.service.js';
import type { OidcService } from '../oidc/jwt.service.js';
import type { Clock } from '../platform/clock.js';
import { DomainError } from '../platform/errors.js';
import { AGENT_KEY_PREFIX, secretPrefix } from '../platform/secrets/secret.js';
import { findProviderByPrefix } from '../providers/registry.js';
import type { CredentialPrincipal } from '../request/principal.js';
import type { KeyHolderService } from '../superusers/key-holder.service.js';
import { BOOTSTRAP_NAME, type SuperuserService } from '../superusers/superuser.service.js';
import { tokenStatus } from '../tokens/token.js';
import type { TokenService } from '../tokens/token.service.js';
import { isJwt, unauthenticated, type Credential } from './credentials.js';
import { holderKinds, type HolderKind } from './holder-kinds.js';
import type { FailureLimit } from './limits/failures.js';
import { ASK_AGAIN, refuseForGood, tracedRefusal, whyMalformed } from './refused-credential.js';
import {
  agentDisabled,
  agentPrincipal,
  delegate,
  enrolledAgent,
  jwtGrant,
  unexpired,
} from './standing.js';

interface AuthenticatorParts {
  readonly superusers: SuperuserService;
  readonly agentKeys: AgentKeyService;
  readonly agentSubjects: AgentSubjectService;
  readonly oidc: OidcService | undefined;
  readonly accessTokens: AccessTokenService | undefined;
  readonly verifiers: KeyHolderService;
  readonly tokens: TokenService;
  readonly usage: CredentialUsage;
  readonly clock: Clock;
  readonly failures: FailureLimit;
}

/**
 * Tells who a credential stands for. A credential is accepted or it ends the request: a bad one is
 * never passed over, so that nobody acts with other rights than those they meant to use.
 */
export class Authenticator {
  readonly #parts: AuthenticatorParts;
  readonly #holderKinds: readonly HolderKind[];

  constructor(parts: AuthenticatorParts) {
    this.#parts = parts;
    this.#holderKinds = holderKinds(parts.superusers.keys, parts.verifiers);
  }

  /**
   * The one principal that all of a request's credentials name, or `undefined` when there are none.
   *
   * @param address - the client's address, by which wrong credentials are counted; `undefined` to
   *   leave them uncounted
   * @throws DomainError `UNAUTHENTICATED` with the reason, `AMBIGUOUS_CREDENTIALS` when two
   *   credentials name different principals, `RATE_LIMITED` after too many wrong ones from one
   *   address block, `SERVICE_UNAVAILABLE` when the database or the issuer of a JWT is away
   */
  async authenticate(
    credentials: readonly Credential[],
    address: string | undefined,
  ): Promise<CredentialPrincipal | undefined> {
    let principal: CredentialPrincipal | undefined;
    for (const credential of credentials) {
      const next = await this.#resolve(credential, address);
      if (principal && (principal.kind !== next.kind || principal.id !== next.id)) {
        throw new DomainError(
          'AMBIGUOUS_CREDENTIALS',
          'The request carries credentials of different principals. Send one.',
        );
      }
      principal ??= next;
    }
    return principal;
  }

  async #resolve(
    credential: Credential,
    address: string | undefined,
  ): Promise<CredentialPrincipal> {
    try {
      return await this.#accept(credential, address);
    } catch (error) {
      throw tracedRefusal(error, credential.secret);
    }
  }

  async #accept(
    { secret, headerOf }: Credential,
    address: string | undefined,
  ): Promise<CredentialPrincipal> {
    if (!headerOf && this.#parts.superusers.isConfiguredKey(secret)) {
      return { kind: 'SUPERUSER', id: 'SUPERUSER_KEY', name: BOOTSTRAP_NAME };
    }
    const prefix = secretPrefix(secret);
    const provider = prefix === undefined ? undefined : findProviderByPrefix(prefix);
    if (provider) {
      if (headerOf && headerOf !== provider) {
        throw this.#parts.failures.count(
          address,
          unauthenticated(
            'WRONG_PROVIDER',
            `This is a token of ${provider.displayName}: send it in ${provider.header}, ` +
              `not in ${headerOf.header}.`,
          ),
        );
      }
      return this.#acceptToken(secret, address);
    }
    if (!headerOf && prefix === AGENT_KEY_PREFIX) return this.#acceptAgentKey(secret, address);
    const holderKind = this.#holderKinds.find((one) => one.prefix === prefix);
    if (!headerOf && holderKind) return this.#acceptHolder(secret, address, holderKind);
    if (!headerOf && isJwt(secret) && this.#parts.accessTokens?.isOwn(secret)) {
      return this.#acceptAccessToken(secret, this.#parts.accessTokens, address);
    }
    if (!headerOf && this.#parts.oidc && isJwt(secret)) {
      return this.#acceptJwt(secret, this.#parts.oidc, address);
    }
    throw this.#parts.failures.count(
      address,
      unauthenticated('MALFORMED', whyMalformed({ secret, headerOf })),
    );
  }

  async #acceptToken(secret: string, address: string | undefined): Promise<CredentialPrincipal> {
    const owner = await this.#parts.failures.lookUp(secret, address, {
      find: () => this.#parts.tokens.findBySecret(secret),
      unknown: `This token is not known here. ${ASK_AGAIN}`,
    });
    const { token } = owner;
    const logged = { agent: token.agentName };
    const status = tokenStatus(token, this.#parts.clock.now());
    if (status === 'REVOKED') {
      throw unauthenticated('REVOKED', `This token was revoked. ${ASK_AGAIN}`, logged);
    }
    if (owner.agentDisabledAt) throw agentDisabled(token.agentName);
    if (status === 'EXPIRED') {
      throw unauthenticated('EXPIRED', `This token expired. ${ASK_AGAIN}`, logged);
    }
    this.#parts.usage.record('TOKEN', token.id);
    return agentPrincipal(owner);
  }

  async #acceptHolder(
    secret: string,
    address: string | undefined,
    { kind, noun, holders }: HolderKind,
  ): Promise<CredentialPrincipal> {
    const holder = await this.#parts.failures.lookUp(secret, address, {
      find: () => holders.findByKey(secret),
      unknown: `This ${noun} key is not known here.`,
    });
    const { id, name } = holder;
    const logged = { [noun]: name };
    if (holder.revokedAt) {
      throw unauthenticated('REVOKED', `This ${noun} key was revoked.`, logged);
    }
    const expiresAt = unexpired(holder.expiresAt, this.#parts.clock.now(), noun, logged);
    this.#parts.usage.record(kind, id);
    return { kind, id, name, expiresAt };
  }

  async #acceptJwt(
    jwt: string,
    oidc: OidcService,
    address: string | undefined,
  ): Promise<CredentialPrincipal> {
    const identity = await oidc.verify(jwt).catch((error: unknown) => {
      // One that has expired was signed by the issuer: it is no guess.
      const isGuess = error instanceof DomainError && error.reason === 'MALFORMED';
      throw isGuess ? this.#parts.failures.count(address, error) : error;
    });
    const { id, name, superuserProblem, scopes, expiresAt } = identity;
    if (superuserProblem === undefined) return { kind: 'SUPERUSER', id, name, expiresAt };
    const find = () => this.#parts.agentSubjects.findAgent(id);
    const unknown =
      `This JWT is valid, but names nobody here: ${superuserProblem}, and its subject is bound ` +
      'to no agent.';
    return this.#parts.failures
      .lookUp(id, address, { find, unknown })
      .then((agent) => ({ ...enrolledAgent(agent), grant: jwtGrant(scopes), expiresAt }))
      .catch(refuseForGood);
  }

  async #acceptAccessToken(
    jwt: string,
    accessTokens: AccessTokenService,
    address: string | undefined,
  ): Promise<CredentialPrincipal> {
    const token = await accessTokens.read(jwt);
    if (token === 'EXPIRED') {
      throw unauthenticated('EXPIRED', 'This access token expired. Fetch a new one.');
    }
    if (token === 'MALFORMED') {
      const message = 'This access token is not one that this gateway made for /mcp.';
      throw this.#parts.failures.count(address, unauthenticated('MALFORMED', message));
    }
    const found = await accessTokens.find(token);
    const logged = { agent: token.agentName, accessTokenId: token.id };
    // It was signed here, so it is no guess; its row is gone once the token is over.
    if (!found || found.isRevoked) {
      throw unauthenticated('REVOKED', 'This access token was revoked. Fetch a new one.', logged);
    }
    return delegate(token, found.agent);
  }

  async #acceptAgentKey(secret: string, address: string | undefined): Promise<CredentialPrincipal> {
    const owner = await this.#parts.failures.lookUp(secret, address, {
      find: () => this.#parts.agentKeys.findOwner(secret),
      unknown: 'This agent key is not known here.',
    });
    const { agent, keyId } = owner;
    const logged = { agent: agent.name };
    if (owner.keyRevokedAt) {
      throw unauthenticated('REVOKED', 'This agent key was revoked.', logged);
    }
    const expiresAt = unexpired(owner.keyExpiresAt, this.#parts.clock.now(), 'agent', logged);
    const principal = { ...enrolledAgent(agent), expiresAt };
    this.#parts.usage.record('AGENT_KEY', keyId);
    return principal;
  }
}
