import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { beforeAll, expect } from 'vitest';

import { BUILD_LIMIT_MS, command, ensureBuilt } from '../support/build.js';
import { gatewayTest } from '../support/gateway.js';
import { registerAgent } from '../support/tokens.js';

const root = path.resolve(command, '../../..');

const test = gatewayTest();

beforeAll(ensureBuilt, BUILD_LIMIT_MS);

test('a program imports the client by its name, uses it, and ends by itself', async ({
  gateway,
}) => {
  const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  const program = `
    import { createTokenClient, TokenClientError } from 'token-gateway/client';
    const client = createTokenClient({ url: process.argv[1], agent: process.argv[2] });
    const stop = client.onTokenChanged(async () => {
      const { viewer } = await client.query('{ viewer { name } }');
      const refusal = await client.query('{ agents { totalCount } }').catch((error) => error);
      console.log(viewer.name, refusal instanceof TokenClientError, refusal.code);
      stop();
    });`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', program, gateway.url, agent],
    { cwd: root },
  );
  expect(stdout).toBe(`${agent} true FORBIDDEN\n`);
});
