import { exportPKCS8, generateKeyPair } from 'jose';
import { describe, expect } from 'vitest';

import {
  createOperations,
  operationsOf,
  type RunOperation,
} from '../../src/operator/operations.js';
import { DomainError } from '../../src/platform/errors.js';
import { gatewayAt } from '../../src/remote/gateway.js';
import { LOCAL_OPERATIONS, remoteOperations, runRemotely } from '../../src/remote/operations.js';
import { googleTest, type GoogleGateway } from '../support/google-gateway.js';
import { OTHER_ACCOUNT } from '../support/google/google-emulator.js';

const test = googleTest({
  env: { OIDC_ISSUER: 'https://login.example.com', OIDC_AUDIENCE: 'token-gateway' },
});

const ABSENT_ID = '5f0c1b7e-6b1f-4b7e-9d43-0d2f4b1c7a11';

/** One machine asks the gateway's services, the other asks over GraphQL. */
type Where = 'here' | 'there';
type Arguments = Readonly<Record<string, unknown>>;

function runners(gateway: GoogleGateway): Record<Where, RunOperation> {
  const key = gateway.superuser['authorization']?.replace('Bearer ', '') ?? '';
  return {
    here: createOperations(gateway.app.services),
    there: runRemotely(gatewayAt({ url: gateway.url, key })),
  };
}

