import { expect } from 'vitest';

import { startGateway } from '../../support/gateway.js';
import { usersTest } from '../../support/livekit/user-gateway.js';
import { askAs, USERS_AUDIENCE, writeUserRules } from '../../support/livekit/users.js';
import { bearer } from '../../support/tokens.js';

const RULES = [{ when: {}, identity: '{{claims.sub}}', rooms: ['*'] }];

const test = usersTest({
  rules: RULES,
  env: { ROOM_TOKENS_PER_MINUTE: '3', AUTH_FAILURES_PER_MINUTE: '5' },
});

test('each user gets so many room tokens a minute, of all replicas together', async ({
  gateway,
  liveKit,
  issuer,
}) => {
  const replica = await startGateway({
    database: gateway.database,
    clock: gateway.clock,
    env: {
      ...liveKit.env,
      ROOM_TOKENS_PER_MINUTE: '3',
      LIVEKIT_USERS_ISSUER: issuer.url,
      LIVEKIT_USERS_AUDIENCE: USERS_AUDIENCE,
      LIVEKIT_USERS_RULES: writeUserRules({ rules: RULES }),
    },
  });
  try {
    for (const one of [gateway, replica, gateway]) {
      expect((await askAs(one, await issuer.sign({ sub: 'busy' }))).status).toBe(201);
    }
    const refused = await askAs(replica, await issuer.sign({ sub: 'busy' }));
    expect([refused.status, refused.refusal[1]]).toEqual([429, 'TOO_MANY_ROOM_TOKENS']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await askAs(gateway, await issuer.sign({ sub: 'other' }))).status).toBe(201);
  } finally {
    await replica.stop();
  }
});

test('requests are limited by user as well', async ({ gateway, liveKit, issuer }) => {
  const limited = await startGateway({
    database: gateway.database,
    clock: gateway.clock,
    env: {
      ...liveKit.env,
      REQUESTS_PER_MINUTE: '2',
      LIVEKIT_USERS_ISSUER: issuer.url,
      LIVEKIT_USERS_AUDIENCE: USERS_AUDIENCE,
      LIVEKIT_USERS_RULES: writeUserRules({ rules: RULES }),
    },
  });
  try {
    const statuses = [];
    for (const sub of ['eager', 'eager', 'eager', 'calm']) {
      statuses.push((await askAs(limited, await issuer.sign({ sub }))).status);
    }
    expect(statuses).toEqual([201, 201, 429, 201]);
  } finally {
    await limited.stop();
  }
});

test('a new key of the issuer works at once, and one that it took back no more', async ({
  gateway,
  issuer,
}) => {
  const old = await issuer.sign({ sub: 'rotated' });
  gateway.clock.advance(11);
  await issuer.addKey('second', { drop: true });
  const next = await issuer.sign({ sub: 'rotated' }, { kid: 'second' });
  expect((await askAs(gateway, next)).status).toBe(201);
  expect((await askAs(gateway, old)).refusal[1]).toBe('MALFORMED');
});

test('an issuer that is away is no fault of the user', async ({ gateway, liveKit, issuer }) => {
  const fresh = await startGateway({
    database: gateway.database,
    clock: gateway.clock,
    env: {
      ...liveKit.env,
      LIVEKIT_USERS_ISSUER: issuer.url,
      LIVEKIT_USERS_AUDIENCE: USERS_AUDIENCE,
      LIVEKIT_USERS_RULES: writeUserRules({ rules: RULES }),
    },
  });
  const jwt = await issuer.sign({ sub: 'patient' });
  await issuer.goDown();
  try {
    const away = await askAs(fresh, jwt);
    expect([away.status, away.refusal[1]]).toEqual([503, 'OIDC_ISSUER_UNAVAILABLE']);
    expect(away.headers.get('retry-after')).toBe('10');
  } finally {
    await issuer.goUp();
    await fresh.stop();
  }
});

test('users and agents of one issuer share its keys', async ({ gateway, liveKit, issuer }) => {
  const shared = await startGateway({
    database: gateway.database,
    clock: gateway.clock,
    env: {
      ...liveKit.env,
      ...issuer.settings,
      LIVEKIT_USERS_AUDIENCE: USERS_AUDIENCE,
      LIVEKIT_USERS_RULES: writeUserRules({ rules: RULES }),
    },
  });
  try {
    const before = issuer.requests.length;
    expect((await askAs(shared, await issuer.sign({ sub: 'sharing' }))).status).toBe(201);
    const agents = await issuer.sign({ sub: 'nobody', aud: 'token-gateway' });
    await fetch(`${shared.url}/graphql?query={viewer{kind}}`, { headers: bearer(agents) });
    expect(issuer.requests.slice(before)).toHaveLength(2);
  } finally {
    await shared.stop();
  }
});

test('wrong JWTs are counted by address, and do not shut users out', async ({
  gateway,
  issuer,
}) => {
  const good = await issuer.sign({ sub: 'same-office' });
  const statuses = new Set<number>();
  for (let guess = 0; guess < 8; guess += 1) {
    statuses.add((await askAs(gateway, `${good.slice(0, -6)}AAAAA${String(guess)}`)).status);
  }
  expect([...statuses].sort()).toEqual([401, 429]);
  expect((await askAs(gateway, good)).status).toBe(201);
});
