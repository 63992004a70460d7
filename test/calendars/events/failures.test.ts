import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { afterAll, describe, expect } from 'vitest';

import {
  calendarTest,
  createEvent,
  eventsOf,
  morning,
  type CalendarGateway,
} from '../../support/calendar-gateway.js';
import {
  CalendarEventQuery,
  CalendarsQuery,
  CreateCalendarEventMutation,
  DeleteCalendarEventMutation,
  UpdateCalendarEventMutation,
} from '../../support/calendar-operations.js';
import { startGateway, type Answer } from '../../support/gateway.js';
import { googleEnv } from '../../support/google-gateway.js';
import type { Fault } from '../../support/google/fault-plan.js';
import { ACCOUNT } from '../../support/google/google-emulator.js';
import { CurrentTokenQuery } from '../../support/operations.js';
import { firstError, uniqueName } from '../../support/tokens.js';

const LIST = 'GET /calendar/v3/users/me/calendarList';
/** Has time enough for what is to succeed on a busy machine. */
const test = calendarTest({ env: { GOOGLE_TIMEOUT_SECONDS: '20' } });

let impatient: Waiting;

/** A gateway beside the first that waits for Google for that long. */
interface Waiting {
  readonly ask: <T, V>(document: TypedDocumentNode<T, V>, variables: V) => Promise<Answer<T>>;
  readonly stop: () => Promise<void>;
}

async function waiting(gateway: CalendarGateway, seconds: number): Promise<Waiting> {
  const other = await startGateway({
    database: gateway.database,
    env: { ...googleEnv(gateway.google), GOOGLE_TIMEOUT_SECONDS: String(seconds) },
  });
  return {
    ask: (document, variables) => other.send(document, variables, gateway.headers),
    stop: () => other.stop(),
  };
}

test.beforeAll(async ({ gateway }) => {
  impatient = await waiting(gateway, 1);
});

test.beforeEach(({ gateway }) => {
  gateway.google.faults.clear();
  gateway.google.forget();
});

afterAll(() => impatient.stop());

const list = (gateway: CalendarGateway) => gateway.ask(CalendarsQuery, {});
const refuse = (status: number, reason: string, retryAfterSeconds?: number): Fault => ({
  kind: 'refuse',
  status,
  reason,
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});

describe('a failure that passes is not noticed by the caller:', () => {
  test.for<[string, Fault]>([
    ['a rate limit as 403', refuse(403, 'rateLimitExceeded')],
    ['a rate limit of the user', refuse(403, 'userRateLimitExceeded')],
    ['a rate limit as 429', refuse(429, 'rateLimitExceeded')],
    ['an outage', refuse(503, 'backendError')],
    ['a page of HTML', { kind: 'answer', status: 200, body: '<html>', contentType: 'text/html' }],
    ['malformed JSON', { kind: 'answer', status: 200, body: '{"items": [' }],
    ['a cut connection', { kind: 'reset' }],
  ])('%s', async ([_what, fault], { gateway }) => {
    gateway.google.faults.on({ request: LIST, times: 1 }, fault);
    const { data } = await list(gateway);
    expect(data?.calendars.account).toBe(ACCOUNT);
    expect(gateway.google.count(LIST)).toBe(2);
  });
});

