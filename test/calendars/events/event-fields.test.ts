import { expect } from 'vitest';

import { calendarTest, createEvent, eventsOf, seedEvent } from '../../support/calendar-gateway.js';
import {
  CalendarEventQuery,
  CalendarEventsQuery,
  CreateCalendarEventMutation,
  UpdateCalendarEventMutation,
} from '../../support/calendar-operations.js';
import type {
  CalendarEventFilter,
  CalendarEventsQuery as CalendarEventsQueryResult,
} from '../../generated/graphql.js';
import { ACCOUNT } from '../../support/google/google-emulator.js';
import type { GoogleEvent } from '../../support/google/recurrence.js';
import { firstError } from '../../support/tokens.js';

const test = calendarTest();

test.beforeEach(({ gateway }) => {
  gateway.google.forget();
});

const at = (day: string, hour = 9) => ({
  dateTime: `2031-${day}T${String(hour).padStart(2, '0')}:00:00Z`,
  timeZone: 'Europe/Berlin',
});

/** An hour of a day of 2031, which has a day for each test. */
const hour = (day: string, start = 9): Pick<GoogleEvent, 'start' | 'end'> => ({
  start: at(day, start),
  end: at(day, start + 1),
});

const dayOf = (day: string): CalendarEventFilter => ({
  since: `2031-${day}T00:00:00Z`,
  until: `2031-${day}T23:59:59Z`,
});

test('an event says of what sort it is, also one of a sort that is not known here', async ({
  gateway,
}) => {
  const sorts = {
    DEFAULT: undefined,
    BIRTHDAY: 'birthday',
    FOCUS_TIME: 'focusTime',
    FROM_GMAIL: 'fromGmail',
    OUT_OF_OFFICE: 'outOfOffice',
    WORKING_LOCATION: 'workingLocation',
  };
  for (const [expected, eventType] of Object.entries(sorts)) {
    const { id } = seedEvent(gateway, { ...(eventType !== undefined && { eventType }) });
    const { calendarEvent } = await gateway.get(CalendarEventQuery, { id });
    expect(calendarEvent?.eventType).toBe(expected);
  }
  const { id } = seedEvent(gateway, { eventType: 'somethingNew' });
  expect((await gateway.get(CalendarEventQuery, { id })).calendarEvent?.eventType).toBe('DEFAULT');
});

test('a working location says where', async ({ gateway }) => {
  const locations: [GoogleEvent['workingLocationProperties'], string | null][] = [
    [{ type: 'homeOffice', homeOffice: {} }, 'home'],
    [{ type: 'officeLocation', officeLocation: { label: 'Berlin' } }, 'Berlin'],
    [{ type: 'officeLocation', officeLocation: {} }, 'office'],
    [{ type: 'customLocation', customLocation: { label: 'A café' } }, 'A café'],
    [undefined, null],
  ];
  for (const [workingLocationProperties, expected] of locations) {
    const { id } = seedEvent(gateway, {
      eventType: 'workingLocation',
      ...(workingLocationProperties && { workingLocationProperties }),
    });
    const { calendarEvent } = await gateway.get(CalendarEventQuery, { id });
    expect(calendarEvent?.workingLocation).toBe(expected);
  }
});

test('the account’s own answer is told, also where Google omits the other guests', async ({
  gateway,
}) => {
  const self = { email: ACCOUNT, self: true, responseStatus: 'declined' };
  const seeds: [Partial<GoogleEvent>, string | null, boolean][] = [
    [
      { attendees: [{ email: 'a@example.com', responseStatus: 'accepted' }, self] },
      'DECLINED',
      false,
    ],
    [{ attendees: [self], attendeesOmitted: true }, 'DECLINED', true],
    [{ attendees: [{ email: ACCOUNT, self: true }] }, 'NEEDS_ACTION', false],
    [{ attendees: [{ email: 'a@example.com', responseStatus: 'accepted' }] }, null, false],
    [{}, null, false],
  ];
  for (const [event, ownResponse, attendeesOmitted] of seeds) {
    const { id } = seedEvent(gateway, event);
    const { calendarEvent } = await gateway.get(CalendarEventQuery, { id });
    expect(calendarEvent).toMatchObject({ ownResponse, attendeesOmitted });
  }
});

