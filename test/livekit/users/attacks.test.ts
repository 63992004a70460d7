import { createHmac, createPublicKey } from 'node:crypto';

import { expect } from 'vitest';

import { liveKitAgent } from '../../support/livekit/gateway.js';
import { usersTest } from '../../support/livekit/user-gateway.js';
import { askAs, USERS_AUDIENCE } from '../../support/livekit/users.js';
import { TestIssuer } from '../../support/oidc-issuer.js';
import { ViewerQuery } from '../../support/operations.js';
import { bearer, providerHeader, uniqueName } from '../../support/tokens.js';

const OIDC_AUDIENCE = 'token-gateway';

/** Users, agents and superusers have the same issuer. */
const test = usersTest({
  rules: [
    { when: { group: 'named' }, identity: '{{claims.sub}}', name: '{{claims.nick}}', rooms: ['*'] },
    { when: { group: 'mail' }, identity: '{{claims.email}}', rooms: ['*'] },
    {
      when: { group: 'odd' },
      identity: '{{claims.sub}}',
      rooms: ['odd-{{claims.constructor}}', '{{claims.__proto__}}'],
    },
    {
      when: {},
      identity: '{{claims.sub}}',
      metadata: '{"sub":"{{claims.sub}}"}',
      attributes: { org: '{{claims.org}}' },
      rooms: ['{{claims.org}}-*'],
    },
  ],
  issuerSettings: ({ settings }) => ({
    ...settings,
    OIDC_SUPERUSER_CLIENTS: 'console',
  }),
});

test.for<[string, object]>([
  ['participant_identity', { participant_identity: 'victim' }],
  ['participant_metadata', { participant_metadata: '{"sub":"victim"}' }],
  ['participant_attributes', { participant_attributes: { org: 'other' } }],
  ['participant_attributes', { participant_attributes: { org: 'acme', role: 'admin' } }],
  ['participant_attributes', { participant_attributes: { 'sip.phoneNumber': '+1' } }],
  ['room_name', { room_name: 'other-1' }],
  ['room_name', { room_name: 'acme' }],
  ['room_config', { room_config: { max_participants: 1 } }],
  ['room_config.agents', { room_config: { agents: [{ agent_name: 'helper', metadata: 'm' }] } }],
])('a user cannot choose %s: %j', async ([argument, body], { gateway, issuer }) => {
  const refused = await askAs(gateway, await issuer.sign({ sub: 'eve', org: 'acme' }), body);
  expect([refused.status, refused.refusal]).toEqual([403, ['FORBIDDEN', 'OUTSIDE_POLICY']]);
  expect(refused.body.errors?.[0]?.extensions.argument).toBe(argument);
});

test('a user may repeat what the rule says, and no other name where it says one', async ({
  gateway,
  issuer,
}) => {
  const jwt = await issuer.sign({ sub: 'eve', org: 'acme' });
  const same = {
    participant_identity: 'eve',
    participant_metadata: '{"sub":"eve"}',
    participant_attributes: { org: 'acme' },
  };
  expect((await askAs(gateway, jwt, same)).status).toBe(201);
  const named = await issuer.sign({ sub: 'eve', group: 'named', nick: 'Eve' });
  expect((await askAs(gateway, named, { participant_name: 'Eve' })).status).toBe(201);
  const refused = await askAs(gateway, named, { participant_name: 'Ann' });
  expect(refused.body.errors?.[0]?.extensions.argument).toBe('participant_name');
});

test.for<[string, Record<string, unknown>]>([
  ['a wildcard', { org: '*' }],
  ['a wildcard in it', { org: 'a*' }],
  ['a NUL character', { org: 'a\0' }],
  ['half a character', { org: '\uD83D' }],
  ['a NUL character elsewhere', { org: 'a', other: { deep: ['\0'] } }],
  ['a name that is too long', { org: 'a'.repeat(300) }],
  ['an identity that is too long', { org: 'a', sub: 'ä'.repeat(200) }],
])('a claim with %s opens no room', async ([, claims], { gateway, issuer }) => {
  const { status, refusal } = await askAs(gateway, await issuer.sign({ sub: 'eve', ...claims }));
  expect([status, refusal]).toEqual([403, ['FORBIDDEN', 'CLAIM_UNUSABLE']]);
});

