import { expect } from 'vitest';

import { CONFIRM } from '../../../src/mcp/elicitation/question.js';
import {
  calendarTest,
  createEvent,
  seedEvent,
  type CalendarGateway,
} from '../../support/calendar-gateway.js';
import { askMcp, META, type McpAnswer } from '../../support/mcp-request.js';
import { generateToken, providerHeader } from '../../support/tokens.js';

const PROVIDER = 'GOOGLE_CALENDAR_MCP';
const WEEKLY = ['RRULE:FREQ=WEEKLY;COUNT=3'];
const ASKABLE = { ...META, 'io.modelcontextprotocol/clientCapabilities': { elicitation: {} } };

const test = calendarTest();

const guests = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ email: `guest${n}@example.com` }));

type Caller = Pick<CalendarGateway, 'url' | 'headers'>;

function call(
  caller: Caller,
  name: string,
  input: Readonly<Record<string, unknown>>,
  round: Readonly<Record<string, unknown>> = {},
): Promise<McpAnswer> {
  const params = { name, arguments: input, ...round };
  return askMcp(caller, 'tools/call', { params, meta: ASKABLE });
}

/** What the person is asked before a call; fails the test where they are not. */
function messageIn({ result, text }: McpAnswer): string {
  const requests = result?.['inputRequests'] as
    { [CONFIRM]: { params: { message: string } } } | undefined;
  if (!requests) throw new Error(`Nobody was asked: ${text}`);
  return requests[CONFIRM].params.message;
}

/** Makes the call again, with the person's consent. */
function accepted(
  caller: Caller,
  name: string,
  input: Readonly<Record<string, unknown>>,
  { result }: McpAnswer,
): Promise<McpAnswer> {
  const inputResponses = { [CONFIRM]: { action: 'accept', content: {} } };
  return call(caller, name, input, { requestState: result?.['requestState'], inputResponses });
}

const fieldsOf = ({ result }: McpAnswer) =>
  result?.['structuredContent'] as { event: { id: string }; created: boolean };

test('a series of somebody on whose calendar the account may write is theirs', async ({
  gateway,
}) => {
  const organizer = { email: 'team@group.calendar.google.com', displayName: 'Team', self: true };
  const { id } = seedEvent(
    gateway,
    { recurrence: WEEKLY, organizer },
    'team@group.calendar.google.com',
  );
  const input = {
    calendarId: 'team@group.calendar.google.com',
    eventId: id,
    modificationScope: 'all',
  };
  const asked = await call(gateway, 'update-event', { ...input, location: 'Hall' });
  expect(messageIn(asked)).toContain('It belongs to “Team” (team@group.calendar.google.com).');
});

test('the guests of a whole series count, whoever comes to the instance that is named', async ({
  gateway,
}) => {
  const series = await createEvent(gateway, {
    summary: 'Review',
    recurrence: WEEKLY,
    attendees: guests(12),
  });
  const listed = await call(gateway, 'search-events', {
    query: 'Review',
    timeMin: '2030-01-01T00:00:00',
    fields: ['recurringEventId'],
  });
  const { events } = listed.result?.['structuredContent'] as {
    events: { id: string; recurringEventId?: string }[];
  };
  const eventId = events.find(({ recurringEventId }) => recurringEventId === series.id)?.id;
  await call(gateway, 'update-event', {
    eventId,
    summary: 'Just us',
    attendees: guests(1),
    sendUpdates: 'none',
  });
  const whole = { eventId, modificationScope: 'all' };
  const moved = messageIn(await call(gateway, 'update-event', { ...whole, location: 'Hall' }));
  expect(moved).toMatch(/^Change the whole series “Review”.*\n.*\nlocation: Hall\n12 guests get/);
  expect(messageIn(await call(gateway, 'delete-event', whole))).toMatch(/“Review”(.|\n)*12 guests/);
});