test('colours are read and written by their names', async ({ gateway }) => {
  const names = ['LAVENDER', 'SAGE', 'GRAPE', 'FLAMINGO', 'BANANA', 'TANGERINE'] as const;
  const others = ['PEACOCK', 'GRAPHITE', 'BLUEBERRY', 'BASIL', 'TOMATO'] as const;
  for (const [index, color] of [...names, ...others].entries()) {
    const event = await createEvent(gateway, { color });
    expect(event).toMatchObject({ color, colorId: String(index + 1) });
  }
  const { id } = await createEvent(gateway, { colorId: '11' });
  const update = async (input: object) => {
    const made = await gateway.get(UpdateCalendarEventMutation, { input: { id, ...input } });
    return made.updateCalendarEvent.event;
  };
  expect(await update({ summary: 'Other' })).toMatchObject({ color: 'TOMATO' });
  expect(await update({ color: null })).toMatchObject({ color: null, colorId: null });
  const { id: unnamed } = seedEvent(gateway, { colorId: '24' });
  const { calendarEvent } = await gateway.get(CalendarEventQuery, { id: unnamed });
  expect(calendarEvent).toMatchObject({ color: null, colorId: '24' });

  const both = { summary: 'Both', time: { allDay: { startDate: '2031-01-01' } } };
  const refused = await gateway.ask(CreateCalendarEventMutation, {
    input: { ...both, color: 'SAGE', colorId: '2' },
  });
  expect(firstError(refused)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input.color' });
});

test('events are filtered by their sort, which Google does', async ({ gateway }) => {
  for (const eventType of ['default', 'workingLocation', 'outOfOffice']) {
    seedEvent(gateway, { ...hour('01-06'), eventType });
  }
  const found = async (eventTypes: CalendarEventFilter['eventTypes']) => {
    const events = await eventsOf(gateway, { ...dayOf('01-06'), eventTypes });
    return events.map(({ eventType }) => eventType);
  };
  expect(await found(['DEFAULT', 'OUT_OF_OFFICE'])).toEqual(['DEFAULT', 'OUT_OF_OFFICE']);
  expect(await found(['WORKING_LOCATION'])).toEqual(['WORKING_LOCATION']);
  expect(await found([])).toHaveLength(3);
  expect(await found(null)).toHaveLength(3);
});

test('events are filtered by status and by the account’s own answer', async ({ gateway }) => {
  const invited = (responseStatus: string) => ({
    attendees: [{ email: ACCOUNT, self: true, responseStatus }],
  });
  const day = '01-07';
  seedEvent(gateway, { ...hour(day, 8), summary: 'own' });
  seedEvent(gateway, { ...hour(day, 9), summary: 'declined', ...invited('declined') });
  seedEvent(gateway, { ...hour(day, 10), summary: 'open', ...invited('needsAction') });
  seedEvent(gateway, { ...hour(day, 11), summary: 'perhaps', status: 'tentative' });
  seedEvent(gateway, { ...hour(day, 12), summary: 'off', status: 'cancelled' });
  const found = async (filter: CalendarEventFilter) =>
    (await eventsOf(gateway, { ...dayOf(day), ...filter })).map(({ summary }) => summary);
  expect(await found({ excludeDeclined: true })).toEqual(['own', 'open', 'perhaps']);
  expect(await found({ responses: ['DECLINED', 'NEEDS_ACTION'] })).toEqual(['declined', 'open']);
  expect(await found({ responses: ['DECLINED'], excludeDeclined: true })).toEqual([]);
  expect(await found({ statuses: ['TENTATIVE'] })).toEqual(['perhaps']);
  expect(await found({ statuses: ['CANCELLED', 'TENTATIVE'] })).toEqual(['perhaps', 'off']);
  expect(await found({ statuses: [], responses: [] })).toHaveLength(4);
});

test('pages of a filtered list lose nothing and end where it ends', async ({ gateway }) => {
  const day = '01-08';
  for (let index = 0; index < 9; index += 1) {
    const responseStatus = index % 3 === 2 ? 'accepted' : 'declined';
    const attendees = [{ email: ACCOUNT, self: true, responseStatus }];
    seedEvent(gateway, { ...hour(day, index), summary: `Page ${index}`, attendees });
  }
  const filter = { ...dayOf(day), excludeDeclined: true };
  for (const first of [1, 2, 3, 4, 9, 20]) {
    const seen: (string | null)[] = [];
    let after: string | null = null;
    let pages = 0;
    for (;;) {
      const { calendarEvents }: CalendarEventsQueryResult = await gateway.get(CalendarEventsQuery, {
        filter,
        first,
        after,
      });
      seen.push(...calendarEvents.nodes.map(({ summary }) => summary));
      pages += 1;
      if (!calendarEvents.pageInfo.hasNextPage) break;
      after = calendarEvents.pageInfo.endCursor;
    }
    expect(seen).toEqual(['Page 2', 'Page 5', 'Page 8']);
    expect(pages).toBe(Math.ceil(9 / first));
  }
  const { calendarEvents } = await gateway.get(CalendarEventsQuery, { filter, first: 6 });
  const after = calendarEvents.edges[0]?.cursor ?? null;
  const behind = await gateway.get(CalendarEventsQuery, { filter, first: 6, after });
  expect(behind.calendarEvents.nodes[0]?.summary).toBe('Page 5');
});

test('a description is text, whatever was written into it', async ({ gateway }) => {
  const list = '<ul>\n <li>one</li><li>two<ol><li>deep</li></ol></li>\n</ul><p>The end</p>';
  const texts: [string, string][] = [
    ['Plain, with a < b && c > d\n  and "AT&T"', 'Plain, with a < b && c > d\n  and "AT&T"'],
    ['<maya@example.com> or <https://example.com/a?b=1&copy=2>', ''],
    ['if a <b and b> c, then <T extends X>', ''],
    ['R&amp;D &lt;today&gt;', 'R&D <today>'],
    ['One<br>two<br/><br />four', 'One\ntwo\n\nfour'],
    ['Mixed\nlines<br>stay\n\nas they are', 'Mixed\nlines\nstay\n\nas they are'],
    [list, '- one\n- two\n  1. deep\n\nThe end'],
    [
      'See <a href="https://x.example/?a=1&amp;b=2" target="_blank">the plan</a>, ' +
        '<a href="https://y.example/">y.example</a>, <a href="javascript:alert(1)">this</a>',
      'See the plan (https://x.example/?a=1&b=2), y.example, this',
    ],
    ['<style>p {}</style><b>shown</b><script>alert(1)</script><!-- not -->', 'shown'],
    [
      'unclosed <b>bold <i>and <a href="https://z.example">z',
      'unclosed bold and z (https://z.example)',
    ],
    ['<b>cut</b> off <a href="https://', 'cut off <a href="https://'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a | b\nc'],
  ];
  for (const [description, expected] of texts) {
    const { id } = seedEvent(gateway, { description });
    const { calendarEvent } = await gateway.get(CalendarEventQuery, { id });
    expect(calendarEvent).toMatchObject({
      description,
      descriptionText: expected === '' ? description : expected,
    });
  }
});
