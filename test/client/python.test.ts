import { afterAll, beforeAll, describe, expect } from 'vitest';

import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { RotateTokenMutation } from '../support/operations.js';
import { hasPythonModule, startPython, type PythonProgram } from '../support/python.js';
import { startOtherServer, type OtherServer } from '../support/token-client.js';
import { createAgentKey, registerAgent } from '../support/tokens.js';

// Each line on standard input is an address to call and a body; each line printed is the status
// that came back, and how many answers came before it.
const REQUESTS = `
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
const HTTPX = `
import os, sys, httpx
from current_token import CurrentToken
from with_httpx import AgentAuth
auth = AgentAuth(CurrentToken(sys.argv[1], sys.argv[2], os.environ["AGENT_KEY"]))
with httpx.Client(auth=auth) as client:
    for line in sys.stdin:
        url, body = line.split()
        answer = client.post(url, content=iter([b"{}"]) if body == "stream" else body.encode(),
                             headers={"Content-Type": "application/json"})
        print(answer.status_code, len(answer.history), flush=True)
`;
const HTTPX_ASYNC = `
import asyncio, os, sys, httpx
from current_token import CurrentToken
from with_httpx import AgentAuth
async def stream():
    yield b"{}"
async def main():
    auth = AgentAuth(CurrentToken(sys.argv[1], sys.argv[2], os.environ["AGENT_KEY"]))
    async with httpx.AsyncClient(auth=auth) as client:
        for line in sys.stdin:
            url, body = line.split()
            answer = await client.post(url, content=stream() if body == "stream" else body.encode(),
                                       headers={"Content-Type": "application/json"})
            print(answer.status_code, len(answer.history), flush=True)
asyncio.run(main())
`;
// Each line is a tool to call; what comes back is whether it went well, and the revision spoken.
const MCP = `
import asyncio, os, sys
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from current_token import CurrentToken
from with_mcp import http_client
async def main():
    tokens = CurrentToken(sys.argv[1], sys.argv[2], os.environ["AGENT_KEY"])
    async with http_client(tokens) as http:
        async with Client(streamable_http_client(sys.argv[1] + "/mcp", http_client=http)) as client:
            for line in sys.stdin:
                result = await client.call_tool(line.strip(), {})
                print(not result.is_error, client.protocol_version, flush=True)
asyncio.run(main())
`;
const VIEWER = '{"query":"{viewer{name}}"}';

const hasRequests = hasPythonModule('requests');
const hasHttpx = hasPythonModule('httpx');

const test = gatewayTest();

/** A program that acts as a new agent. */
async function startAgent(
  gateway: TestGateway,
  program: string,
): Promise<{ agent: string; python: PythonProgram }> {
  const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  const AGENT_KEY = await createAgentKey(gateway, agent);
  return { agent, python: startPython(program, [gateway.url, agent], { AGENT_KEY }) };
}

const rotate = (gateway: TestGateway, agent: string) =>
  gateway.send(RotateTokenMutation, { input: { agent, overlapSeconds: 0 } }, gateway.superuser);

const examples = [
  { name: 'requests', program: REQUESTS, isThere: hasRequests },
  { name: 'httpx', program: HTTPX, isThere: hasHttpx },
  { name: 'httpx without threads', program: HTTPX_ASYNC, isThere: hasHttpx },
];

describe.each(examples)('the example for $name', ({ program, isThere }) => {
  test.skipIf(!isThere)(
    'sends the token, heals after a rotation, and sends no stream twice',
    async ({ gateway }) => {
      const { agent, python } = await startAgent(gateway, program);
      const post = (body = VIEWER): Promise<string> => python.ask(`${gateway.url}/graphql ${body}`);
      expect(await post()).toBe('200 0');
      await rotate(gateway, agent);
      expect(await post()).toBe('200 1');
      expect(await post()).toBe('200 0');
      await rotate(gateway, agent);
      expect(await post('stream')).toBe('401 0');
      expect(await post()).toBe('200 0');
      await python.stop();
    },
  );
});

describe.skipIf(!hasPythonModule('mcp.client.client'))('the example for the MCP SDK', () => {
  test('calls tools with the token of the moment, also after a rotation', async ({ gateway }) => {
    const { agent, python } = await startAgent(gateway, MCP);
    expect(await python.ask('get-current-time')).toBe('True 2026-07-28');
    await rotate(gateway, agent);
    expect(await python.ask('get-current-time')).toBe('True 2026-07-28');
    await python.stop();
  });
});

describe.skipIf(!hasRequests)('the example for requests', () => {
  let other: OtherServer;

  beforeAll(async () => {
    other = await startOtherServer((request, response) => {
      const isAway = request.url === '/away';
      response.writeHead(isAway ? 307 : 401, {
        location: other.url.replace('127.0.0.1', 'localhost'),
      });
      response.end();
    });
  });

  afterAll(() => other.stop());

  test('takes the token to no other origin, and asks for no new one there', async ({ gateway }) => {
    const { python } = await startAgent(gateway, REQUESTS);
    expect(await python.ask(`${other.url}/away ${VIEWER}`)).toBe('401 1');
    expect(other.received.map(({ headers }) => 'x-livekit-token' in headers)).toEqual([
      true,
      false,
    ]);
    await python.stop();
  });
});
