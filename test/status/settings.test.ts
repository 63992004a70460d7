import { randomBytes } from 'node:crypto';

import { describe, expect, inject, test } from 'vitest';

import { gatewayActor } from '../../src/platform/actor.js';
import { createTestDatabase } from '../support/database.js';
import { openFeedGate } from '../support/feed-gate.js';
import { startGateway, type GatewayOptions, type TestGateway } from '../support/gateway.js';
import { googleEnv } from '../support/google-gateway.js';
import { startGoogleEmulator } from '../support/google/google-emulator.js';
import { ViewerQuery } from '../support/operations.js';
import { createSeverableDatabase } from '../support/severable-database.js';
import { foundAs, statusOf } from '../support/status.js';
import { TestClock } from '../support/test-clock.js';

async function on<T>(
  options: GatewayOptions,
  look: (gateway: TestGateway) => Promise<T>,
): Promise<T> {
  const gateway = await startGateway(options);
  try {
    return await look(gateway);
  } finally {
    await gateway.stop();
  }
}

const GOOGLE_CLIENT = { GOOGLE_CLIENT_ID: 'client', GOOGLE_CLIENT_SECRET: 'secret-of-a-client' };
/** Nothing listens at port 9, and nothing outside this machine is asked. */
const NO_GOOGLE = {
  GOOGLE_API_ROOT_URL: 'http://127.0.0.1:9',
  GOOGLE_OAUTH_ROOT_URL: 'http://127.0.0.1:9',
};

test('a gateway as it comes needs no attention, and says what is off', async () => {
  await on({}, async (gateway) => {
    const { version, findings } = await statusOf(gateway);
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    // A pooler in transaction mode is something to see to.
    const isDeaf = inject('postgres').variant === 'pgbouncer';
    const attention = findings.filter(({ level }) => level === 'ATTENTION');
    expect(attention.map(({ code }) => code)).toEqual(isDeaf ? ['FEED_SILENT'] : []);
    const codes = findings.map(({ code }) => code);
    for (const code of ['GATEWAY_RUNNING', 'DATABASE_REACHABLE', 'MIGRATIONS_APPLIED']) {
      expect(codes).toContain(code);
    }
    if (!isDeaf) expect(codes).toContain('FEED_LIVE');
    const off = findings.filter(({ code }) => code === 'FEATURE_OFF');
    expect(off.map(({ subject }) => subject)).toContain('Google accounts');
    for (const { action } of off) expect(action).toMatch(/^Set [A-Z_]+/);
  });
});

test('no secret of the settings is in a status', async () => {
  const secrets = {
    LIVEKIT_API_SECRET: randomBytes(24).toString('base64url'),
    GOOGLE_CLIENT_SECRET: randomBytes(24).toString('base64url'),
    SUPERUSER_KEY: randomBytes(24).toString('base64url'),
  };
  const env = {
    ...secrets,
    ...NO_GOOGLE,
    LIVEKIT_URL: 'ws://127.0.0.1:9',
    LIVEKIT_API_KEY: 'devkey',
    GOOGLE_CLIENT_ID: 'client',
  };
  await on({ env }, async (gateway) => {
    const superuser = { authorization: `Bearer ${secrets.SUPERUSER_KEY}` };
    const text = JSON.stringify(await statusOf({ ...gateway, superuser }));
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
    const { password, username } = new URL(gateway.database.url);
    if (password !== '') expect(text).not.toContain(`${username}:${password}`);
    expect(text).not.toContain('postgres://');
    expect(text).not.toContain('token_encryption');
  });
});

describe('the redirect URI', () => {
  test('is the one to register at Google', async () => {
    const env = { ...GOOGLE_CLIENT, ...NO_GOOGLE, PUBLIC_URL: 'https://gateway.example.com' };
    await on({ env }, async (gateway) => {
      const [found] = await foundAs(gateway, 'GOOGLE_REDIRECT_URI');
      expect(found?.message).toContain('https://gateway.example.com/oauth/google/callback.');
      expect(await foundAs(gateway, 'PUBLIC_URL_INSECURE')).toEqual([]);
    });
  });

  test('cannot be one by http, but for this machine', async () => {
    const env = { ...GOOGLE_CLIENT, ...NO_GOOGLE, PUBLIC_URL: 'http://gateway.example.com' };
    await on({ env }, async (gateway) => {
      expect(await foundAs(gateway, 'PUBLIC_URL_INSECURE')).toMatchObject([{ level: 'ATTENTION' }]);
    });
  });
});

