import { missingScopes } from '../oauth/scopes.js';

/** Where a connection stands. */
export const CONNECTION_STATES = ['ACTIVE', 'NEEDS_CONSENT', 'REVOKED'] as const;

/** See {@link CONNECTION_STATES}. */
export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** Whose account it is: a person's, or a program's with a key of its own. */
export type ConnectionKind = 'USER' | 'SERVICE_ACCOUNT';

/** A connected Google account without its secrets. */
export interface GoogleConnection {
  readonly id: string;
  readonly kind: ConnectionKind;
  /** The account's e-mail address. */
  readonly account: string;
  readonly state: ConnectionState;
  readonly stateChangedAt: Date;
  readonly grantedScopes: readonly string[];
  readonly neededScopes: readonly string[];
  /** Moves on whenever the secrets change. */
  readonly generation: number;
  readonly accessTokenExpiresAt: Date | null;
  /** When the refresh token was issued; null where that is not known. */
  readonly consentedAt: Date | null;
  /** When the consent ends by itself; null where Google did not say that it does. */
  readonly consentExpiresAt: Date | null;
  readonly consentCount: number;
  readonly connectedAt: Date;
  readonly lastRefreshAt: Date | null;
  readonly lastError: string | null;
  readonly lastErrorAt: Date | null;
}

/** What a connection keeps sealed. */
export interface ConnectionSecrets {
  readonly accessToken?: string;
  /** A user's. */
  readonly refreshToken?: string;
  readonly serviceAccount?: ServiceAccountKey;
}

/** A service account's key, and the account that it acts for. */
export interface ServiceAccountKey {
  readonly clientEmail: string;
  readonly privateKeyId: string | undefined;
  /** PKCS #8 in PEM. */
  readonly privateKey: string;
  /** Whom it impersonates by domain-wide delegation. */
  readonly subject: string | undefined;
}

/** What may be wrong with a connection soon, or explains why it ended. */
export const WARNING_KINDS = [
  'TESTING_MODE_SUSPECTED',
  'CONSENT_ENDS_SOON',
  'UNUSED_LONG',
  'NEAR_TOKEN_LIMIT',
] as const;

/** A {@link WARNING_KINDS} in words. */
export interface ConnectionWarning {
  readonly kind: (typeof WARNING_KINDS)[number];
  readonly message: string;
}

const DAY_MS = 86_400_000;

/**
 * A refresh token of an app in Testing lives for seven days; clocks and requests blur the edges.
 */
const TESTING_DAYS = { least: 6.5, most: 7.5 };
/** Google ends a grant that was not used for six months. */
const UNUSED_DAYS = 150;
/** Of one account and one client, Google keeps a hundred refresh tokens and drops the oldest. */
const TOKENS_NEAR_LIMIT = 80;
const SOON_DAYS = 3;

/** Whether a lifetime is that of a grant to an app whose consent screen is in Testing. */
function isTestingLifetime(from: Date, to: Date): boolean {
  const days = (to.getTime() - from.getTime()) / DAY_MS;
  return days >= TESTING_DAYS.least && days <= TESTING_DAYS.most;
}

/** What a person should know of a connection at `now`. */
export function connectionWarnings(connection: GoogleConnection, now: Date): ConnectionWarning[] {
  if (connection.state === 'REVOKED') return [];
  const warnings: ConnectionWarning[] = [];
  const { state, consentedAt, consentExpiresAt, stateChangedAt } = connection;
  const endedAt = state === 'NEEDS_CONSENT' ? stateChangedAt : consentExpiresAt;
  if (consentedAt && endedAt && isTestingLifetime(consentedAt, endedAt)) {
    warnings.push({
      kind: 'TESTING_MODE_SUSPECTED',
      message:
        'The consent lasts seven days: the consent screen is probably in Testing. Publish it in ' +
        'Google Cloud (Google Auth Platform, Audience, Publish app), then connect once more.',
    });
  }
  if (state === 'ACTIVE' && consentExpiresAt && daysBetween(now, consentExpiresAt) < SOON_DAYS) {
    warnings.push({
      kind: 'CONSENT_ENDS_SOON',
      message: `The consent ends at ${consentExpiresAt.toISOString()}. Connect again before.`,
    });
  }
  const usedAt = connection.lastRefreshAt ?? connection.connectedAt;
  if (daysBetween(usedAt, now) > UNUSED_DAYS) {
    warnings.push({
      kind: 'UNUSED_LONG',
      message:
        'No access token was fetched for five months, and Google ends a grant after six. Use the ' +
        'connection, or disconnect it.',
    });
  }
  if (connection.consentCount >= TOKENS_NEAR_LIMIT) {
    warnings.push({
      kind: 'NEAR_TOKEN_LIMIT',
      message:
        `This account consented ${String(connection.consentCount)} times, and Google keeps 100 ` +
        'refresh tokens of an account alive, dropping the oldest without a word. Disconnect the ' +
        'account and connect it again, which clears them.',
    });
  }
  return warnings;
}

/**
 * What a refusal of Google’s means for a connection, in words.
 *
 * @param message - what Google said
 */
export function describeRefusal(connection: GoogleConnection, message: string, now: Date): string {
  const { consentedAt } = connection;
  if (!consentedAt || !isTestingLifetime(consentedAt, now)) return message;
  return (
    `${message} It ended about seven days after the consent, as every grant to an app ` +
    'does whose consent screen is in Testing.'
  );
}

/** The needed scopes that the account's owner did not grant. */
export function lackingScopes(connection: GoogleConnection): string[] {
  return missingScopes(connection.grantedScopes, connection.neededScopes);
}

function daysBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / DAY_MS;
}
