import type { Scope } from '../providers/registry.js';

/** An access token that was given to a client for an assertion. */
export interface AccessToken {
  readonly id: string;
  readonly agentName: string;
  /** The client that it was given to. */
  readonly clientId: string;
  /** The most that it can be used for; its agent's own token can be narrower. */
  readonly scopes: readonly Scope[];
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** What the database says of an access token. */
export interface StoredAccessToken {
  readonly id: string;
  readonly agentId: string;
  readonly clientId: string;
  readonly revokedAt: Date | null;
}

/** For what an access token is given. */
export interface AccessTokenOrder {
  readonly agent: { readonly id: string; readonly name: string };
  readonly clientId: string;
  readonly scopes: readonly Scope[];
  readonly assertion: {
    readonly issuer: string;
    readonly id: string;
    readonly subject: string;
    /** From when on it is refused. */
    readonly expiresAt: Date;
  };
}