describe('trusted networks', () => {
  test.each<[networks: string, code: string, said: string]>([
    ['', 'TRUSTED_NETWORKS', 'No network is trusted: whoever reads a current token needs'],
    ['127.0.0.0/8,::1/128', 'TRUSTED_NETWORKS', 'Programs on this machine read all current tokens'],
    ['127.0.0.1,10.1.0.0/16', 'TRUSTED_NETWORKS', 'on this machine and in 10.1.0.0/16 read all'],
    ['10.1.0.0/16', 'TRUSTED_NETWORKS', 'Programs in 10.1.0.0/16 read all current tokens'],
    ['0.0.0.0/0', 'TRUSTED_NETWORKS_OPEN', '0.0.0.0/0 is every address'],
  ])('%j is told in plain words', async (networks, code, said) => {
    await on({ env: { AGENT_SYNC_TRUSTED_NETWORKS: networks } }, async (gateway) => {
      const { findings } = await statusOf(gateway);
      const found = findings.filter((one) => one.code.startsWith('TRUSTED_NETWORKS'));
      expect(found.map((one) => one.code)).toEqual([code]);
      expect(found[0]?.message).toContain(said);
    });
  });

  test('that are not used because of a proxy need attention', async () => {
    const env = { PUBLIC_URL: 'https://gateway.example.com' };
    await on({ env }, async (gateway) => {
      expect(await foundAs(gateway, 'TRUSTED_NETWORKS_UNUSED')).toMatchObject([
        { level: 'ATTENTION', action: expect.stringContaining('TRUST_PROXY') as string },
      ]);
    });
  });
});

describe('a proxy in front', () => {
  const FORWARDED = { 'x-forwarded-for': '192.0.2.7' };

  test('is told of when nobody announced it, by requests that anybody could not send', async () => {
    await on({}, async (gateway) => {
      await gateway.send(ViewerQuery, {}, FORWARDED);
      expect(await foundAs(gateway, 'PROXY_UNANNOUNCED')).toEqual([]);
      await gateway.send(ViewerQuery, {}, { ...gateway.superuser, ...FORWARDED });
      const [found] = await foundAs(gateway, 'PROXY_UNANNOUNCED');
      expect(found).toMatchObject({ level: 'ATTENTION', subject: '127.0.0.1' });
      expect(found?.message).toContain('x-forwarded-for');
    });
  });

  test('is as it was announced, or was passed by', async () => {
    await on({ env: { TRUST_PROXY: '1' } }, async (gateway) => {
      const headers = { ...gateway.superuser, ...FORWARDED };
      await gateway.send(ViewerQuery, {}, headers);
      const { findings } = await statusOf({ ...gateway, superuser: headers });
      expect(findings.filter(({ code }) => code.startsWith('PROXY_'))).toEqual([]);
      expect(await foundAs(gateway, 'PROXY_PASSED_BY')).toMatchObject([{ level: 'NOTE' }]);
    });
  });
});

describe('the clock', () => {
  test('is compared with Google’s and found right or wrong', async () => {
    const google = await startGoogleEmulator();
    const clock = new TestClock(new Date(performance.timeOrigin + performance.now()));
    await on({ env: googleEnv(google), clock }, async (gateway) => {
      expect(await foundAs(gateway, 'CLOCK_RIGHT')).toMatchObject([{ subject: 'Google' }]);
      clock.advance(-120);
      const [found] = await foundAs(gateway, 'CLOCK_SKEWED');
      expect(found).toMatchObject({ level: 'ATTENTION', subject: 'Google' });
      expect(found?.message).toMatch(/^Google's clock is 1[12]\d seconds ahead of the gateway's/);
    });
    await google.stop();
  });

  test('cannot be compared with those who do not answer', async () => {
    const google = await startGoogleEmulator();
    google.faults.on({ request: 'HEAD /' }, { kind: 'hang' });
    const liveKit = { LIVEKIT_API_KEY: 'devkey', LIVEKIT_API_SECRET: 'secret' };
    const env = { ...googleEnv(google), ...liveKit, LIVEKIT_URL: 'ws://127.0.0.1:9' };
    await on({ env }, async (gateway) => {
      const startedAtMs = performance.now();
      const found = await foundAs(gateway, 'UPSTREAM_UNREACHABLE');
      expect(performance.now() - startedAtMs).toBeLessThan(20_000);
      expect(found.map(({ subject }) => subject)).toEqual(['Google', 'LiveKit']);
    });
    google.faults.clear();
    await google.stop();
  });
});

test('a database that is away is a finding, beside what needs none', async () => {
  const database = await createSeverableDatabase();
  await on({ database }, async (gateway) => {
    database.sever();
    const { findings } = await statusOf(gateway);
    const codes = findings.map(({ code }) => code);
    expect(codes).toEqual(
      expect.arrayContaining(['DATABASE_UNREACHABLE', 'FEATURES', 'CLOCK_UNKNOWN']),
    );
    expect(codes).not.toContain('AGENTS');
  });
  await database.drop();
});

test('changes that do not arrive are a finding', async () => {
  const database = await createTestDatabase();
  const gate = await openFeedGate(database.directUrl);
  await on({ database: { ...database, url: gate.url } }, async (gateway) => {
    await expect.poll(() => foundAs(gateway, 'FEED_LIVE')).toHaveLength(1);
    gate.silence();
    await expect.poll(() => foundAs(gateway, 'FEED_SILENT')).toHaveLength(1);
  });
  await gate.close();
  await database.drop();
});

test('a gateway that nobody can govern says so on its own machine', async () => {
  await on({ env: { SUPERUSER_KEY: '' } }, async ({ app }) => {
    await app.services.superusers.keys.revoke('bootstrap', gatewayActor);
    const { findings } = await app.services.status.lookAtRunning();
    expect(findings.find(({ code }) => code === 'SUPERUSER_MISSING')?.level).toBe('ATTENTION');
  });
});
