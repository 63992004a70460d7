import fc from 'fast-check';
import { expect, test } from 'vitest';

import {
  connectionWarnings,
  type GoogleConnection,
} from '../../../src/google/connections/connection.js';
import { googleScopes, missingScopes } from '../../../src/google/oauth/scopes.js';

const DAY_MS = 86_400_000;
const now = new Date('2030-06-01T00:00:00.000Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);

const healthy: GoogleConnection = {
  id: '5f0c1b7e-6b1f-4b7e-9d43-0d2f4b1c7a11',
  kind: 'USER',
  account: 'maya@example.com',
  state: 'ACTIVE',
  stateChangedAt: daysAgo(30),
  grantedScopes: [],
  neededScopes: [],
  generation: 1,
  accessTokenExpiresAt: null,
  consentedAt: daysAgo(30),
  consentExpiresAt: null,
  consentCount: 1,
  connectedAt: daysAgo(30),
  lastRefreshAt: daysAgo(1),
  lastError: null,
  lastErrorAt: null,
};
const kinds = (changes: Partial<GoogleConnection>) =>
  connectionWarnings({ ...healthy, ...changes }, now).map(({ kind }) => kind);

test('a healthy connection warns of nothing', () => {
  expect(kinds({})).toEqual([]);
});

test.each([
  [6.4, []],
  [6.5, ['TESTING_MODE_SUSPECTED']],
  [7, ['TESTING_MODE_SUSPECTED']],
  [7.5, ['TESTING_MODE_SUSPECTED']],
  [7.6, []],
])('a grant that died %d days after the consent: %j', (days, expected) => {
  const died = { state: 'NEEDS_CONSENT', stateChangedAt: daysAgo(1) } as const;
  expect(kinds({ ...died, consentedAt: daysAgo(1 + days) })).toEqual(expected);
});

test('a consent that Google limits to seven days tells of Testing before it dies', () => {
  const limited = { consentedAt: daysAgo(1), consentExpiresAt: daysAgo(-6) };
  expect(kinds(limited)).toEqual(['TESTING_MODE_SUSPECTED']);
});

test('a consent for a limited time warns three days before its end', () => {
  expect(kinds({ consentExpiresAt: daysAgo(-4) })).toEqual([]);
  expect(kinds({ consentExpiresAt: daysAgo(-2) })).toEqual(['CONSENT_ENDS_SOON']);
});

test('a connection that was not used for five months warns of it', () => {
  expect(kinds({ lastRefreshAt: daysAgo(149) })).toEqual([]);
  expect(kinds({ lastRefreshAt: daysAgo(151) })).toEqual(['UNUSED_LONG']);
});

test('an account that consented nearly a hundred times warns of it', () => {
  expect(kinds({ consentCount: 79 })).toEqual([]);
  expect(kinds({ consentCount: 80 })).toEqual(['NEAR_TOKEN_LIMIT']);
});

test('a disconnected account warns of nothing', () => {
  expect(kinds({ state: 'REVOKED', consentCount: 99, lastRefreshAt: daysAgo(999) })).toEqual([]);
});

const GOOGLE = 'https://www.googleapis.com/auth/';

test.each([
  ['calendar', 'calendar.events', true],
  ['calendar', 'calendar.readonly', true],
  ['calendar.events', 'calendar.events.readonly', true],
  ['calendar.readonly', 'calendar.events.readonly', true],
  ['calendar.readonly', 'calendar.freebusy', true],
  ['calendar.events', 'calendar.readonly', false],
  ['calendar.readonly', 'calendar.events', false],
  ['calendar.events.readonly', 'calendar.events', false],
  ['calendarsomething', 'calendar', false],
])('%s covers %s: %s', (granted, needed, isCovered) => {
  const missing = missingScopes([GOOGLE + granted], [GOOGLE + needed]);
  expect(missing.length === 0).toBe(isCovered);
});

test('no scope is covered by nothing, and every scope by itself', () => {
  const scope = fc.string({ minLength: 1 });
  fc.assert(
    fc.property(fc.array(scope), scope, (granted, needed) => {
      expect(missingScopes([], [needed])).toEqual([needed]);
      expect(missingScopes([...granted, needed], [needed])).toEqual([]);
    }),
  );
});

test('writing needs reading as well, and each of Google’s scopes is asked for once', () => {
  expect(googleScopes(['calendar.write', 'calendar.read'])).toEqual([
    `${GOOGLE}calendar.readonly`,
    `${GOOGLE}calendar.events`,
  ]);
});
