import {
  connectionWarnings,
  lackingScopes,
  type ConnectionWarning,
  type GoogleConnection,
} from './connection.js';

/** A connection as it is shown, in GraphQL and on the command line alike. */
export interface PresentedConnection extends Omit<
  GoogleConnection,
  'generation' | 'accessTokenExpiresAt' | 'consentedAt' | 'consentCount' | 'lastErrorAt'
> {
  readonly agents: readonly string[];
  readonly missingScopes: readonly string[];
  readonly warnings: readonly (ConnectionWarning & { readonly id: string })[];
}

/** Shows a connection as it stands at `now`. */
export function presentConnection(
  listed: GoogleConnection & { readonly agents: readonly string[] },
  now: Date,
): PresentedConnection {
  return {
    id: listed.id,
    kind: listed.kind,
    account: listed.account,
    state: listed.state,
    stateChangedAt: listed.stateChangedAt,
    agents: listed.agents,
    grantedScopes: listed.grantedScopes,
    neededScopes: listed.neededScopes,
    missingScopes: lackingScopes(listed),
    connectedAt: listed.connectedAt,
    consentExpiresAt: listed.consentExpiresAt,
    lastRefreshAt: listed.lastRefreshAt,
    lastError: listed.lastError,
    warnings: connectionWarnings(listed, now).map((warning) => ({ ...warning, id: warning.kind })),
  };
}
