import { badUserInput } from '../../platform/errors.js';

const GOOGLE = 'https://www.googleapis.com/auth/';

/** What identifies the account that consents; needed by every connection. */
const IDENTITY_SCOPES = ['openid', 'email'];

/** What the gateway's own scopes need of Google: no more than the calendar fields use. */
const GOOGLE_SCOPES_OF: Readonly<Record<string, readonly string[]>> = {
  'calendar.read': [`${GOOGLE}calendar.readonly`],
  'calendar.write': [`${GOOGLE}calendar.readonly`, `${GOOGLE}calendar.events`],
};

/** Scopes of the gateway's own that a connection can be asked for. */
export const GATEWAY_SCOPES = Object.keys(GOOGLE_SCOPES_OF);

/** What Google allows with a scope beside the scope itself, by the end of its name. */
const COVERED_BY: Readonly<Record<string, RegExp>> = {
  calendar: /^calendar\./,
  'calendar.events': /^calendar\.events\./,
  'calendar.events.owned': /^calendar\.events\.owned\./,
  'calendar.readonly': /^calendar\.(?:.+\.readonly|freebusy|events\.freebusy)$/,
  'calendar.calendarlist': /^calendar\.calendarlist\./,
  'calendar.calendars': /^calendar\.calendars\./,
};

const SCOPE = /^https:\/\/www\.googleapis\.com\/auth\/[a-z0-9._-]{1,100}$/;

/**
 * Google's scopes that a connection needs for what it is to be used for.
 *
 * @param wanted - `calendar.read`, `calendar.write` or Google's own scopes; both of the former when
 *   left out
 * @returns Google's scopes, each once
 * @throws DomainError `BAD_USER_INPUT` naming `scopes`
 */
export function googleScopes(wanted: readonly string[] | undefined): string[] {
  const scopes = (wanted ?? GATEWAY_SCOPES).flatMap((scope) => {
    const known = GOOGLE_SCOPES_OF[scope];
    if (!known && !SCOPE.test(scope)) throw unknownScope();
    return known ?? [scope];
  });
  if (scopes.length === 0) throw unknownScope();
  return [...new Set(scopes)];
}

/** What a consent asks for: the needed scopes, and who it is that consents. */
export function consentScope(needed: readonly string[]): string {
  return [...IDENTITY_SCOPES, ...needed].join(' ');
}

/** Scopes as a token endpoint answers them; `undefined` where it says nothing of them. */
export function parseScope(scope: string | undefined): string[] | undefined {
  return scope?.split(' ').filter((one) => one !== '');
}

/** The needed scopes that the granted ones do not cover. */
export function missingScopes(granted: readonly string[], needed: readonly string[]): string[] {
  return needed.filter((scope) => !granted.some((one) => covers(one, scope)));
}

function covers(granted: string, needed: string): boolean {
  if (granted === needed) return true;
  if (!granted.startsWith(GOOGLE) || !needed.startsWith(GOOGLE)) return false;
  return COVERED_BY[granted.slice(GOOGLE.length)]?.test(needed.slice(GOOGLE.length)) ?? false;
}

function unknownScope(): Error {
  return badUserInput(
    'scopes',
    `must be one or more of: ${GATEWAY_SCOPES.join(', ')}, or a scope of Google's ` +
      `such as ${GOOGLE}calendar.events`,
  );
}
