import type { CredentialUsage } from '../../credentials/usage.js';
import type { Clock } from '../../platform/clock.js';
import { secretPrefix } from '../../platform/secrets/secret.js';
import { findProviderByPrefix } from '../../providers/registry.js';
import type { Scope } from '../../providers/registry.js';
import { grantedScopes, tokenStatus } from '../token.js';
import type { TokenService } from '../token.service.js';

/** What a back end is told of a token that is good now. */
export interface LiveToken {
  readonly tokenId: string;
  readonly agentName: string;
  readonly provider: string;
  /** No more than the agent may do now. */
  readonly scopes: readonly Scope[];
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** Tells what an access token is worth that was made to act as an agent. */
export interface AccessTokenIntrospection {
  introspect(
    jwt: string,
  ): Promise<(Omit<LiveToken, 'tokenId'> & { readonly id: string }) | undefined>;
}

interface IntrospectionServiceParts {
  readonly tokens: TokenService;
  readonly usage: CredentialUsage;
  readonly clock: Clock;
}

/** Tells back ends what a token that they received is worth. */
export class IntrospectionService {
  readonly #parts: IntrospectionServiceParts;

  constructor(parts: IntrospectionServiceParts) {
    this.#parts = parts;
  }

  /**
   * The integration token behind a secret, if the gateway itself would accept it now; that counts
   * as a use. Why another text is worth nothing is not said: malformed, unknown, expired, revoked,
   * a key, or the token of a disabled agent.
   *
   * @throws DomainError `SERVICE_UNAVAILABLE` when that cannot be told
   */
  async introspect(secret: string): Promise<LiveToken | undefined> {
    const prefix = secretPrefix(secret);
    if (prefix === undefined || !findProviderByPrefix(prefix)) return undefined;
    const owner = await this.#parts.tokens.findBySecret(secret);
    if (!owner || owner.agentDisabledAt) return undefined;
    const { token } = owner;
    const status = tokenStatus(token, this.#parts.clock.now());
    if (status === 'REVOKED' || status === 'EXPIRED') return undefined;
    this.#parts.usage.record('TOKEN', token.id);
    return {
      tokenId: token.id,
      agentName: token.agentName,
      provider: token.provider,
      scopes: grantedScopes(owner),
      issuedAt: token.issuedAt,
      expiresAt: token.expiresAt,
    };
  }
}
