import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startGateway, type TestGateway } from '../support/gateway.js';
import { RotateTokenMutation } from '../support/operations.js';
import { startOtherServer, type OtherServer } from '../support/token-client.js';
import { createAgentKey, registerAgent } from '../support/tokens.js';

const folder = fileURLToPath(new URL('../../examples/python', import.meta.url));
const hasRequests = spawnSync('python3', ['-c', 'import requests']).status === 0;

// Each line on standard input is an address to call; each line printed is what came back.
const PROGRAM = `
import os, sys, requests
from current_token import CurrentToken, NoToken
from with_requests import AgentAuth
session = requests.Session()
session.auth = AgentAuth(CurrentToken(sys.argv[1], sys.argv[2], os.environ["AGENT_KEY"]))
for line in sys.stdin:
    url, body = line.split()
    try:
        answer = session.post(url, data=iter([b"{}"]) if body == "stream" else body.encode(),
                              headers={"Content-Type": "application/json"}, timeout=10)
        print(answer.status_code, len(answer.history), flush=True)
    except NoToken as error:
        print("NoToken", flush=True)
`;
const VIEWER = '{"query":"{viewer{name}}"}';

describe.skipIf(!hasRequests)('the example for requests', () => {
  let gateway: TestGateway;
  let other: OtherServer;
  let agent: string;
  let python: ChildProcessWithoutNullStreams;
  let printed: AsyncIterator<string>;
  let lines: Interface;

  beforeAll(async () => {
    gateway = await startGateway();
    agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
    other = await startOtherServer((request, response) => {
      const isAway = request.url === '/away';
      response.writeHead(isAway ? 307 : 401, {
        location: other.url.replace('127.0.0.1', 'localhost'),
      });
      response.end();
    });
    python = spawn('python3', ['-c', PROGRAM, gateway.url, agent], {
      env: {
        ...process.env,
        PYTHONPATH: folder,
        AGENT_KEY: await createAgentKey(gateway, agent),
        PYTHONDONTWRITEBYTECODE: '1',
      },
    });
    lines = createInterface(python.stdout);
    printed = lines[Symbol.asyncIterator]();
  });

  afterAll(async () => {
    lines.close();
    python.kill();
    await Promise.all([gateway.stop(), other.stop()]);
  });

  async function post(url: string, body = VIEWER): Promise<string> {
    python.stdin.write(`${url} ${body}\n`);
    return (await printed.next()).value as string;
  }

  async function rotate(): Promise<void> {
    const input = { agent, overlapSeconds: 0 };
    await gateway.send(RotateTokenMutation, { input }, gateway.superuser);
  }

  test('sends the token, and heals after a rotation', async () => {
    expect(await post(`${gateway.url}/graphql`)).toBe('200 0');
    await rotate();
    expect(await post(`${gateway.url}/graphql`)).toBe('200 1');
    expect(await post(`${gateway.url}/graphql`)).toBe('200 0');
  });

  test('sends no stream twice', async () => {
    await rotate();
    expect(await post(`${gateway.url}/graphql`, 'stream')).toBe('401 0');
    expect(await post(`${gateway.url}/graphql`)).toBe('200 0');
  });

  test('takes the token to no other origin, and asks for no new one there', async () => {
    expect(await post(`${other.url}/away`)).toBe('401 1');
    expect(other.received.map(({ headers }) => 'x-livekit-token' in headers)).toEqual([
      true,
      false,
    ]);
  });
});