test.for<[string, Record<string, unknown>, string]>([
  ['missing', {}, 'claim org'],
  ['null', { org: null }, 'claim org'],
  ['empty', { org: '' }, 'claim org'],
  ['a list', { org: ['acme'] }, 'claim org'],
  ['an object', { org: { name: 'acme' } }, 'claim org'],
  ['not verified', { group: 'mail', email: 'ann@example.com' }, 'claim email'],
  [
    'said to be verified by a text',
    { group: 'mail', email: 'ann@example.com', email_verified: 'true' },
    'claim email',
  ],
  ['a number that is read as others are too', { org: 2 ** 53 }, 'claim org'],
  ['everybody’s by birth', { group: 'odd' }, 'claim constructor'],
  ['a prototype', { group: 'odd', constructor: 'a' }, 'claim __proto__'],
])('a claim that is %s is named', async ([, claims, name], { gateway, issuer }) => {
  const answer = await askAs(gateway, await issuer.sign({ sub: 'eve', ...claims }));
  expect([answer.status, answer.refusal]).toEqual([403, ['FORBIDDEN', 'CLAIM_MISSING']]);
  expect(answer.message).toContain(name);
});

test('the identities of agents, and what is generated for others, are no user’s', async ({
  gateway,
  issuer,
}) => {
  const agent = await liveKitAgent(gateway);
  const generated = `-${'0'.repeat(18)}`;
  for (const sub of [agent.name, `${agent.name}${generated}`, `participant${generated}`]) {
    const refused = await askAs(gateway, await issuer.sign({ sub, org: 'acme' }));
    expect([sub, refused.status, refused.refusal[1]]).toEqual([sub, 403, 'OUTSIDE_POLICY']);
    expect(refused.body.errors?.[0]?.extensions.argument).toBe('participant_identity');
  }
});

test('two users get no identity in common while one may be in the room', async ({
  gateway,
  issuer,
}) => {
  const rule = { group: 'mail', email: 'ann@example.com', email_verified: true };
  const room = { room_name: 'shared' };
  const ask = async (sub: string, body = room) =>
    askAs(gateway, await issuer.sign({ ...rule, sub }), body);
  expect((await ask('ann')).status).toBe(201);
  expect((await ask('ann')).status).toBe(201);
  const taken = await ask('eve');
  expect([taken.status, taken.refusal]).toEqual([403, ['FORBIDDEN', 'IDENTITY_TAKEN']]);
  expect((await ask('eve', { room_name: 'elsewhere' })).status).toBe(201);
});