/** A result in its JSON form, without what no two results can have in common. */
function comparable(result: unknown): unknown {
  const text = JSON.stringify(result)
    .replace(/\b(?:here|there)\b/g, 'WHERE')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    .replace(/itg_([a-z]{2})_\w{49}/g, 'itg_$1_SECRET')
    .replace(/itg_([a-z]{2})_…\w{4}/g, 'itg_$1_HINT')
    .replace(/"issuedBy":"[^"]*"/g, '"issuedBy":"SOMEBODY"')
    .replace(/\d+ seconds/g, 'N seconds')
    .replace(/(connect\?|[?&])[^"]*/g, '$1…');
  return JSON.parse(text);
}

describe('an operation on a gateway elsewhere', () => {
  test('is there, or is named as one that only the gateway’s own machine does', ({ gateway }) => {
    const here = Object.keys(operationsOf(gateway.app.services));
    const there = Object.keys(remoteOperations(() => Promise.reject(new Error('Not asked.'))));
    expect([...there, ...LOCAL_OPERATIONS].sort()).toEqual([...here].sort());
  });

  test('answers with the same JSON as on the gateway’s own machine', async ({ gateway }) => {
    const run = runners(gateway);
    const compared = new Set<string>();
    const both = async (
      name: string,
      argsOf: (where: Where) => Arguments | Promise<Arguments>,
    ): Promise<Record<Where, Record<string, unknown>>> => {
      const here = (await run.here(name, await argsOf('here'))) as Record<string, unknown>;
      const there = (await run.there(name, await argsOf('there'))) as Record<string, unknown>;
      expect([name, comparable(there)]).toEqual([name, comparable(here)]);
      compared.add(name);
      return { here, there };
    };
    const same = async (name: string, args: Arguments): Promise<void> => {
      const [here, there] = [await run.here(name, args), await run.there(name, args)];
      expect([name, there]).toEqual([name, JSON.parse(JSON.stringify(here))]);
      compared.add(name);
    };

    const liveKitPolicy = { rooms: ['support-*'], publishSources: null };
    const room = { provider: 'livekit', renewal: 'AUTOMATIC', ttlSeconds: 600, liveKitPolicy };
    await both('agent create', (name) => ({ name, ...room }));
    await both('agent create', (name) => ({ name, ...room, ifNotExists: true }));
    await both('agent create', (name) => ({
      name: `${name}-2`,
      provider: 'google-calendar-mcp',
      ifNotExists: true,
    }));
    await both('agent update', (name) => ({ name, overlapSeconds: 7, scopes: ['livekit.join'] }));
    await both('agent update', (name) => ({ name: `${name}-2`, enabled: false }));
    await both('agent create', (where) => ({ name: `${where}-4`, provider: 'livekit' }));
    await both('agent delete', (where) => ({ name: `${where}-4` }));
    const keys = await both('agent key create', (name) => ({ name, ttlSeconds: 86_400 }));
    await both('agent bind', (name) => ({ agent: name, subject: `subject ${name}` }));
    await both('token generate', (agent) => ({ agent, note: 'the first' }));
    await both('token generate', (agent) => ({ agent: `${agent}-3`, provider: 'livekit' }));
    const rotated = await both('token rotate', (agent) => ({ agent, overlapSeconds: 60 }));
    for (const where of ['here', 'there']) {
      await same('agent show', { name: where });
      await same('agent key list', { name: where });
      await same('agent subjects', { name: where });
      await same('token current', { name: where });
    }
    await same('token current', { name: 'here-2' });
    await same('agent list', {});
    await same('agent names', {});
    await same('token list', {});
    await same('token list', { agent: 'here', provider: 'livekit', status: 'RETIRING' });
    await both('token revoke', (where) => ({ id: idOf(rotated[where], 'integrationToken') }));
    await both('token revoke all', (agent) => ({ agent, reason: 'a test' }));
    await both('agent key revoke', (where) => ({ id: idOf(keys[where], 'agentKey') }));
    await both('agent unbind', (name) => ({ subject: `subject ${name}` }));

    const agents = { agents: ['here-2'] };
    await both('google connect', () => ({ ...agents, loginHint: OTHER_ACCOUNT }));
    await both('google import', async () => {
      const scope = 'https://www.googleapis.com/auth/calendar.events';
      const { refreshToken } = await gateway.google.grant(['openid', scope], OTHER_ACCOUNT);
      return { ...agents, refreshToken, scopes: ['calendar.write'] };
    });
    gateway.google.faults.on(
      { request: 'POST /oauth2/token', times: 2 },
      { kind: 'answer', status: 200, body: SERVICE_ACCOUNT_ANSWER },
    );
    const keyFile = await serviceAccountKey();
    await both('google import service account', () => ({ agents: [], keyFile }));
    await same('google list', {});
    const bound = { connection: OTHER_ACCOUNT, agents: ['there-2'] };
    await both('google bind', () => bound);
    await both('google unbind', () => bound);
    await run.here('google disconnect', { connection: OTHER_ACCOUNT });
    await both('status', () => ({}));
    await same('google disconnect', { connection: OTHER_ACCOUNT });
    expect([...compared].sort()).toEqual(
      Object.keys(remoteOperations(() => Promise.reject(new Error('Not asked.')))).sort(),
    );
  });

  test.for<[name: string, args: Arguments]>([
    ['agent create', { name: 'no name', provider: 'livekit', ttlSeconds: 5 }],
    ['agent create', { name: 'a', provider: 'webex' }],
    ['agent show', { name: 'nobody' }],
    ['agent show', { name: 'no name' }],
    ['agent key list', { name: 'nobody' }],
    ['agent subjects', { name: 'nobody' }],
    ['agent update', { name: 'nobody', enabled: false }],
    ['agent delete', { name: 'nobody' }],
    ['agent key create', { name: 'nobody' }],
    ['agent key revoke', { id: ABSENT_ID }],
    ['agent key revoke', { id: 'no id' }],
    ['agent bind', { agent: 'nobody', subject: 'x' }],
    ['agent unbind', { subject: ' ' }],
    ['token generate', { agent: 'nobody' }],
    ['token generate', { agent: 'no name', provider: 'livekit', ttlSeconds: 5 }],
    ['token rotate', { agent: 'no name', reason: 'x'.repeat(501) }],
    ['token revoke', { id: ABSENT_ID }],
    ['token revoke', { id: 'no id' }],
    ['token revoke all', { agent: 'nobody' }],
    ['token list', { status: 'OLD' }],
    ['token list', { provider: 'webex' }],
    ['token list', { agent: 'no name' }],
    ['token current', { name: 'nobody' }],
    ['google connect', { agents: ['nobody'] }],
    ['google import', { agents: [], refreshToken: 'no token' }],
    ['google import service account', { agents: [], keyFile: '{}' }],
    ['google disconnect', { connection: 'nobody@example.com' }],
    ['google bind', { connection: 'nobody@example.com', agents: [] }],
    ['google unbind', { connection: 'nobody@example.com', agents: [] }],
  ])('is refused in the same words: %s %j', async ([name, args], { gateway }) => {
    const run = runners(gateway);
    const [here, there] = await Promise.all([
      refusal(run.here, name, args),
      refusal(run.there, name, args),
    ]);
    expect(there).toEqual(here);
  });
});

const SERVICE_ACCOUNT_ANSWER = JSON.stringify({
  access_token: 'of a service account',
  token_type: 'Bearer',
  expires_in: 3_599,
});

async function serviceAccountKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return JSON.stringify({
    type: 'service_account',
    client_email: 'robot@project.iam.gserviceaccount.com',
    private_key: await exportPKCS8(privateKey),
  });
}

function idOf(result: Arguments, field: string): unknown {
  return (result[field] as { id: string }).id;
}

async function refusal(run: RunOperation, name: string, args: Arguments) {
  try {
    await run(name, args);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, reason, message, problems } = error;
    // What commands put their own names into; the message repeats them.
    return { code, reason, problems, said: problems.length > 0 ? undefined : message };
  }
  throw new Error('It was not refused.');
}
