import type { Agent } from '../agents/agent.js';
import type { AgentKeyService } from '../agents/agent-key.service.js';
import type { AgentSubjectService } from '../agents/agent-subject.service.js';
import type { Clock } from '../platform/clock.js';
import { DomainError } from '../platform/errors.js';
import { findProviderByPrefix } from '../providers/registry.js';
import type { KeyHolderService } from '../superusers/key-holder.service.js';
import type { OidcService } from '../superusers/oidc.service.js';
import { BOOTSTRAP_NAME, type SuperuserService } from '../superusers/superuser.service.js';
import {
  AGENT_KEY_PREFIX,
  secretPrefix,
  SUPERUSER_KEY_PREFIX,
  VERIFIER_KEY_PREFIX,
} from '../tokens/token-secret.js';
import type { TokenService } from '../tokens/token.service.js';
import type { TokenUsage } from '../tokens/token-usage.js';
import { tokenStatus } from '../tokens/token.js';
import { unauthenticated, type Credential } from './credentials.js';
import type { FailureLimit } from './failure-limit.js';
import {
  agentPrincipal,
  type CredentialPrincipal,
  type EnrolledAgentPrincipal,
} from './principal.js';

/** Three parts with dots between: RFC 7519 in the compact form of RFC 7515 section 3.1. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Reasons for refusing credentials that this gateway issued itself. */
const ONCE_GOOD: ReadonlySet<string> = new Set(['REVOKED', 'EXPIRED', 'AGENT_DISABLED']);

const ASK_AGAIN = 'Fetch the current token with the query currentToken and try once more.';

/**
 * Tells who a credential stands for. A credential is accepted or it ends the request: a bad one is
 * never passed over, so that nobody acts with other rights than those they meant to use.
 */
export class Authenticator {
  readonly #superusers: SuperuserService;
  readonly #agentKeys: AgentKeyService;
  readonly #agentSubjects: AgentSubjectService;
  readonly #oidc: OidcService | undefined;
  readonly #verifiers: KeyHolderService;
  readonly #tokens: TokenService;
  readonly #usage: TokenUsage;
  readonly #clock: Clock;
  readonly #failures: FailureLimit;

  constructor(parts: {
    superusers: SuperuserService;
    agentKeys: AgentKeyService;
    agentSubjects: AgentSubjectService;
    oidc: OidcService | undefined;
    verifiers: KeyHolderService;
    tokens: TokenService;
    usage: TokenUsage;
    clock: Clock;
    failures: FailureLimit;
  }) {
    this.#superusers = parts.superusers;
    this.#agentKeys = parts.agentKeys;
    this.#agentSubjects = parts.agentSubjects;
    this.#oidc = parts.oidc;
    this.#verifiers = parts.verifiers;
    this.#tokens = parts.tokens;
    this.#usage = parts.usage;
    this.#clock = parts.clock;
    this.#failures = parts.failures;
  }

