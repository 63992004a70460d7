import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { CONNECT } from '../../src/mcp/elicitation/question.js';
import { BUILD_LIMIT_MS, ensureBuilt } from '../support/build.js';
import {
  createEvent,
  seedEvent,
  startCalendarGateway,
  type CalendarGateway,
} from '../support/calendar-gateway.js';
import type { TestGateway } from '../support/gateway.js';
import { connect as connectAccount, startGoogleGateway } from '../support/google-gateway.js';
import type { AnswerOfPerson, AskedPerson, McpHost } from '../support/mcp-host.js';
import { askMcp, META, type McpAnswer } from '../support/mcp-request.js';
import { closeHosts, transports } from '../support/mcp.js';
import { eventually } from '../support/process.js';
import { generateToken, providerHeader, registerAgent } from '../support/tokens.js';

const PROVIDER = 'GOOGLE_CALENDAR_MCP';

let gateway: CalendarGateway;

beforeAll(ensureBuilt, BUILD_LIMIT_MS);

beforeAll(async () => {
  gateway = await startCalendarGateway();
});

afterAll(async () => {
  await closeHosts();
  await gateway.stop();
});

/** An agent that works with no account yet. */
async function loneAgent(): Promise<string> {
  const agent = await registerAgent(gateway, { provider: PROVIDER });
  await generateToken(gateway, { provider: PROVIDER, agent });
  return agent;
}

const guests = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ email: `guest${n}@example.com` }));

const PLANNING = { start: '2030-03-25T09:00:00', end: '2030-03-25T10:00:00', timeZone: 'UTC' };

/** Over HTTP, what an old host is asked by a server cannot reach the call. */
const asksByForm = transports.filter(({ name }) => name !== 'streamable HTTP, by a host of 2025');

describe.each(transports)('Over $name, whoever has no account', ({ name, connect }) => {
  const takesErrors = !asksByForm.some((one) => one.name === name);

  test('is offered the page to connect one, after which the call succeeds', async () => {
    const agent = await loneAgent();
    const asked: AskedPerson[] = [];
    const answer: AnswerOfPerson = async (question) => {
      asked.push(question);
      await connectAccount(gateway, { agents: [agent] });
      return 'accept' as const;
    };
    const host = await connect(gateway, agent, { answer });
    if (takesErrors) {
      const refused = host.call('list-calendars');
      await expect(refused).rejects.toMatchObject({
        code: -32_042,
        elicitations: [{ mode: 'url', url: expect.stringContaining(`agent=${agent}`) as unknown }],
      });
      await connectAccount(gateway, { agents: [agent] });
    }
    const { isError, written } = await host.call('list-calendars');
    expect([isError, written]).toEqual([
      false,
      expect.objectContaining({
        calendars: expect.arrayContaining([expect.anything()]) as unknown,
      }),
    ]);
    if (!takesErrors) {
      expect(asked).toEqual([
        {
          mode: 'url',
          message: expect.stringContaining('no Google account') as unknown,
          url: `${gateway.url}/oauth/google/connect?agent=${agent}`,
        },
      ]);
    }
  });

  test('is told as ever where nobody can be asked, or wants to', async () => {
    const agent = await loneAgent();
    const answers = takesErrors ? [undefined] : [undefined, () => 'decline' as const];
    for (const answer of answers) {
      const host = await connect(gateway, agent, { answer });
      const { isError, problem } = await host.call('list-calendars');
      expect([isError, problem]).toEqual([
        true,
        expect.objectContaining({
          code: 'GOOGLE_CONNECTION_REQUIRED',
          connectUrl: expect.stringContaining(agent) as unknown,
        }),
      ]);
    }
  });
});

describe('A call that a person has agreed to connect an account for', () => {
  const urls = { elicitation: { url: {} } };
  const meta = { ...META, 'io.modelcontextprotocol/clientCapabilities': urls };

  /** Asks for calendars, is asked for an account, and says that the person agreed. */
  async function agree(caller: Pick<CalendarGateway, 'url' | 'headers'>): Promise<McpAnswer> {
    const params = { name: 'list-calendars', arguments: {} };
    const { result } = await askMcp(caller, 'tools/call', { params, meta });
    const requestState = result?.['requestState'];
    const inputResponses = { [CONNECT]: { action: 'accept' } };
    const again = { ...params, requestState, inputResponses };
    return askMcp(caller, 'tools/call', { params: again, meta });
  }

  const looks = ({ log }: TestGateway) => log.filter((line) => line.includes('ToolCalendars'));

  test('waits for them', async () => {
    const agent = await registerAgent(gateway, { provider: PROVIDER });
    const { token } = await generateToken(gateway, { provider: PROVIDER, agent });
    const caller = { url: gateway.url, headers: providerHeader(PROVIDER, token) };
    const before = looks(gateway).length;
    const answer = agree(caller);
    await eventually('The second call', 20_000, () => looks(gateway).length > before + 1);
    await connectAccount(gateway, { agents: [agent] });
    expect((await answer).result).toMatchObject({ resultType: 'complete', structuredContent: {} });
  });

  test('is answered at once when the gateway stops, by the same question', async () => {
    const other = await startGoogleGateway();
    const agent = await registerAgent(other, { provider: PROVIDER });
    const { token } = await generateToken(other, { provider: PROVIDER, agent });
    const caller = { url: other.url, headers: providerHeader(PROVIDER, token) };
    const answer = agree(caller);
    await eventually('The second call', 20_000, () => looks(other).length > 1);
    await other.stop();
    // It would look thirteen times otherwise.
    expect(looks(other).length).toBeLessThan(8);
    expect((await answer).result).toMatchObject({
      resultType: 'input_required',
      inputRequests: { [CONNECT]: { params: { mode: 'url' } } },
    });
  });
});

