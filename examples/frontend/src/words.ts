import { CombinedGraphQLErrors } from '@apollo/client';

import type { IntegrationProvider, IntegrationTokenStatus } from './generated/graphql.js';

/** What people call the providers. A provider that is new in the schema is missing here: a type error. */
export const PROVIDER_WORDS: Record<IntegrationProvider, string> = {
  GOOGLE_CALENDAR_MCP: 'Google Calendar MCP',
  LIVEKIT: 'LiveKit',
};

/** Every provider there is. */
export const PROVIDERS = Object.keys(PROVIDER_WORDS) as IntegrationProvider[];

/** What people call the states of a token. */
export const STATUS_WORDS: Record<IntegrationTokenStatus, string> = {
  ACTIVE: 'Active',
  RETIRING: 'Retiring',
  EXPIRED: 'Expired',
  REVOKED: 'Revoked',
};

/** An instant as the reader's own calendar and clock have it. */
export function wordsForInstant(instant: string): string {
  return new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** What to tell a person of an error, and what they can do. */
export function wordsForError(error: unknown): string {
  switch (extensionsOf(error)?.['code']) {
    case undefined:
      return 'The gateway does not answer. See whether it runs, and try again.';
    case 'UNAUTHENTICATED':
      return 'The gateway does not accept this key. Sign in with another one.';
    case 'FORBIDDEN':
      return 'This key may not do that: it takes a superuser’s.';
    case 'RATE_LIMITED':
    case 'SERVICE_UNAVAILABLE':
      return `The gateway cannot answer now. Try again ${when(error)}.`;
    case 'INTERNAL_SERVER_ERROR':
      return `Something went wrong inside the gateway. Report request ${requestOf(error)} to whoever runs it.`;
    default:
      // BAD_USER_INPUT, CONFLICT, NOT_FOUND: only the gateway knows what to mend, and says it.
      return CombinedGraphQLErrors.is(error) ? error.message : String(error);
  }
}

function when(error: unknown): string {
  const seconds = extensionsOf(error)?.['retryAfterSeconds'];
  return typeof seconds === 'number' ? `in ${seconds} s` : 'shortly';
}

function requestOf(error: unknown): string {
  return String(extensionsOf(error)?.['requestId'] ?? '(none)');
}

function extensionsOf(error: unknown): Readonly<Record<string, unknown>> | undefined {
  return CombinedGraphQLErrors.is(error) ? error.errors[0]?.extensions : undefined;
}
