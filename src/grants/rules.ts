import type { WantedClaim } from '../config/settings/rules-file.js';
import type { Scope } from '../providers/registry.js';

/** A client of OAuth that may trade assertions for access tokens. */
export interface RegisteredClient {
  readonly id: string;
  /** The SHA-256 digests of its secrets: two while one takes the other's place. */
  readonly secretDigests: readonly Buffer[];
}

/** For whom a client acts as which agent. */
export interface GrantRule {
  /** All of them must hold. */
  readonly when: readonly WantedClaim[];
  readonly agent: string;
  /** The most that is granted; `undefined`: what the agent's token can do. */
  readonly scopes: readonly Scope[] | undefined;
}

/** Whose assertions are believed, and about whom. */
export interface TrustedIssuer {
  /** Exactly as it writes itself into `iss`. */
  readonly issuer: string;
  /** What the claim `tenant` must be; `undefined`: there must be none. */
  readonly tenant: string | undefined;
  /** The ids of the clients whose assertions it may sign. */
  readonly clients: readonly string[];
  /** The first that fits decides. */
  readonly rules: readonly GrantRule[];
}

/** Who may obtain access tokens by assertions. */
export interface GrantRules {
  readonly clients: readonly RegisteredClient[];
  readonly issuers: readonly TrustedIssuer[];
}