describe('a failure that stays becomes the contract’s error:', () => {
  const upstream = (reason: string, retryable = true) => ({
    status: 502,
    extensions: { code: 'UPSTREAM_ERROR', reason, retryable },
  });
  test.for<[string, Fault, { status: number; extensions: object }]>([
    ['a storm of 429', refuse(429, 'rateLimitExceeded'), upstream('rateLimitExceeded')],
    ['a spent quota', refuse(403, 'quotaExceeded'), upstream('quotaExceeded')],
    ['a long outage', refuse(503, 'backendError'), upstream('backendError')],
    [
      'malformed answers',
      { kind: 'answer', status: 200, body: '{"items": [' },
      upstream('malformedReply'),
    ],
    ['cut connections', { kind: 'reset' }, upstream('unreachable')],
    ['no answer', { kind: 'hang' }, upstream('timeout')],
  ])('%s', async ([_what, fault, { status, extensions }], { gateway }) => {
    gateway.google.faults.on({ request: LIST }, fault);
    const began = performance.now();
    const answer = await impatient.ask(CalendarsQuery, {});
    expect(answer.status).toBe(status);
    expect(firstError(answer)).toMatchObject(extensions);
    expect(firstError(answer).retryAfterSeconds).toBeGreaterThan(0);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    // Its own deadline holds, with room for a busy machine; the other gateway's is later.
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  test('an outage whose last attempt the deadline cuts off, as the outage it is', async ({
    gateway,
  }) => {
    gateway.google.faults.on({ request: LIST, times: 1 }, refuse(503, 'backendError'));
    gateway.google.faults.on({ request: LIST }, { kind: 'hang' });
    const answer = await impatient.ask(CalendarsQuery, {});
    expect(firstError(answer)).toMatchObject({ code: 'UPSTREAM_ERROR', reason: 'backendError' });
  });

  test.for<[string, Fault, { status: number; extensions: object }]>([
    [
      'a limit for the day',
      refuse(403, 'dailyLimitExceeded'),
      { status: 502, extensions: { code: 'UPSTREAM_ERROR', retryable: true } },
    ],
    [
      'a wait longer than the deadline',
      refuse(429, 'rateLimitExceeded', 30),
      { status: 502, extensions: { code: 'UPSTREAM_ERROR', retryAfterSeconds: 30 } },
    ],
    [
      'an API that is not enabled',
      refuse(403, 'accessNotConfigured'),
      { status: 502, extensions: { code: 'UPSTREAM_ERROR', retryable: false } },
    ],
    [
      'a calendar that is closed to the account',
      refuse(403, 'forbidden'),
      { status: 403, extensions: { code: 'FORBIDDEN', reason: 'forbidden' } },
    ],
    [
      'something that is not there',
      refuse(404, 'notFound'),
      { status: 404, extensions: { code: 'NOT_FOUND', reason: 'notFound' } },
    ],
    [
      'something deleted',
      refuse(410, 'deleted'),
      { status: 404, extensions: { code: 'NOT_FOUND', reason: 'deleted' } },
    ],
    [
      'a list that is too old',
      refuse(410, 'updatedMinTooLongAgo'),
      { status: 400, extensions: { code: 'BAD_USER_INPUT', reason: 'updatedMinTooLongAgo' } },
    ],
    [
      'a bad parameter',
      refuse(400, 'invalidParameter'),
      { status: 400, extensions: { code: 'BAD_USER_INPUT', reason: 'invalidParameter' } },
    ],
    [
      'a failed precondition',
      refuse(412, 'conditionNotMet'),
      { status: 409, extensions: { code: 'CONFLICT', reason: 'ETAG_MISMATCH' } },
    ],
  ])('%s, without asking again', async ([_what, fault, { status, extensions }], { gateway }) => {
    gateway.google.faults.on({ request: LIST }, fault);
    const answer = await list(gateway);
    expect(answer.status).toBe(status);
    expect(firstError(answer)).toMatchObject(extensions);
    expect(gateway.google.count(LIST)).toBe(1);
  });
});

describe('access tokens', () => {
  test('that Google does not accept any more are renewed once for all who ask', async ({
    gateway,
  }) => {
    gateway.google.expireAccessTokens();
    const answers = await Promise.all([list(gateway), list(gateway), list(gateway)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(gateway.google.count('POST /oauth2/token')).toBe(1);
  });

  test('that Google never accepts end in an error, not in a circle', async ({ gateway }) => {
    gateway.google.faults.on({ request: LIST }, refuse(401, 'authError'));
    const answer = await list(gateway);
    expect(firstError(answer)).toMatchObject({ code: 'UPSTREAM_ERROR', retryable: false });
    expect(gateway.google.count(LIST)).toBe(2);
  });

  test('without what Google wants the owner to consent to tell where to connect', async ({
    gateway,
  }) => {
    gateway.google.faults.on({ request: LIST }, refuse(403, 'insufficientPermissions'));
    const answer = await list(gateway);
    expect(firstError(answer)).toMatchObject({
      code: 'GOOGLE_CONNECTION_REQUIRED',
      reason: 'MISSING_SCOPE',
      connectUrl: expect.stringContaining('/oauth/google/connect') as unknown,
    });
  });
});

describe('writes', () => {
  test('make one event when the answer is lost', async ({ gateway }) => {
    const summary = uniqueName('lost');
    gateway.google.faults.on({ request: /^POST .*events$/, times: 1 }, { kind: 'lose-answer' });
    const { createCalendarEvent } = await gateway.get(CreateCalendarEventMutation, {
      input: { summary, time: morning() },
    });
    expect(createCalendarEvent.created).toBe(true);
    expect(await eventsOf(gateway, { search: summary })).toHaveLength(1);
  });

  test('delete in peace when the answer is lost', async ({ gateway }) => {
    const { id } = await createEvent(gateway);
    gateway.google.faults.on({ request: 'DELETE ', times: 1 }, { kind: 'lose-answer' });
    const answer = await gateway.ask(DeleteCalendarEventMutation, { input: { id } });
    expect(answer.data?.deleteCalendarEvent.deletedId).toBe(id);
  });

  test('without an ETag are not sent twice when it is not known what became of them', async ({
    gateway,
  }) => {
    const { id } = await createEvent(gateway);
    gateway.google.faults.on({ request: 'PATCH ' }, { kind: 'lose-answer' });
    const input = { id, summary: 'Changed' };
    const answer = await gateway.ask(UpdateCalendarEventMutation, { input });
    expect(firstError(answer)).toMatchObject({ code: 'UPSTREAM_ERROR', retryable: false });
    expect(gateway.google.count('PATCH ')).toBe(1);
    const { calendarEvent } = await gateway.get(CalendarEventQuery, { id });
    expect(calendarEvent?.summary).toBe('Changed');
  });

  test('that Google refused before doing anything are sent again', async ({ gateway }) => {
    const { id } = await createEvent(gateway);
    gateway.google.faults.on({ request: 'PATCH ', times: 1 }, refuse(429, 'rateLimitExceeded'));
    const input = { id, summary: 'Changed' };
    const { updateCalendarEvent } = await gateway.get(UpdateCalendarEventMutation, { input });
    expect(updateCalendarEvent.event.summary).toBe('Changed');
  });

  test('cut off by the deadline are not told as refused: they may have been done', async ({
    gateway,
  }) => {
    const { id } = await createEvent(gateway);
    gateway.google.faults.on({ request: 'PATCH ', times: 1 }, refuse(429, 'rateLimitExceeded'));
    gateway.google.faults.on({ request: 'PATCH ' }, { kind: 'hang' });
    const input = { id, summary: 'Changed' };
    const answer = await impatient.ask(UpdateCalendarEventMutation, { input });
    expect(firstError(answer)).toMatchObject({ reason: 'timeout', retryable: false });
  });
});

test('tokens are handed out while Google hangs, whatever waits for it', async ({ gateway }) => {
  const { ask, stop } = await waiting(gateway, 60);
  gateway.google.faults.on({ request: '/calendar/v3/' }, { kind: 'hang' });
  let isOver = false;
  const hanging = Promise.all(Array.from({ length: 100 }, () => ask(CalendarsQuery, {}))).finally(
    () => {
      isOver = true;
    },
  );
  try {
    await expect.poll(() => gateway.google.count(LIST)).toBeGreaterThan(20);
    for (let asked = 0; asked < 10; asked += 1) {
      const { data } = await ask(CurrentTokenQuery, { agent: gateway.agent });
      expect(data?.currentToken.valid).toBe(true);
    }
    // No more are under way at Google at once; the others wait for their turn.
    expect(gateway.google.count(LIST)).toBeLessThanOrEqual(64);
    expect(isOver).toBe(false);
    gateway.google.faults.clear();
    for (const { errors } of await hanging) expect(errors).toEqual([]);
  } finally {
    gateway.google.faults.clear();
    await hanging;
    await stop();
  }
});

test('no access token of Google’s is in any log line', ({ gateway }) => {
  expect(gateway.log.join('')).not.toMatch(/google_[\w-]{20,}/);
});