  /**
   * The one principal that all of a request's credentials name, or `undefined` when there are none.
   *
   * @param address - the client's address, by which wrong credentials are counted; `undefined` to
   *   leave them uncounted
   * @throws DomainError `UNAUTHENTICATED` with the reason, `AMBIGUOUS_CREDENTIALS` when two
   *   credentials name different principals, `RATE_LIMITED` after too many wrong ones from one
   *   address, `SERVICE_UNAVAILABLE` when the database or the issuer of a JWT is away
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
      return await this.#accept(credential);
    } catch (error) {
      if (isGuess(error) && address !== undefined) {
        throw (await this.#failures.count(address)) ?? error;
      }
      throw error;
    }
  }

  async #accept({ secret, headerOf }: Credential): Promise<CredentialPrincipal> {
    if (!headerOf && this.#superusers.isConfiguredKey(secret)) {
      return { kind: 'SUPERUSER', id: 'SUPERUSER_KEY', name: BOOTSTRAP_NAME };
    }
    const prefix = secretPrefix(secret);
    const provider = prefix === undefined ? undefined : findProviderByPrefix(prefix);
    if (provider) {
      if (headerOf && headerOf !== provider) {
        throw unauthenticated(
          'WRONG_PROVIDER',
          `This is a token of ${provider.displayName}: send it in ${provider.header}, ` +
            `not in ${headerOf.header}.`,
        );
      }
      return this.#acceptToken(secret);
    }
    if (!headerOf && prefix === SUPERUSER_KEY_PREFIX) return this.#acceptSuperuser(secret);
    if (!headerOf && prefix === AGENT_KEY_PREFIX) return this.#acceptAgentKey(secret);
    if (!headerOf && prefix === VERIFIER_KEY_PREFIX) return this.#acceptVerifier(secret);
    if (!headerOf && this.#oidc && JWT.test(secret)) return this.#acceptJwt(secret, this.#oidc);
    throw unauthenticated(
      'MALFORMED',
      headerOf
        ? `The ${headerOf.header} header holds no integration token. ${ASK_AGAIN}`
        : 'The Authorization header must be: Bearer, then a token or key of this gateway.',
    );
  }

  async #acceptToken(secret: string): Promise<CredentialPrincipal> {
    const owner = await this.#tokens.findBySecret(secret);
    if (!owner) throw unauthenticated('UNKNOWN', `This token is not known here. ${ASK_AGAIN}`);
    const status = tokenStatus(owner.token, this.#clock.now());
    if (status === 'REVOKED') {
      throw unauthenticated('REVOKED', `This token was revoked. ${ASK_AGAIN}`);
    }
    if (owner.agentDisabledAt) throw agentDisabled(owner.token.agentName);
    if (status === 'EXPIRED') throw unauthenticated('EXPIRED', `This token expired. ${ASK_AGAIN}`);
    this.#usage.record(owner.token.id);
    return agentPrincipal(owner);
  }

  async #acceptSuperuser(secret: string): Promise<CredentialPrincipal> {
    const superuser = await this.#superusers.keys.findByKey(secret);
    if (!superuser) throw unauthenticated('UNKNOWN', 'This superuser key is not known here.');
    if (superuser.revokedAt) throw unauthenticated('REVOKED', 'This superuser key was revoked.');
    return { kind: 'SUPERUSER', id: superuser.id, name: superuser.name };
  }

  async #acceptVerifier(secret: string): Promise<CredentialPrincipal> {
    const verifier = await this.#verifiers.findByKey(secret);
    if (!verifier) throw unauthenticated('UNKNOWN', 'This verifier key is not known here.');
    if (verifier.revokedAt) throw unauthenticated('REVOKED', 'This verifier key was revoked.');
    return { kind: 'VERIFIER', id: verifier.id, name: verifier.name };
  }

  async #acceptJwt(jwt: string, oidc: OidcService): Promise<CredentialPrincipal> {
    const { id, name, superuserProblem, expiresAt } = await oidc.verify(jwt);
    if (superuserProblem === undefined) return { kind: 'SUPERUSER', id, name, expiresAt };
    const agent = await this.#agentSubjects.findAgent(id);
    if (!agent) {
      throw unauthenticated(
        'UNKNOWN',
        `This JWT is valid, but names nobody here: ${superuserProblem}, and its subject is bound ` +
          'to no agent.',
      );
    }
    return { ...enrolledAgent(agent), expiresAt };
  }

  async #acceptAgentKey(secret: string): Promise<CredentialPrincipal> {
    const owner = await this.#agentKeys.findOwner(secret);
    if (!owner) throw unauthenticated('UNKNOWN', 'This agent key is not known here.');
    const { agent, keyRevokedAt } = owner;
    if (keyRevokedAt) throw unauthenticated('REVOKED', 'This agent key was revoked.');
    return enrolledAgent(agent);
  }
}

/**
 * Whether a refused credential may have been made up. One that was good once was not: hundreds of
 * calls may be under way with a token in the moment that it is revoked.
 */
function isGuess(error: unknown): boolean {
  if (!(error instanceof DomainError) || error.code !== 'UNAUTHENTICATED') return false;
  return !ONCE_GOOD.has(error.reason ?? '');
}

function enrolledAgent({ id, name, provider, disabledAt }: Agent): EnrolledAgentPrincipal {
  if (disabledAt) throw agentDisabled(name);
  return { kind: 'ENROLLED_AGENT', id, name, provider };
}

function agentDisabled(name: string): DomainError {
  return unauthenticated(
    'AGENT_DISABLED',
    `The agent ${name} is disabled. Asking again does not help; a superuser decides on that.`,
  );
}
