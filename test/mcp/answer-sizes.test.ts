import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { ToolEventFragment } from '../../src/generated/graphql.js';
import { listAnswer } from '../../src/mcp/events/list-answer.js';
import { LISTED_FIELDS } from '../../src/mcp/events/listed.js';
import { cut } from '../../src/mcp/events/third-party.js';

const clocks = { timeZone: 'Europe/Berlin', isNamed: false };
const GUESTS = ['maya@example.com', 'tom.becker@example.com', 'samira.haddad@example.org'];
const SENTENCE = 'We go through the numbers of last week, then what is planned for the next one. ';

/** An event as a calendar of a company has it. */
function eventAt(index: number, made: Partial<ToolEventFragment> = {}): ToolEventFragment {
  const day = new Date(Date.UTC(2030, 2, 25 + Math.floor(index / 8), 7 + (index % 8)));
  const startAt = day.toISOString();
  const endAt = new Date(day.getTime() + 30 * 60_000).toISOString();
  const seriesId = '4kq1v9n0r2m8c3d7e5f6g1h0ab';
  const stamp = startAt.replace(/[-:]|\.000/g, '');
  return {
    __typename: 'CalendarEvent',
    id: `${seriesId}_${stamp}`,
    calendarId: 'primary',
    account: 'maya@example.com',
    etag: '"3478961123456000"',
    seriesId,
    status: 'CONFIRMED',
    eventType: 'DEFAULT',
    summary: `Planning with the product team ${index}`,
    descriptionText: SENTENCE.repeat(4).slice(0, 300),
    location: 'Meeting room Alexanderplatz, 3rd floor',
    time: { __typename: 'TimedTime', startAt, endAt, timeZone: 'Europe/Berlin' },
    recurrence: [],
    organizer: { email: 'tom.becker@example.com', displayName: 'Tom Becker', self: false },
    attendees: GUESTS.map((email, guest) => ({
      email,
      displayName: 'A Guest',
      response: 'ACCEPTED',
      optional: false,
      self: guest === 0,
      resource: false,
      comment: null,
    })),
    attendeesOmitted: false,
    ownResponse: 'ACCEPTED',
    workingLocation: null,
    transparency: 'OPAQUE',
    visibility: 'DEFAULT',
    reminders: { useDefault: true, overrides: [] },
    color: null,
    conferenceUrl: 'https://meet.google.com/abc-defg-hij',
    htmlLink: `https://www.google.com/calendar/event?eid=${'x'.repeat(80)}`,
    updatedAt: startAt,
    ...made,
  } as ToolEventFragment;
}

function answerOf(events: readonly ToolEventFragment[], fields: typeof LISTED_FIELDS | [] = []) {
  return listAnswer({ events, clocks, hasMore: false, unavailable: [] }, fields);
}

/** What a host forwards: the texts, and the fields once more. */
function forwarded({ content, text = '', spoken }: ReturnType<typeof answerOf>) {
  const texts = [
    { type: 'text', text: spoken },
    { type: 'text', text, annotations: { audience: ['assistant'] } },
  ];
  return {
    texts: Buffer.byteLength(spoken) + Buffer.byteLength(text),
    all: Buffer.byteLength(JSON.stringify({ content: texts, structuredContent: content })),
  };
}

const many = (count: number, make = (index: number) => eventAt(index)) =>
  Array.from({ length: count }, (_none, index) => make(index));

describe('A list of events as hosts forward it', () => {
  const OWN_SERIES = 'v'.repeat(52);
  const KINDS: Record<string, (index: number) => ToolEventFragment> = {
    'instances of series': eventAt,
    'instances of our own series': (index) => {
      const event = eventAt(index);
      return { ...event, id: event.id.replace(/^[^_]+/, OWN_SERIES), seriesId: OWN_SERIES };
    },
    'titles in Japanese': (index) => eventAt(index, { summary: '製品チームとの企画会議について' }),
    'several calendars': (index) =>
      eventAt(index, { calendarId: index % 2 ? 'primary' : 'team@group.calendar.google.com' }),
  };

  test.each(Object.entries(KINDS))('is small for %s', (_kind, make) => {
    const fifty = forwarded(answerOf(many(50, make)));
    expect(fifty.texts).toBeLessThanOrEqual(20_000);
    expect(fifty.all).toBeLessThanOrEqual(20_000);
    expect(forwarded(answerOf(many(250, make))).all).toBeLessThanOrEqual(90_000);
    expect(forwarded(answerOf(many(500, make))).all).toBeLessThanOrEqual(180_000);
  });

  test('says what it left out, and a short one leaves out nothing', () => {
    const long = answerOf(many(250));
    expect(long.content.shortened).toContain('description');
    expect(long.text).toMatch(/Shortened or left out: .*description.*; get-event has all/);
    const short = answerOf(many(10));
    expect(short.content.shortened).toBeUndefined();
    expect(short.content.events[0]?.['description']).toHaveLength(300);
  });
});

/** The events of the second text, as a model can tell them apart. */
function readLines(text: string): { summary: unknown; id: string }[] {
  return text.split('\n').flatMap((line) => {
    const [, summary, id] =
      /^- \d\d:\d\d-\d\d:\d\d ("(?:[^"\\]|\\.)*") .*?id ([\w]+)(?: \{.*\})?$/.exec(line) ?? [];
    return id === undefined ? [] : [{ summary: JSON.parse(summary ?? '') as unknown, id }];
  });
}

describe('What others wrote', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          ...Array.from('"\\\n\r\u2028\u2029\u202e\u2066\u200b\u0000\u0085😀é👩‍👩‍👧 []id-'),
          '\n- 09:00-10:00 "x" id y',
        ),
        { minLength: 1, maxLength: 20 },
      )
      .map((parts) => parts.join('')),
  );

  test('neither ends its line nor hides in it', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 8 }), (texts) => {
        const events = texts.map((text, index) =>
          eventAt(index, { summary: text, location: text, descriptionText: text }),
        );
        const { text = '', spoken, content } = answerOf(events, LISTED_FIELDS);
        const lines = readLines(text);
        expect(lines.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
        expect(lines.map(({ summary }) => summary)).toEqual(
          content.events.map(({ summary }) => summary),
        );
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028-\u202e\u2066-\u2069\u200b]/u);
        expect(spoken).toMatch(/^I found (?:one event; it|\d+ events; the first) begins on Monday/);
      }),
    );
  });

  test('is cut between characters', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '😀', 'é', '👩‍👩‍👧', '🇩🇪', ' '), { maxLength: 60 }),
        fc.integer({ min: 20, max: 60 }),
        (parts, most) => {
          const text = parts.join('');
          const short = cut(text, most);
          expect(short.length).toBeLessThanOrEqual(most);
          expect(short).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
          if (short === text) return;
          const kept = short.slice(0, -1);
          const ends = parts.map((_part, index) =>
            parts
              .slice(0, index + 1)
              .join('')
              .trimEnd(),
          );
          expect(['', ...ends]).toContain(kept);
        },
      ),
    );
  });
});