test('a JWT that is wrong in any way is no user’s', async ({ gateway, issuer }) => {
  const good = { sub: 'eve', org: 'acme' };
  const now = Math.floor(gateway.clock.now().getTime() / 1000);
  const stranger = await TestIssuer.start(gateway.clock);
  const [key] = issuer.publicKeys;
  const pem = createPublicKey({ key: { ...key }, format: 'jwk' }).export({
    type: 'spki',
    format: 'pem',
  });
  const [header = '', payload = '', signature = ''] = (await issuer.sign(good)).split('.');
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const byPublicKey = `${encode({ alg: 'HS256', kid: key?.['kid'] })}.${payload}`;
  const other = encode({ ...good, iss: issuer.url, aud: USERS_AUDIENCE, iat: now, exp: now + 300 });
  const cases: [string, string, string][] = [
    ['expired', await issuer.sign({ ...good, exp: now - 31 }), 'EXPIRED'],
    ['not yet valid', await issuer.sign({ ...good, nbf: now + 60 }), 'MALFORMED'],
    ['of the future', await issuer.sign({ ...good, iat: now + 60 }), 'MALFORMED'],
    ['for another audience', await issuer.sign({ ...good, aud: 'other' }), 'MALFORMED'],
    ['for none', await issuer.sign({ ...good, aud: undefined }), 'MALFORMED'],
    ['a stranger’s', await stranger.sign({ ...good, aud: USERS_AUDIENCE }), 'MALFORMED'],
    [
      'a stranger’s in our issuer’s name',
      await stranger.sign({ ...good, aud: USERS_AUDIENCE, iss: issuer.url }),
      'MALFORMED',
    ],
    ['unsigned', `${encode({ alg: 'none' })}.${payload}.`, 'MALFORMED'],
    [
      'signed by the public key',
      `${byPublicKey}.${createHmac('sha256', pem).update(byPublicKey).digest('base64url')}`,
      'MALFORMED',
    ],
    ['of a changed payload', `${header}.${other}.${signature}`, 'MALFORMED'],
    ['bound to a key', await issuer.sign({ ...good, cnf: { jkt: 'k' } }), 'MALFORMED'],
    ['a logout token', await issuer.sign({ ...good, events: {} }), 'MALFORMED'],
    ['of another type', await issuer.sign(good, { header: { typ: 'logout+jwt' } }), 'MALFORMED'],
    ['of a long subject', await issuer.sign({ ...good, sub: 's'.repeat(256) }), 'MALFORMED'],
    ['of no subject', await issuer.sign({ ...good, sub: '' }), 'MALFORMED'],
  ];
  await stranger.goDown();
  for (const [what, jwt, reason] of cases) {
    const { status, refusal, body } = await askAs(gateway, jwt);
    expect([what, status, refusal]).toEqual([what, 401, ['UNAUTHENTICATED', reason]]);
    expect(JSON.stringify(body)).not.toContain(jwt.split('.')[1]);
  }
  expect(gateway.log.join('')).not.toContain(payload);
});

test('a JWT for agents and superusers is none of a user, even if it is for both', async ({
  gateway,
  issuer,
}) => {
  for (const aud of [OIDC_AUDIENCE, [USERS_AUDIENCE, OIDC_AUDIENCE]]) {
    const refused = await askAs(gateway, await issuer.sign({ sub: 'eve', org: 'acme', aud }));
    expect([refused.status, refused.refusal[1]]).toEqual([403, 'AGENT_REQUIRED']);
  }
  const admin = { groups: ['token-gateway-admins'], azp: 'console', org: 'acme' };
  const both = await issuer.sign({ ...admin, aud: [USERS_AUDIENCE, OIDC_AUDIENCE] });
  const asSuperuser = await askAs(gateway, both, { room_name: 'any', participant_identity: 'x' });
  expect(asSuperuser.status).toBe(201);
  const asUser = await askAs(gateway, await issuer.sign(admin), { room_name: 'any' });
  expect(asUser.status).toBe(403);
});

test('a user’s JWT is good for nothing else', async ({ gateway, issuer }) => {
  const admin = { sub: 'eve', org: 'acme', groups: ['token-gateway-admins'], azp: 'console' };
  const headers = bearer(await issuer.sign(admin));
  const { errors } = await gateway.send(ViewerQuery, {}, headers);
  expect(errors[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'MALFORMED' });
  for (const path of ['/mcp', '/oauth/token', '/oauth/introspect', '/metrics']) {
    const isRead = path === '/metrics';
    const response = await fetch(`${gateway.url}${path}`, {
      method: isRead ? 'GET' : 'POST',
      headers: {
        ...headers,
        ...(path.startsWith('/oauth')
          ? { 'content-type': 'application/x-www-form-urlencoded' }
          : { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }),
      },
      ...(!isRead && {
        body: path.startsWith('/oauth')
          ? 'grant_type=client_credentials&token=x'
          : JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
      }),
    });
    expect([path, response.status]).toEqual([path, 401]);
  }
});

test('a user’s JWT beside another credential is refused', async ({ gateway, issuer }) => {
  const agent = await liveKitAgent(gateway, ['livekit.join'], uniqueName('beside'));
  const jwt = await issuer.sign({ sub: 'eve', org: 'acme' });
  const beside = await askAs(gateway, jwt, {}, providerHeader('LIVEKIT', agent.secret));
  expect(beside.status).toBe(401);
});
