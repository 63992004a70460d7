import { randomUUID } from 'node:crypto';

import { expect } from 'vitest';

import { gatewayActor } from '../../src/platform/actor.js';
import { createRedact } from '../../src/platform/secrets/redact.js';
import {
  connect,
  connectionOf,
  consentUrl,
  googleTest,
  readAccessToken,
  readPage,
  startGoogleGateway,
  tokenReader,
  type GoogleGateway,
} from '../support/google-gateway.js';
import { EMULATED_CLIENT } from '../support/google/google-emulator.js';
import { firstError, withSql } from '../support/tokens.js';

const OLD_KEY = `old:${Buffer.alloc(32, 1).toString('base64')}`;
const NEW_KEY = `new:${Buffer.alloc(32, 2).toString('base64')}`;

const test = googleTest({ env: { TOKEN_ENCRYPTION_KEYS: OLD_KEY } });

/** Every row of every table as text, bytes as the letters they may stand for. */
async function everythingStored(gateway: GoogleGateway): Promise<string> {
  return withSql(gateway.database, async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'public'`;
    const rows = await Promise.all(tables.map(({ name }) => sql`select * from ${sql(name)}`));
    return rows
      .flat()
      .flatMap((row) => Object.values(row) as unknown[])
      .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value)))
      .join('\n');
  });
}

test('no secret of Google’s is stored in the clear, logged, or shown in an error', async ({
  gateway,
}) => {
  const secrets: string[] = [EMULATED_CLIENT.secret];
  gateway.google.faults.on(
    { request: 'POST /oauth2/token', times: 2 },
    {
      kind: 'change',
      change: (body) => {
        secrets.push(...[body['access_token'], body['refresh_token']].map(String));
        return body;
      },
    },
  );
  const agent = await tokenReader(gateway);
  const url = await consentUrl(gateway, { agents: [agent.name] });
  const { redirectTo, code, state } = await gateway.google.consent(url);
  secrets.push(code, state ?? '');
  const page = await readPage(redirectTo);
  gateway.clock.advance(3_600);
  await readAccessToken(gateway, agent.headers);
  expect(secrets.filter((secret) => secret.startsWith('google_')).length).toBeGreaterThan(2);

  // An answer that cannot be read is the likeliest to be shown.
  const leaked = `google_leaked_${randomUUID()}`;
  secrets.push(leaked);
  gateway.google.faults.on(
    { request: 'POST /oauth2/token' },
    { kind: 'answer', status: 200, body: JSON.stringify({ access_token: [leaked] }) },
  );
  gateway.clock.advance(3_600);
  const failed = await readAccessToken(gateway, agent.headers);
  gateway.google.faults.clear();
  expect(firstError(failed).reason).toBe('malformedReply');

  const places = {
    stored: await everythingStored(gateway),
    logged: gateway.log.join('\n'),
    page: page.text,
    error: JSON.stringify(failed.errors),
    listed: JSON.stringify(await connectionOf(gateway)),
  };
  for (const [place, said] of Object.entries(places)) {
    const shown = secrets.filter((secret) => secret !== 'undefined' && said.includes(secret));
    expect({ place, shown }).toEqual({ place, shown: [] });
  }
});

test('tokens in the form of Google’s are taken out of whatever is printed', () => {
  const redact = createRedact();
  expect(redact('a ya29.a0AfH6SMBx-y_z1234567890 b')).toBe('a ya29.[redacted] b');
  expect(redact('"1//0gabcdefghij-KLMNOP_q"')).toBe('"1//0[redacted]"');
  expect(redact('GOCSPX-abcdefghijkl')).toBe('GOCSPX-[redacted]');
});

test('keys are rotated for connections as for tokens, and nothing needs a new consent', async ({
  gateway,
}) => {
  const agent = await tokenReader(gateway);
  await connect(gateway, { agents: [agent.name] });
  const both = await startGoogleGateway({
    google: gateway.google,
    database: gateway.database,
    clock: gateway.clock,
    env: { TOKEN_ENCRYPTION_KEYS: `${NEW_KEY},${OLD_KEY}` },
  });
  const rotation = both.app.services.keyRotation;
  const oldKey = async () => (await rotation.list()).find(({ id }) => id === 'old');
  expect(await oldKey()).toMatchObject({ googleConnections: 1 });
  let step = await rotation.step(null, 1);
  while (step.next) step = await rotation.step(step.next, 1);
  expect(step.left).toBe(0);
  await rotation.end({ outcome: 'COMPLETED', reencrypted: 1, unreadable: 0 }, gatewayActor);
  expect(await oldKey()).toMatchObject({ googleConnections: 0, liveTokens: 0 });
  await both.stop();

  const after = await startGoogleGateway({
    google: gateway.google,
    database: gateway.database,
    clock: gateway.clock,
    env: { TOKEN_ENCRYPTION_KEYS: NEW_KEY },
  });
  gateway.clock.advance(3_600);
  expect((await readAccessToken(after, agent.headers)).errors).toEqual([]);
  await after.stop();
  // Where the new key is missing, that is said, and the connection is not given up.
  gateway.clock.advance(3_600);
  const { id } = await connectionOf(gateway);
  const lacking = await readAccessToken(gateway, gateway.superuser, id);
  expect(firstError(lacking)).toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    reason: 'ENCRYPTION_KEY_MISSING',
  });
});
