import { once } from 'node:events';

import { afterAll, describe, expect } from 'vitest';

import { gatewayActor } from '../../src/platform/actor.js';
import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { closeHosts, connectByStdio } from '../support/mcp.js';
import { eventually, run, start } from '../support/process.js';
import { secretFolder } from '../support/secret-files.js';
import { startOtherServer, type OtherServer } from '../support/token-client.js';
import { createAgentKey, registerAgent } from '../support/tokens.js';

const PATIENCE_MS = 60_000;

const test = gatewayTest({ env: { TRUSTED_DOCUMENTS_ONLY: 'on' } });

const { write } = secretFolder();

/** The way to the gateway, which can be cut. */
let road: OtherServer;
let isCut = false;
/** What is known of requests that are held up there: each ends when its caller has gone. */
const held: Promise<unknown>[] = [];
let isHolding = false;

test.beforeAll(async ({ gateway }) => {
  road = await startOtherServer((request, response, body) => {
    if (isCut) {
      response.destroy();
      return;
    }
    if (isHolding && body.includes('ToolJoinRoom')) {
      held.push(once(response, 'close'));
      return;
    }
    const { host: _host, connection: _connection, ...headers } = request.headers;
    const stop = new AbortController();
    response.on('close', () => {
      stop.abort();
    });
    fetch(`${gateway.url}${request.url ?? ''}`, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body,
      signal: stop.signal,
    })
      .then(async (answer) => {
        const text = await answer.text();
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
      })
      .catch(() => response.destroy());
  });
});

afterAll(async () => {
  await closeHosts();
  await road.stop();
});

async function liveKitAgent(gateway: TestGateway): Promise<string> {
  return registerAgent(gateway, {
    renewal: 'AUTOMATIC',
    scopes: ['livekit.join', 'livekit.admin'],
  });
}

describe('token-gateway mcp', () => {
  test('starts without a gateway, says so, and recovers by itself', async ({ gateway }) => {
    isCut = true;
    const host = await connectByStdio(gateway, await liveKitAgent(gateway), { url: road.url });
    expect(await host.toolNames()).toContain('create-event');
    const { isError, spoken, problem } = await host.call('join-room', { room: 'lobby' });
    expect([isError, problem['code']]).toEqual([true, 'UNREACHABLE']);
    expect(spoken).toBe('The gateway cannot be reached. Try again in a moment.');
    const told = new Promise<void>((resolve) => {
      host.onToolsChanged(resolve);
    });
    isCut = false;
    await told;
    expect(await host.toolNames()).toEqual(['get-current-time', 'join-room']);
    const { problem: next } = await host.call('join-room', { room: 'lobby' });
    expect(next).toMatchObject({ reason: 'NOT_CONFIGURED' });
  });

  test('takes the agent’s key from a file', async ({ gateway }) => {
    const agent = await liveKitAgent(gateway);
    const agentKeyFile = write('agent-key', `${await createAgentKey(gateway, agent)}\n`);
    const host = await connectByStdio(gateway, agent, { agentKeyFile });
    expect(await host.toolNames()).toEqual(['get-current-time', 'join-room']);
  });

  test('tells its host when the agent may do less', async ({ gateway }) => {
    const agent = await liveKitAgent(gateway);
    const host = await connectByStdio(gateway, agent);
    expect(await host.toolNames()).toEqual(['get-current-time', 'join-room']);
    const told = new Promise<void>((resolve) => {
      host.onToolsChanged(resolve);
    });
    const changes = { scopes: ['livekit.admin'] };
    await gateway.app.services.agents.update(agent, changes, gatewayActor);
    const { problem } = await host.call('join-room', { room: 'lobby' });
    expect(problem).toMatchObject({ code: 'FORBIDDEN', reason: 'INSUFFICIENT_SCOPE' });
    await told;
    expect(await host.toolNames()).toEqual(['get-current-time']);
  });

  test.for(['2025', 'auto', '2026-07-28'] as const)(
    'gives up what it asked of the gateway when a host of %s cancels a call',
    async (revision, { gateway }) => {
      const agent = await liveKitAgent(gateway);
      const host = await connectByStdio(gateway, agent, { url: road.url, revision });
      held.length = 0;
      isHolding = true;
      const stop = new AbortController();
      const call = host.call('join-room', { room: 'lobby' }, { signal: stop.signal });
      await eventually('The request', PATIENCE_MS, () => held.length > 0);
      stop.abort('enough');
      await expect(call).rejects.toThrow('enough');
      await Promise.all(held);
      isHolding = false;
      expect(await host.toolNames()).toContain('join-room');
    },
  );

  test('says that its agent key is not good, without showing it', async ({ gateway }) => {
    const agentKey = `${await createAgentKey(gateway, await liveKitAgent(gateway))}x`;
    const host = await connectByStdio(gateway, 'nobody', { agentKey });
    const { problem, spoken } = await host.call('join-room', { room: 'lobby' });
    expect(problem).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(spoken).toContain('Ask whoever runs the gateway');
  });

  test('keeps standard output for the protocol, and ends with its input', async () => {
    const running = start(['mcp', '--agent', 'a', '--url', road.url]);
    expect((await running.exit).code).toBe(0);
    expect(running.stdout).toBe('');
  });

  test('ends when it is told to', async ({ gateway }) => {
    const host = await connectByStdio(gateway, await liveKitAgent(gateway));
    const pid = host.pid ?? 0;
    process.kill(pid, 'SIGTERM');
    const isGone = (): boolean => {
      try {
        return !process.kill(pid, 0);
      } catch {
        return true;
      }
    };
    expect(await eventually('The end', PATIENCE_MS, isGone)).toBe(true);
  });

  test.each([
    [['mcp'], {}, 2, '--agent'],
    [['mcp', '--agent', 'a', '--url', 'ftp://x'], {}, 2, '--url'],
    [['mcp', '--agent-key', 'a'], {}, 2, 'unknown option'],
    [['mcp', '--agent', 'a'], { TOKEN_GATEWAY_URL: 'x' }, 78, 'TOKEN_GATEWAY_URL'],
    [['mcp', '--help'], {}, 0, ''],
  ])('%j says what is wrong with how it was called', async (args, env, code, words) => {
    const result = await run(args, env);
    expect([result.code, result.stderr]).toEqual([code, expect.stringContaining(words)]);
  });
});
