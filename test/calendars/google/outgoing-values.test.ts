import { describe, expect } from 'vitest';

import { calendarTest, createEvent, type CalendarGateway } from '../../support/calendar-gateway.js';
import {
  CalendarEventQuery,
  CalendarEventsQuery,
  CalendarsQuery,
  DeleteCalendarEventMutation,
  FreeBusyQuery,
  RespondToCalendarEventMutation,
  UpdateCalendarEventMutation,
} from '../../support/calendar-operations.js';
import type { Answer } from '../../support/gateway.js';
import { firstError } from '../../support/tokens.js';

const test = calendarTest();

let id: string;

test.beforeAll(async ({ gateway }) => {
  ({ id } = await createEvent(gateway));
});

test.beforeEach(({ gateway }) => {
  gateway.google.forget();
});

function expectRefused(
  gateway: CalendarGateway,
  { status, errors }: Answer<unknown>,
  argument: RegExp,
): void {
  // A field that may be null leaves the rest of an answer standing.
  expect(status).toBeOneOf([200, 400]);
  const [error] = errors;
  expect(error?.extensions.code).toBe('BAD_USER_INPUT');
  expect(error?.extensions.argument).toMatch(argument);
  expect(gateway.google.requests).toEqual([]);
}

/** Beside each value what the title of its test shows. */
const titled = (texts: readonly string[]): [string, string][] =>
  texts.map((text) => [`${JSON.stringify(text).slice(0, 40)} of ${text.length}`, text]);

const cursor = (token: string) => Buffer.from(`0:0:${token}`).toString('base64url');

/** What neither a header nor a part of a path can hold, or what is too long for either. */
const UNSENDABLE = [
  '日本',
  'ä',
  'a\nb',
  'a\r\nX-Goog-User-Project: other',
  'a\tb',
  '\u202e',
  '\u007f',
  '\u0000',
  'a b',
  '😀',
  'a'.repeat(20_000),
  '日'.repeat(20_000),
];

describe('an etag that no event has is refused, and Google is not asked:', () => {
  test.for([...UNSENDABLE.map((text) => `"${text}"`), ...UNSENDABLE, '', '*', 'a', '"a","b"', '"'])(
    '%j',
    async (etag, { gateway }) => {
      for (const scope of ['THIS', 'FOLLOWING', 'ALL'] as const) {
        const target = { id, etag, scope };
        const update = { input: { ...target, summary: 'Changed' } };
        expectRefused(gateway, await gateway.ask(UpdateCalendarEventMutation, update), /etag/);
        expectRefused(
          gateway,
          await gateway.ask(DeleteCalendarEventMutation, { input: target }),
          /etag/,
        );
      }
    },
  );

  test.for(['"elsewhere"', 'W/"a"', '"%0d%0a"', '"a/../b"'])(
    'one that is only another’s is a conflict: %s',
    async (etag, { gateway }) => {
      const input = { id, etag, summary: 'Changed' };
      const answer = await gateway.ask(UpdateCalendarEventMutation, { input });
      expect(firstError(answer)).toMatchObject({ code: 'CONFLICT', reason: 'ETAG_MISMATCH' });
    },
  );
});

describe('an id that nothing can have is refused, and Google is not asked:', () => {
  test.for(titled([...UNSENDABLE, '', '.', '..', '...']))(
    '%s',
    async ([_title, text], { gateway }) => {
      const ask: CalendarGateway['ask'] = (...operation) => gateway.ask(...operation);
      const input = { id: text };
      expectRefused(gateway, await ask(CalendarEventQuery, { id: text }), /id/);
      expectRefused(gateway, await ask(UpdateCalendarEventMutation, { input }), /id/);
      expectRefused(gateway, await ask(DeleteCalendarEventMutation, { input }), /id/);
      const respond = { input: { id: text, response: 'ACCEPTED' as const } };
      expectRefused(gateway, await ask(RespondToCalendarEventMutation, respond), /id/);
    },
  );
});

