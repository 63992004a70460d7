import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { makeFolder } from '../support/leftovers.js';
import { run, startProcess, type Env, type GatewayProcess } from '../support/process.js';

let env: Env;
let gateway: GatewayProcess;

beforeAll(async () => {
  env = { DATA_DIR: makeFolder() };
  gateway = await startProcess(env);
});

afterAll(() => gateway.end('SIGTERM'));

const LONG = 'x'.repeat(501);
const policy = (parts: object): string => JSON.stringify(parts);

describe('a command names its own arguments in what it refuses:', () => {
  test.each<[args: string[], ...said: string[]]>([
    [['token', 'generate', 'bad name', '--provider', 'livekit'], '<agent> must be 1 to 100'],
    [['token', 'generate', 'a', '--provider', 'webex'], '--provider must be one of: LIVEKIT'],
    [['token', 'generate', 'nobody'], '--provider must be named', 'there is no agent nobody yet'],
    [['token', 'generate', 'bad name'], '<agent> must be 1 to 100'],
    [['token', 'generate', 'livekit', '--ttl-seconds', '5'], '--ttl-seconds must be from 60'],
    [['token', 'generate', 'livekit', '--overlap-seconds', '367d'], '--overlap-seconds must be'],
    [['token', 'generate', 'livekit', '--scopes', 'all'], '--scopes must be one or more of'],
    [['token', 'generate', 'livekit', '--note', LONG], '--note must be at most 500'],
    [
      ['token', 'generate', 'bad name', '--provider', 'livekit', '--ttl-seconds', '5'],
      '<agent> must be 1 to 100',
      '; --ttl-seconds must be from 60',
    ],
    [['token', 'rotate', 'bad name', '--reason', LONG], '<agent> must', '; --reason must be'],
    [['token', 'rotate', 'livekit', '--overlap-seconds', '367d'], '--overlap-seconds must be'],
    [['token', 'revoke', 'no-id'], '<id> must be the id of a token'],
    [['token', 'revoke-all', 'bad name'], '<agent> must be 1 to 100'],
    [['token', 'list', '--status', 'OLD'], '--status must be one of: ACTIVE'],
    [['token', 'list', '--provider', 'webex'], '--provider must be one of'],
    [['token', 'current', 'bad name'], '<agent> must be 1 to 100'],
    [['agent', 'create', 'bad name', '--provider', 'livekit'], '<name> must be 1 to 100'],
    [['agent', 'create', 'a', '--provider', 'webex'], '--provider must be one of'],
    [
      ['agent', 'create', 'a', '--provider', 'livekit', '--ttl-seconds', '5', '--scopes', 'all'],
      '--ttl-seconds must be from 60',
      '; --scopes must be one or more of',
    ],
    [
      ['agent', 'update', 'livekit', '--livekit-policy', policy({ rooms: [''] })],
      '--livekit-policy: rooms must',
    ],
    [
      ['agent', 'update', 'livekit', '--livekit-policy', policy({ colour: 'red' })],
      '--livekit-policy must be a JSON object with parts of a policy',
    ],
    [['agent', 'key', 'livekit', '--ttl-seconds', '5'], '--ttl-seconds must be from 60'],
    [['agent', 'revoke-key', 'no-id'], '<id> must be a UUID'],
    [['superuser', 'create', 'bad name', '--ttl-seconds', '5'], '<name> must', '; --ttl-seconds'],
    [['verifier', 'create', 'bad name'], '<name> must be 1 to 100'],
    [['audit', 'prune', '--days', '0'], '--days must be'],
    [['audit', 'export', '--action', 'SLEEP'], '--action must be one of'],
    [['audit', 'export', '--since', 'now'], '--since must be'],
    [['keys', 'rotate', '--batch-size', '0'], '--batch-size must be at least 1'],
  ])('%j', async (args, ...said) => {
    const { code, stdout, stderr } = await run(args, env);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const part of said) expect(stderr).toContain(part);
    expect(stderr).toMatch(/^(?:--[a-z-]+:? |<[a-z]+> )/);
    expect(stderr).not.toMatch(/input\.|[a-z]Seconds|liveKitPolicy/);
  });
});

test.each([
  ['abc', 'whole number of seconds'],
  ['', 'whole number of seconds'],
  ['30 d', 'whole number of seconds'],
  ['1y', 'whole number of seconds'],
  ['-5', 'whole number of seconds'],
  ['1.5h', 'whole number of seconds'],
  ['99999999999', 'whole number of seconds'],
])('%j is no duration, and the option that has it is named', async (text, said) => {
  const { code, stderr } = await run(
    ['token', 'generate', 'livekit', `--ttl-seconds=${text}`],
    env,
  );
  expect(code).toBe(2);
  expect(stderr).toContain("option '--ttl-seconds <duration>'");
  expect(stderr).toContain(said);
});

test.each([
  ['3600', 3_600],
  ['60s', 60],
  ['90m', 5_400],
  ['12h', 43_200],
  ['30d', 2_592_000],
  ['4w', 2_419_200],
])('a token of %s lives that long', async (text, seconds) => {
  const args = ['token', 'generate', 'livekit', '--ttl-seconds', text, '--json'];
  const { stdout } = await run(args, env);
  const { integrationToken } = JSON.parse(stdout) as { integrationToken: { ttlSeconds: number } };
  expect(integrationToken.ttlSeconds).toBe(seconds);
});
