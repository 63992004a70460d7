import { describe, expect, onTestFinished, vi } from 'vitest';

import { CONFIRM } from '../../../src/mcp/elicitation/question.js';
import {
  calendarTest,
  createEvent,
  startCalendarGateway,
  type CalendarGateway,
} from '../../support/calendar-gateway.js';
import { ENCRYPTION_KEYS, startGateway } from '../../support/gateway.js';
import { googleEnv } from '../../support/google-gateway.js';
import { askMcp, META, type McpAnswer } from '../../support/mcp-request.js';
import { generateToken, providerHeader } from '../../support/tokens.js';

const PROVIDER = 'GOOGLE_CALENDAR_MCP';
const INVALID_PARAMS = -32_602;

const test = calendarTest();

const ASKABLE = { ...META, 'io.modelcontextprotocol/clientCapabilities': { elicitation: {} } };

/** What a call is repeated with. */
interface Round {
  readonly requestState?: unknown;
  readonly inputResponses?: unknown;
}

const AGREED = { [CONFIRM]: { action: 'accept', content: {} } };

async function deleteSeries(
  gateway: Pick<CalendarGateway, 'url' | 'headers'>,
  eventId: string,
  round: Round = {},
  input: Readonly<Record<string, unknown>> = {},
): Promise<McpAnswer> {
  const params = {
    name: 'delete-event',
    arguments: { eventId, modificationScope: 'all', ...input },
    ...round,
  };
  return askMcp(gateway, 'tools/call', { params, meta: ASKABLE });
}

async function series(gateway: CalendarGateway): Promise<string> {
  const { id } = await createEvent(gateway, { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] });
  return id;
}

/** Asks to delete a new series, and brings the question's state. */
async function asked(gateway: CalendarGateway): Promise<{ id: string; requestState: string }> {
  const id = await series(gateway);
  const { result } = await deleteSeries(gateway, id);
  expect(result).toMatchObject({
    resultType: 'input_required',
    inputRequests: {
      [CONFIRM]: {
        method: 'elicitation/create',
        params: {
          mode: 'form',
          message: expect.stringContaining('Delete the whole series') as unknown,
          requestedSchema: { type: 'object', properties: {} },
        },
      },
    },
  });
  return { id, requestState: result?.['requestState'] as string };
}

const deleted = { resultType: 'complete', structuredContent: expect.anything() as unknown };

async function isThere(gateway: CalendarGateway, eventId: string): Promise<boolean> {
  const params = { name: 'get-event', arguments: { eventId } };
  const { result } = await askMcp(gateway, 'tools/call', { params });
  return JSON.stringify(result).includes('"status":"confirmed"');
}

describe('What comes back with a confirmation', () => {
  test('is good for the call that it was made for', async ({ gateway }) => {
    const { id, requestState } = await asked(gateway);
    const { result } = await deleteSeries(gateway, id, { requestState, inputResponses: AGREED });
    expect(result).toMatchObject(deleted);
    expect(await isThere(gateway, id)).toBe(false);
  });

  test('is good in every replica, also when a new key encrypts', async () => {
    const gateway = await startCalendarGateway();
    onTestFinished(() => gateway.stop());
    const { id, requestState } = await asked(gateway);
    const newer = `newer:${Buffer.alloc(32, 7).toString('base64')},${ENCRYPTION_KEYS}`;
    const env = { ...googleEnv(gateway.google), TOKEN_ENCRYPTION_KEYS: newer };
    const replica = await startGateway({ env, database: gateway.database });
    onTestFinished(() => replica.stop());
    const there = { url: replica.url, headers: gateway.headers };
    const { result } = await deleteSeries(there, id, { requestState, inputResponses: AGREED });
    expect(result).toMatchObject(deleted);
  });

  test('opens nothing when it is forged, or of another input or another token', async ({
    gateway,
  }) => {
    const { id, requestState } = await asked(gateway);
    const other = await series(gateway);
    const { token } = await generateToken(gateway, { provider: PROVIDER, agent: gateway.agent });
    const otherToken = { url: gateway.url, headers: providerHeader(PROVIDER, token) };
    const inputResponses = AGREED;
    const [version, body = '', mac = ''] = requestState.split('.');
    const forged = [version, body, `${mac.slice(0, -2)}${mac.endsWith('AA') ? 'BB' : 'AA'}`].join(
      '.',
    );
    const answers = [
      await deleteSeries(gateway, id, { requestState: forged, inputResponses }),
      await deleteSeries(gateway, id, { requestState: 'made up', inputResponses }),
      await deleteSeries(gateway, other, { requestState, inputResponses }),
      await deleteSeries(gateway, id, { requestState, inputResponses }, { sendUpdates: 'none' }),
      await deleteSeries(otherToken, id, { requestState, inputResponses }),
      await deleteSeries(gateway, id, { requestState: 7, inputResponses }),
    ];
    for (const { error } of answers) expect(error?.code).toBe(INVALID_PARAMS);
    expect([await isThere(gateway, id), await isThere(gateway, other)]).toEqual([true, true]);
  });

  test('opens nothing after five minutes', async ({ gateway }) => {
    const { id, requestState } = await asked(gateway);
    onTestFinished(() => void vi.useRealTimers());
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 301_000 });
    const { error } = await deleteSeries(gateway, id, { requestState, inputResponses: AGREED });
    expect(error?.code).toBe(INVALID_PARAMS);
    vi.useRealTimers();
    expect(await isThere(gateway, id)).toBe(true);
  });

  test('is asked for anew where it is missing, or the event is another by then', async ({
    gateway,
  }) => {
    const { id, requestState } = await asked(gateway);
    const withoutState = await deleteSeries(gateway, id, { inputResponses: AGREED });
    const withoutAnswer = await deleteSeries(gateway, id, { requestState });
    expect([withoutState.result, withoutAnswer.result]).toEqual([
      expect.objectContaining({ resultType: 'input_required' }),
      expect.objectContaining({ resultType: 'input_required' }),
    ]);
    const change = { eventId: id, modificationScope: 'all', summary: 'Weekly review' };
    await askMcp(gateway, 'tools/call', { params: { name: 'update-event', arguments: change } });
    const changed = await deleteSeries(gateway, id, { requestState, inputResponses: AGREED });
    expect(JSON.stringify(changed.result)).toContain('Weekly review');
    expect(await isThere(gateway, id)).toBe(true);
  });
});

describe('Nobody is asked', () => {
  test('by a host that has no forms', async ({ gateway }) => {
    for (const elicitation of [undefined, { url: {} }]) {
      const meta = { ...META, 'io.modelcontextprotocol/clientCapabilities': { elicitation } };
      const input = { eventId: await series(gateway), modificationScope: 'all' };
      const params = { name: 'delete-event', arguments: input };
      const { result } = await askMcp(gateway, 'tools/call', { params, meta });
      expect(result).toMatchObject(deleted);
    }
  });

  test('where the operator turned it off', async ({ gateway }) => {
    const env = { ...googleEnv(gateway.google), MCP_CONFIRMATION: 'off' };
    const replica = await startGateway({ env, database: gateway.database });
    onTestFinished(() => replica.stop());
    const there = { url: replica.url, headers: gateway.headers };
    const { result } = await deleteSeries(there, await series(gateway));
    expect(result).toMatchObject(deleted);
  });
});