describe('what no calendar can have as its id or its name is refused, and Google is not asked:', () => {
  const unnamed = [
    'a\nb',
    'a\tb',
    '\u202e',
    '\u007f',
    '\u0000',
    'a'.repeat(20_000),
    '',
    '  ',
    '..',
  ];
  test.for(titled(unnamed))('%s', async ([_title, text], { gateway }) => {
    const calendar = text;
    expectRefused(gateway, await gateway.ask(CalendarEventQuery, { id, calendar }), /calendar/);
    expectRefused(gateway, await gateway.ask(CalendarEventsQuery, { calendar }), /calendar/);
  });
});

test.for(titled(['日本', 'ä', 'a b', '😀', '👩‍💻', 'a@b c']))(
  'what no calendar can have as its id may be its name: %s',
  async ([_title, calendar], { gateway }) => {
    const answer = await gateway.ask(CalendarEventsQuery, { calendar });
    expect(firstError(answer)).toMatchObject({ code: 'NOT_FOUND', reason: 'notFound' });
    expect(gateway.google.requests.map(({ path }) => path)).toEqual([
      '/calendar/v3/users/me/calendarList',
    ]);
  },
);

describe('an id that leads elsewhere in a path is one that is not found:', () => {
  test.for(['/', '//', 'a/b', '../primary', '..%2f', '%2e%2e', '%', '%zz', '?a=b', '#', 'a\\b'])(
    '%s',
    async (text, { gateway }) => {
      const found = await gateway.ask(CalendarEventQuery, { id: text });
      expect([found.status, found.data]).toEqual([200, { calendarEvent: null }]);
      const listed = await gateway.ask(CalendarEventsQuery, { calendar: text });
      expect([listed.status, firstError(listed).code]).toEqual([404, 'NOT_FOUND']);
      const deleted = await gateway.ask(DeleteCalendarEventMutation, { input: { id: text } });
      expect(deleted.status).toBe(404);
      for (const { path } of gateway.google.requests) {
        if (!path.startsWith('/calendar/')) continue;
        expect(path).toMatch(
          /^\/calendar\/v3\/(users\/me\/calendarList|calendars\/[^/]+\/events(\/[^/]+)?)$/,
        );
      }
    },
  );
});

test.for(titled(UNSENDABLE))(
  'a cursor that Google never gave is refused: %s',
  async ([_title, token], { gateway }) => {
    expectRefused(gateway, await gateway.ask(CalendarsQuery, { after: cursor(token) }), /after/);
    expectRefused(
      gateway,
      await gateway.ask(CalendarEventsQuery, { after: cursor(token) }),
      /after/,
    );
  },
);

const SEARCHES = [
  '日本',
  'a\nb',
  '\u202e',
  '..',
  '%00',
  '&key=x',
  'a'.repeat(500),
  '日'.repeat(500),
];

test.for(titled(SEARCHES))(
  'any text can be searched for: %s',
  async ([_title, search], { gateway }) => {
    const answer = await gateway.ask(CalendarEventsQuery, { filter: { search } });
    expect([answer.status, answer.errors]).toEqual([200, []]);
  },
);

test.for(titled(UNSENDABLE))(
  'nor do other values of calls end in a fault: %s',
  async ([_title, text], { gateway }) => {
    const time = { timed: { startLocal: '2030-01-01T09:00:00', endLocal: '2030-01-01T10:00:00' } };
    const answers = [
      await gateway.ask(CalendarsQuery, { connection: text }),
      await gateway.ask(CalendarEventsQuery, { filter: { search: text.repeat(2) } }),
      await gateway.ask(FreeBusyQuery, {
        calendars: [text],
        since: '2030-01-01T00:00:00Z',
        until: '2030-01-02T00:00:00Z',
      }),
      await gateway.ask(UpdateCalendarEventMutation, {
        input: { id, time: { timed: { ...time.timed, timeZone: text } } },
      }),
    ];
    for (const { status } of answers) expect(status).toBeLessThan(500);
  },
);
