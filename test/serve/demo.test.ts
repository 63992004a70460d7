import { beforeAll, expect, test } from 'vitest';

import { command } from '../support/build.js';
import { makeFolder } from '../support/leftovers.js';
import { eventually, runBash, startScript, type RunningCommand } from '../support/process.js';
import { hasPythonModule, startPython } from '../support/python.js';
import { send } from '../support/send.js';

const SUPERUSER_KEY = 'the-superuser-key-of-the-demo-0123456789';
const superuser = { authorization: `Bearer ${SUPERUSER_KEY}` };

let demo: RunningCommand;
let graphql: string;
let agent: Record<string, string>;

beforeAll(async () => {
  demo = startScript('scripts/demo.ts', { PORT: '0', DATA_DIR: makeFolder(), SUPERUSER_KEY });
  graphql = await eventually('The demo', 120_000, () => {
    const [, url] = /Apollo Sandbox +(http:\S+)/.exec(demo.stdout) ?? [];
    if (demo.stderr !== '') throw new Error(demo.stderr);
    return url;
  });
  const token = await tokenOf('google-calendar-mcp');
  agent = { 'X-Google-MCP-Token': token };
});

async function tokenOf(name: string): Promise<string> {
  const answer = await ask<{ currentToken: { token: string } }>(
    `{ currentToken(agent: "${name}") { token } }`,
    {},
  );
  return answer.data?.currentToken.token ?? '';
}

const ask = <T>(query: string, headers: Record<string, string> = agent) =>
  send<T>(graphql, query, {}, headers);

test('the demo has a connected account, whose calendars and events its agent reads', async () => {
  const listed = await ask<{
    calendars: { account: string; nodes: { name: string }[] };
    calendarEvents: { nodes: { summary: string }[] };
  }>('{ calendars { account nodes { name } } calendarEvents { nodes { summary } } }');
  expect(listed.errors).toEqual([]);
  expect(listed.data?.calendars.account).toBe('maya@example.com');
  expect(listed.data?.calendars.nodes.length).toBeGreaterThan(1);
  expect(listed.data?.calendarEvents.nodes.map((event) => event.summary)).toContain('Stand-up');
});

test('the demo makes one event of two requests with one key', async () => {
  const create = `mutation {
    createCalendarEvent(input: {
      summary: "Visit", idempotencyKey: "visit-1",
      time: { timed: {
        startLocal: "2035-03-05T10:00:00", endLocal: "2035-03-05T11:00:00", timeZone: "Europe/Berlin"
      } }
    }) { event { id } }
  }`;
  interface Created {
    createCalendarEvent: { event: { id: string } };
  }
  const [first, second] = [await ask<Created>(create), await ask<Created>(create)];
  expect(first.errors).toEqual([]);
  expect(first.data?.createCalendarEvent.event.id).toEqual(expect.any(String));
  expect(second.data).toEqual(first.data);
});

test('every command that the demo prints does what it says', async () => {
  const commands = demo.stdout
    .split('\n')
    .filter((line) => line.includes('"query"'))
    .map((line) => /-d '(.*?)'/.exec(line)?.[1] ?? '')
    .map((body) => (JSON.parse(body) as { query: string }).query);
  const outcomes: Record<string, string> = {};
  for (const query of commands) {
    const field = /\{ (\w+)/.exec(query)?.[1] ?? '';
    const isForSuperusers = ['connectGoogleAccount', 'googleConnections'].includes(field);
    const answer = await ask(query, isForSuperusers ? superuser : agent);
    outcomes[field] ??= answer.errors[0]?.extensions.code ?? 'OK';
  }
  expect(outcomes).toEqual({
    currentToken: 'OK',
    calendars: 'OK',
    calendarEvents: 'OK',
    createCalendarEvent: 'OK',
    respondToCalendarEvent: 'OK',
    updateCalendarEvent: 'CONFLICT',
    deleteCalendarEvent: 'OK',
    connectGoogleAccount: 'OK',
    googleConnections: 'OK',
  });
});

test('every command line that the demo prints finds its data, in the same folder', async () => {
  const lines = demo.stdout.split('\n').filter((line) => line.includes(' token-gateway '));
  expect(lines.length).toBeGreaterThan(2);
  const printed: string[] = [];
  for (const line of lines) {
    // As npx would run it: without the time that npx takes, and its files in the home folder.
    const here = line.replace(
      'npx --no-install token-gateway',
      `'${process.execPath}' '${command}'`,
    );
    const { code, stdout } = await runBash(here);
    expect([line, code]).toEqual([line, 0]);
    printed.push(stdout);
  }
  const all = printed.join('');
  expect(all).toMatch(/^google-calendar-mcp +GOOGLE_CALENDAR_MCP .*maya@example\.com$/m);
  expect(all).toMatch(/^itg_gc_/m);
});

test('a LiveKit token opens no calendar of the demo', async () => {
  const liveKit = { 'X-LiveKit-Token': await tokenOf('livekit') };
  const answer = await ask('{ calendars { nodes { id } } }', liveKit);
  expect(answer.errors[0]?.extensions).toMatchObject({
    code: 'FORBIDDEN',
    reason: 'INSUFFICIENT_SCOPE',
  });
});

// Each line on standard input is a call; each line printed is what came back.
const OLDER_CLIENT = `
import sys
from older_service_client import CalendarClient
client = CalendarClient(sys.argv[1])
for line in sys.stdin:
    try:
        print(len(client.calendars()), flush=True)
    except Exception as error:
        print(error, flush=True)
`;

test.skipIf(!hasPythonModule('requests'))(
  'a client of the older service reads calendars in Python, and goes on after a revocation',
  async () => {
    const service = graphql.replace('/graphql', '');
    const python = startPython(OLDER_CLIENT, [service]);
    const calendars = await python.ask('');
    expect(Number(calendars)).toBeGreaterThan(1);
    for (const revocation of [
      'revokeAgentTokens(input: { agent: "google-calendar-mcp" }) { revokedCount }',
      'rotateToken(input: { agent: "google-calendar-mcp", overlapSeconds: 0 }) { token }',
    ]) {
      const { errors } = await ask(`mutation { ${revocation} }`, superuser);
      expect(errors).toEqual([]);
      expect(await python.ask('')).toBe(calendars);
      expect(await python.ask('')).toBe(calendars);
    }
    await python.stop();
  },
);

test('the demo ends when it is told to', async () => {
  expect((await demo.end('SIGTERM')).code).toBe(0);
});
