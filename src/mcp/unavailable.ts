import { z } from 'zod';

import { TokenClientError } from '../client/index.js';

/** What is said of calendars and accounts that could not be looked at. */
export const unavailable = z
  .array(
    z.object({
      account: z.string().optional(),
      calendarId: z.string().optional(),
      reason: z.string(),
    }),
  )
  .describe('What could not be looked at: nothing is known of it.');

/** A calendar, or all of an account, that could not be looked at, and a stable word for why. */
export type Unavailable = z.output<typeof unavailable>[number];

/** The words for why a calendar could not be looked at. */
const REASONS: Readonly<Record<string, string>> = {
  notFound: 'notFound',
  deleted: 'deleted',
  NEEDS_CONSENT: 'needsConsent',
  MISSING_SCOPE: 'needsConsent',
  NOT_CONNECTED: 'notConnected',
  UNKNOWN_CONNECTION: 'notConnected',
  timeout: 'timeout',
  groupTooBig: 'groupTooBig',
  tooManyCalendarsRequested: 'tooManyCalendars',
  http429: 'rateLimited',
  busy: 'rateLimited',
};

const CODES: Readonly<Record<string, string>> = {
  NOT_FOUND: 'notFound',
  FORBIDDEN: 'noAccess',
  RATE_LIMITED: 'rateLimited',
};

/** Google's words for what an account may not do. */
const REFUSALS = /^(?:forbidden|requiredAccessLevel|insufficientPermissions)/;

/** The stable word for a reason of the gateway's or Google's. */
export function reasonWord(reason: string, code = ''): string {
  const known = REASONS[reason] ?? CODES[code] ?? CODES[reason];
  if (known !== undefined) return known;
  if (/limit|quota/i.test(reason)) return 'rateLimited';
  return REFUSALS.test(reason) ? 'noAccess' : 'failed';
}

/**
 * The stable word for what kept a calendar from being looked at. Whatever fails the whole call is
 * thrown: wrong input, and what the gateway did not say.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof TokenClientError) || error.extensions['problems']) throw error;
  const { reason } = error.extensions;
  return reasonWord(typeof reason === 'string' ? reason : '', error.code);
}

/** Whether nothing of an account can be looked at, for such a reason. */
export function isOfAccount(reason: string): boolean {
  return reason === 'needsConsent' || reason === 'notConnected';
}

/** The end of a sentence, where something could not be looked at. */
export function spokenUnavailable(all: readonly Unavailable[]): string {
  const accounts = all.filter(({ calendarId }) => calendarId === undefined).length;
  const calendars = all.length - accounts;
  const parts = [
    ...(calendars > 0 ? [`${calendars} of the calendars`] : []),
    ...(accounts > 0 ? [`${accounts} of the accounts`] : []),
  ];
  return parts.length === 0 ? '' : ` Nothing is known of ${parts.join(' and ')}.`;
}
