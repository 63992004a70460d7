import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, describe, expect } from 'vitest';

import { gatewayActor } from '../../src/platform/actor.js';
import { ENCRYPTION_KEYS, gatewayTest, type TestGateway } from '../support/gateway.js';
import { run, type CommandResult, type Env } from '../support/process.js';
import { secretFolder } from '../support/secret-files.js';
import { createAgentKey, generateToken, registerAgent } from '../support/tokens.js';

const test = gatewayTest();

const keyOf = (gateway: TestGateway): string =>
  gateway.superuser['authorization']?.replace('Bearer ', '') ?? '';

const cli = (line: string, env: Env): Promise<CommandResult> => run(line.split(' '), env);

const { write } = secretFolder();
const servers: Server[] = [];

afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

/** Something that is no gateway, at an address of its own. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

describe('a command for a gateway elsewhere', () => {
  test('prints what it prints on the gateway’s own machine', async ({ gateway }) => {
    const env = { TOKEN_GATEWAY_KEY: keyOf(gateway) };
    const made = await cli(`agent create desk --provider livekit --url ${gateway.url}`, env);
    expect(made).toMatchObject({
      code: 0,
      stdout: 'The agent desk of LIVEKIT is registered; its renewal is manual.\n',
      stderr: '',
    });
    const there = await cli(`--url ${gateway.url}/graphql agent list --json`, env);
    const here = await cli('agent list --json', {
      DATABASE_URL: gateway.database.url,
      TOKEN_ENCRYPTION_KEYS: ENCRYPTION_KEYS,
    });
    expect(there).toMatchObject({ code: 0, stdout: here.stdout, stderr: '' });
    expect(JSON.parse(there.stdout)).toContainEqual(expect.objectContaining({ name: 'desk' }));
  });

  test('finds it by the environment, and needs no setting of a gateway', async ({ gateway }) => {
    const env = {
      TOKEN_GATEWAY_URL: gateway.url,
      TOKEN_GATEWAY_KEY: keyOf(gateway),
      NODE_ENV: 'production',
    };
    const { token } = await generateToken(gateway, { agent: 'lobby', provider: 'LIVEKIT' });
    expect(await cli('token current lobby', env)).toMatchObject({ code: 0, stdout: `${token}\n` });
  });

  test('takes the key from a file', async ({ gateway }) => {
    const env = { TOKEN_GATEWAY_URL: gateway.url };
    const file = write('key', `${keyOf(gateway)}\n`);
    const listed = await cli('agent list --json', { ...env, TOKEN_GATEWAY_KEY_FILE: file });
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    const missing = await cli('agent list', { ...env, TOKEN_GATEWAY_KEY_FIEL: file });
    expect(missing.code).toBe(78);
    expect(missing.stderr).toContain('did you mean TOKEN_GATEWAY_KEY_FILE?');
  });

  test.for([
    ['token generate lobby --ttl-seconds 5 --provider livekit', '--ttl-seconds must be from 60'],
    ['agent update lobby --livekit-policy {"rooms":[""]}', '--livekit-policy: rooms must'],
    ['token list --status OLD', '--status must be one of: ACTIVE'],
    ['agent revoke-key no-id', '<id> must be a UUID'],
  ] as const)(
    'names its own arguments in what it refuses: %s',
    async ([line, said], { gateway }) => {
      const { code, stdout, stderr } = await cli(`${line} --url ${gateway.url}`, {
        TOKEN_GATEWAY_KEY: keyOf(gateway),
      });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(new RegExp(`^${said.replaceAll(/[[\]]/g, '\\$&')}`));
    },
  );

  test.for([
    'superuser list',
    'verifier create billing',
    'keys list',
    'keys rotate',
    'audit verify',
    'audit export',
    'audit prune',
    'migrate',
    'serve',
    'init',
  ])('is refused where only the gateway’s own machine can do it: %s', async (line, { gateway }) => {
    const { code, stdout, stderr } = await cli(`${line} --url ${gateway.url}`, {
      TOKEN_GATEWAY_KEY: keyOf(gateway),
    });
    expect([code, stdout]).toEqual([1, '']);
    const [noun, verb] = line.split(' ');
    expect(stderr).toMatch(
      new RegExp(`^token-gateway ${String(noun)}( ${String(verb)})? works on`),
    );
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('a key that is not accepted', () => {
  test('is refused in a sentence that does not show it', async ({ gateway }) => {
    const { keys } = gateway.app.services.superusers;
    const { key } = await keys.create('short-lived', gatewayActor, 60);
    gateway.clock.advance(61);
    const agentKey = await createAgentKey(gateway, await registerAgent(gateway));
    for (const [wrong, said] of [
      [key, 'expired'],
      [agentKey, 'Only a superuser may do this.'],
      [keyOf(gateway).slice(0, -1), 'TOKEN_GATEWAY_KEY was refused'],
      ['', 'TOKEN_GATEWAY_KEY is required'],
      ['not a header', 'TOKEN_GATEWAY_KEY must be printable characters'],
    ] as const) {
      const result = await cli(`agent list --url ${gateway.url}`, { TOKEN_GATEWAY_KEY: wrong });
      expect([wrong, result.stderr]).toEqual([wrong, expect.stringContaining(said)]);
      expect(result.stdout).toBe('');
      expect([1, 78]).toContain(result.code);
      if (wrong !== '') expect(result.stderr).not.toContain(wrong);
    }
  });

  test('is sent over plain http to this machine alone', async ({ gateway }) => {
    const env = { TOKEN_GATEWAY_KEY: keyOf(gateway) };
    const option = await cli('agent list --url http://gateway.invalid', env);
    expect(option.stderr).toMatch(/^--url must be https/);
    expect(option.code).toBe(2);
    const url = 'http://gateway.invalid';
    const setting = await cli('agent list', { ...env, TOKEN_GATEWAY_URL: url });
    expect(setting.code).toBe(78);
    expect(setting.stderr).toContain('TOKEN_GATEWAY_URL must be https');
    const allowed = await cli(`agent list --url ${url}`, {
      ...env,
      TOKEN_GATEWAY_ALLOW_HTTP: 'on',
    });
    expect(allowed.code).toBe(1);
    expect(allowed.stderr).toContain('name is not known');
  });
});

describe('a gateway that does not answer', () => {
  const KEY = 'a-key-that-nobody-may-see-in-any-output';
  const list = (url: string) => cli(`agent list --url ${url}`, { TOKEN_GATEWAY_KEY: KEY });
  const expectOne = (result: CommandResult, said: string): void => {
    expect([result.code, result.stdout]).toEqual([1, '']);
    expect(result.stderr).toContain(said);
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(result.stderr).not.toContain(KEY);
  };

  test('because nothing is there is said to be so', async () => {
    const url = await serve(() => undefined);
    servers.at(-1)?.close();
    expectOne(await list(url), `The gateway at ${url} cannot be reached: nothing listens there.`);
  });

  test.each([
    [200, 'text/html', '<html>Welcome to nginx!</html>'],
    [502, 'text/html', '<html>Bad Gateway</html>'],
    [401, 'text/plain', 'Unauthorized'],
    [200, 'application/json', '{"status":"ok"}'],
  ])('because something else does, with status %d and %s, is not taken for one', async (...is) => {
    const [status, type, body] = is;
    const url = await serve((_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    expectOne(await list(url), `What answers at ${url} is not a Token Gateway`);
  });

  test('but points elsewhere is not followed, and nobody else gets the key', async () => {
    const seen: unknown[] = [];
    const elsewhere = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.end();
    });
    const url = await serve((_request, response) => {
      response.writeHead(307, { location: `${elsewhere}/graphql` }).end();
    });
    expectOne(await list(url), `points to ${elsewhere}/graphql, where the key was not sent`);
    expect(seen).toEqual([]);
  });

  test('because it is of an older version says so', async () => {
    const url = await serve((_request, response) => {
      const error = {
        message: 'Cannot query field "status" on type "AgentKey".',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED', requestId: 'r-1' },
      };
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ errors: [error] }));
    });
    expectOne(await list(url), 'Cannot query field "status" on type "AgentKey". Its version is');
  });

  test('in time to a change leaves open whether it was made', async () => {
    const url = await serve((request) => request.socket.destroy());
    const env = { TOKEN_GATEWAY_KEY: KEY };
    const change = await cli(`agent disable desk --url ${url}`, env);
    expectOne(change, 'Whether it did what was asked is not known: look first, then try again.');
    expectOne(await list(url), 'the connection was closed before the answer. Check --url');
  });
});