test('guests who are not invited any more get an e-mail, too', async ({ gateway }) => {
  const { id } = await createEvent(gateway, { attendees: guests(11) });
  const asked = await call(gateway, 'update-event', { eventId: id, attendees: [] });
  expect(messageIn(asked)).toContain(
    'not invited any more: guest0@example.com, guest1@example.com, guest2@example.com, ' +
      'guest3@example.com, guest4@example.com and 6 more\n11 guests get an e-mail.',
  );
  const swapped = { eventId: id, attendees: [...guests(3), { email: 'new@example.com' }] };
  expect(messageIn(await call(gateway, 'update-event', swapped))).toContain('12 guests get');
});

test('a series is not cut short by another rule without a question', async ({ gateway }) => {
  const { id } = await createEvent(gateway, { recurrence: WEEKLY });
  const input = { eventId: id, modificationScope: 'all', recurrence: [] };
  const asked = messageIn(await call(gateway, 'update-event', input));
  expect(asked).toContain('recurrence: []\nDates of the series can disappear by that.');
});

test('an agent that may write and not read is asked for by the id', async ({ gateway }) => {
  const { id } = await createEvent(gateway);
  const { agent } = gateway;
  const scopes = ['calendar.write'];
  const { token } = await generateToken(gateway, { provider: PROVIDER, agent, scopes });
  const caller = { url: gateway.url, headers: providerHeader(PROVIDER, token) };
  const input = { eventId: id };
  const asked = await call(caller, 'delete-event', input);
  expect(messageIn(asked)).toContain(`Delete the event “${id}” of the calendar “primary”?`);
  const deleted = await accepted(caller, 'delete-event', input, asked);
  expect(deleted.result).toMatchObject({ structuredContent: { deletedId: id } });
});

test('whoever agreed to one state of an event is asked anew about another', async ({ gateway }) => {
  const { id } = await createEvent(gateway, { recurrence: WEEKLY });
  const input = { eventId: id, modificationScope: 'all' };
  const asked = await call(gateway, 'delete-event', input);
  await askMcp(gateway, 'tools/call', {
    params: { name: 'update-event', arguments: { ...input, description: 'Not what it was.' } },
  });
  const again = await accepted(gateway, 'delete-event', input, asked);
  expect(messageIn(again)).toBe(messageIn(asked));
});

test('nobody is asked about a series that is named for one event: it is refused', async ({
  gateway,
}) => {
  const { id } = await createEvent(gateway, { recurrence: WEEKLY, attendees: guests(11) });
  for (const name of ['delete-event', 'update-event']) {
    const { result } = await call(gateway, name, { eventId: id });
    expect(result).toMatchObject({
      isError: true,
      _meta: {
        'token-gateway/error': {
          code: 'BAD_USER_INPUT',
          reason: 'SERIES',
          argument: 'modificationScope',
        },
      },
    });
    expect(result?.['content']).toMatchObject([
      { text: expect.stringMatching(`${id}_2030\\d{4}T\\d{6}Z`) as unknown },
      {},
    ]);
  }
});

test('one confirmation makes one event, however often it is used', async ({ gateway }) => {
  const input = { summary: 'Party', start: '2030-05-01', attendees: guests(11) };
  const asked = await call(gateway, 'create-event', input);
  const made = await Promise.all(
    [1, 2, 3].map(() => accepted(gateway, 'create-event', input, asked)),
  );
  expect(new Set(made.map((one) => fieldsOf(one).event.id)).size).toBe(1);
  expect(made.filter((one) => fieldsOf(one).created)).toHaveLength(1);
});

test('a question holds no half of a character, and says how much it leaves out', async ({
  gateway,
}) => {
  const summary = `${'a'.repeat(119)}😀😀`;
  const { id } = await createEvent(gateway, { summary, recurrence: WEEKLY });
  const input = { eventId: id, modificationScope: 'all' };
  const message = messageIn(await call(gateway, 'delete-event', input));
  expect(message).toContain(`“${'a'.repeat(119)}😀… (1 more characters)”`);
});