describe.each(asksByForm)('Over $name, a person', ({ connect }) => {
  let host: McpHost;
  let asked: AskedPerson[];
  let answer: 'accept' | 'decline' | 'cancel';

  beforeAll(async () => {
    host = await connect(gateway, gateway.agent, {
      answer: (question) => {
        asked.push(question);
        return answer;
      },
    });
  });

  const ask = async (said: typeof answer, name: string, input: Record<string, unknown>) => {
    asked = [];
    answer = said;
    const { isError, problem, fields } = await host.call(name, input);
    const messages = asked.map(({ mode, message }) => `${mode}: ${message}`);
    return { isError, problem, fields, messages };
  };

  test('is asked before a series is deleted, and nothing is unless they agree', async () => {
    const recurrence = ['RRULE:FREQ=WEEKLY;COUNT=3'];
    const attendees = guests(2);
    const { id } = await createEvent(gateway, { summary: 'Stand-up', recurrence, attendees });
    const input = { eventId: id, modificationScope: 'all' };
    const message = [
      'form: Delete the whole series “Stand-up”, from Monday 25 March 2030 at 09:00 (Europe/Berlin) on?',
      'Calendar: primary, of maya@example.com',
      'This cannot be undone.',
      '2 guests get an e-mail.',
    ].join('\n');
    for (const [said, reason] of [
      ['decline', 'DECLINED'],
      ['cancel', 'CANCELLED'],
    ] as const) {
      const refused = await ask(said, 'delete-event', input);
      expect(refused.messages).toEqual([message]);
      expect(refused.problem).toMatchObject({ code: 'NOT_CONFIRMED', reason });
    }
    expect(await host.call('get-event', { eventId: id })).toMatchObject({ isError: false });
    const deleted = await ask('accept', 'delete-event', input);
    expect([deleted.messages, deleted.fields['deletedId']]).toEqual([[message], id]);
  });

  test('is asked before somebody else’s series is changed', async () => {
    const { id } = seedEvent(gateway, {
      summary: 'All hands',
      start: { dateTime: '2030-03-25T09:00:00Z', timeZone: 'UTC' },
      end: { dateTime: '2030-03-25T10:00:00Z', timeZone: 'UTC' },
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'],
      organizer: { email: 'ann@example.com', displayName: 'Ann “the\nboss”' },
      guestsCanModify: true,
    });
    const input = { eventId: id, modificationScope: 'all', location: 'Room 5' };
    const { messages, isError } = await ask('accept', 'update-event', input);
    expect(messages).toEqual([
      [
        'form: Change the whole series “All hands”, from Monday 25 March 2030 at 10:00 (Europe/Berlin) on?',
        'Calendar: primary, of maya@example.com',
        'It belongs to “Ann "the boss"” (ann@example.com).',
        'location: Room 5',
      ].join('\n'),
    ]);
    expect(isError).toBe(false);
  });

  test('is asked before many guests get an e-mail, and not before few do', async () => {
    const many = { summary: 'Party', ...PLANNING, attendees: guests(11) };
    const declined = await ask('decline', 'create-event', many);
    expect(declined.messages).toEqual([
      [
        'form: Make the event “Party”?',
        'start: 2030-03-25T09:00:00',
        'end: 2030-03-25T10:00:00',
        'timeZone: UTC',
        `invited: ${[0, 1, 2, 3, 4].map((n) => `guest${n}@example.com`).join(', ')} and 6 more`,
        '11 guests get an e-mail.',
      ].join('\n'),
    ]);
    expect(declined.problem).toMatchObject({ code: 'NOT_CONFIRMED' });
    for (const few of [
      { ...many, attendees: guests(10) },
      { ...many, sendUpdates: 'none' },
    ]) {
      const made = await ask('decline', 'create-event', few);
      expect([made.messages, made.isError]).toEqual([[], false]);
    }
    const made = await ask('accept', 'create-event', many);
    const { id } = made.fields['event'] as { id: string };
    const moved = await ask('accept', 'update-event', { eventId: id, location: 'Hall' });
    expect(moved.messages).toEqual([
      expect.stringMatching(
        /^form: Change the event “Party” on .*\n.*\nlocation: Hall\n11 guests get an/,
      ),
    ]);
    const kept = await ask('decline', 'delete-event', { eventId: id });
    expect(kept.problem).toMatchObject({ code: 'NOT_CONFIRMED' });
  });

  test('is not asked about one event of their own', async () => {
    const { id } = await createEvent(gateway, { attendees: guests(1) });
    const moved = await ask('decline', 'update-event', { eventId: id, location: 'Room 1' });
    const deleted = await ask('decline', 'delete-event', { eventId: id });
    expect([moved.isError, deleted.isError, moved.messages, deleted.messages]).toEqual([
      false,
      false,
      [],
      [],
    ]);
  });
});
