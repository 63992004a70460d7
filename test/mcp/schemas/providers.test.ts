import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { tools as everyTool } from '../../../src/mcp/tools.js';
import {
  seedEvent,
  startCalendarGateway,
  type CalendarGateway,
} from '../../support/calendar-gateway.js';
import { ACCOUNT } from '../../support/google/google-emulator.js';
import { startLiveKit, type LiveKitServer } from '../../support/livekit/server.js';
import { modelProviders } from '../../support/providers/model-providers.js';
import { startModelServer, type ModelServer } from '../../support/providers/model-server.js';
import { isObject, type JsonSchema } from '../../support/providers/schema-subset.js';
import { TestClock } from '../../support/test-clock.js';
import { createAgentKey, generateToken, registerAgent } from '../../support/tokens.js';

let liveKit: LiveKitServer;
let gateway: CalendarGateway;
let model: ModelServer;
let hosts: readonly { readonly client: Client; readonly tools: readonly Tool[] }[];

beforeAll(async () => {
  [liveKit, model] = await Promise.all([startLiveKit(), startModelServer()]);
  gateway = await startCalendarGateway({ clock: new TestClock(new Date()), env: liveKit.env });
  const provider = 'LIVEKIT';
  const voice = await registerAgent(gateway, { provider });
  await generateToken(gateway, { provider, agent: voice, scopes: ['livekit.join'] });
  hosts = await Promise.all([gateway.agent, voice].map(hostOf));
});

afterAll(async () => {
  await Promise.all(hosts.map(({ client }) => client.close()));
  await Promise.all([gateway.stop(), model.stop()]);
  await liveKit.stop();
});

async function hostOf(agent: string) {
  const headers = { Authorization: `Bearer ${await createAgentKey(gateway, agent)}` };
  const client = new Client({ name: 'host', version: '1.0.0' });
  const address = new URL(`${gateway.url}/mcp`);
  await client.connect(new StreamableHTTPClientTransport(address, { requestInit: { headers } }));
  return { client, tools: (await client.listTools()).tools };
}

function hostWith(name: string) {
  const host = hosts.find(({ tools }) => tools.some((tool) => tool.name === name));
  const tool = host?.tools.find((listed) => listed.name === name);
  if (!host || !tool) throw new Error(`No agent sees ${name}.`);
  return { ...host, tool };
}

/** What a model says, by the names of inputs. */
function said(): JsonSchema {
  const guests = [{ email: ACCOUNT, self: true, responseStatus: 'needsAction' as const }];
  const organizer = { email: 'boss@example.com' };
  return {
    eventId: seedEvent(gateway, { organizer, attendees: guests, guestsCanModify: true }).id,
    summary: 'Planning',
    query: 'Seeded',
    start: '2030-03-25T09:00:00',
    end: '2030-03-25T10:00:00',
    timeMin: '2030-03-25T00:00:00',
    timeMax: '2030-03-26T00:00:00',
    timeZone: 'Europe/Berlin',
    attendees: [{ email: 'guest@example.com' }],
    events: [{ summary: 'Planning', start: '2030-03-25', end: '2030-03-26' }],
    response: 'accepted',
    durationMinutes: 30,
    room: 'lobby',
  };
}

/** An input of a schema: what is said of it, and null where something is needed and nothing is. */
function inputOf(schema: JsonSchema, value: unknown): unknown {
  const { anyOf, items, properties, required = [] } = schema;
  if (Array.isArray(anyOf))
    return value === undefined ? null : inputOf(anyOf[0] as JsonSchema, value);
  if (isObject(items)) return (value as unknown[]).map((item) => inputOf(items, item));
  if (!isObject(properties)) return value;
  const names = Object.keys(properties).filter(
    (name) => (required as string[]).includes(name) || (value as JsonSchema)[name] !== undefined,
  );
  return Object.fromEntries(
    names.map((name) => [
      name,
      inputOf(properties[name] as JsonSchema, (value as JsonSchema)[name]),
    ]),
  );
}

describe.each(modelProviders)('$name', (provider) => {
  test.each(everyTool)(
    'takes the schema of $name as it is, and its call works',
    async ({ name }) => {
      const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
      const { client, tool } = hostWith(name);
      const published = tool.inputSchema as JsonSchema;
      const converted = await provider.convert(model, tool);
      expect(converted).toEqual(provider.expected(published));

      const input = inputOf(converted, said()) as JsonSchema;
      expect(new Ajv({ strict: true }).compile(published)(input)).toBe(true);
      const heard = JSON.stringify(await provider.call(model, client, tool, input));
      expect(heard).toMatch(/functionResponse|tool_result|tool_call_id/);
      expect(/token-gateway.error.{0,400}|is_error/.exec(heard)?.[0]).toBeUndefined();
      for (const complaint of complaints) {
        expect(complaint).not.toHaveBeenCalled();
        complaint.mockRestore();
      }
    },
  );
});
