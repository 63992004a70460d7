import { decodeJwt } from 'jose';
import { TokenSource } from 'livekit-client';
import postgres from 'postgres';
import { expect } from 'vitest';

import { AuditEventsQuery } from '../../support/operations.js';
import { usersTest } from '../../support/livekit/user-gateway.js';
import { askAs } from '../../support/livekit/users.js';
import { bearer } from '../../support/tokens.js';

const ORIGIN = 'https://app.example';

const test = usersTest({
  env: { CORS_ORIGINS: ORIGIN },
  rules: [
    {
      when: { 'realm_access.roles': 'support' },
      identity: 'support/{{claims.sub}}',
      name: '{{claims.name}}, support',
      metadata:
        '{"user":"{{claims.sub}}","groups":"{{claims.groups}}","vip":{"plan":"{{claims.plan}}"}}',
      attributes: { plan: '{{claims.plan}}', level: '{{claims.level}}', 'lk.seat': '{{identity}}' },
      rooms: ['*'],
      ttlSeconds: 120,
      publishSources: ['MICROPHONE'],
      canUpdateOwnMetadata: true,
      canConfigureRooms: true,
    },
    {
      when: { 'https://example.com/tenant': true },
      identity: '{{claims.https://example.com/id}}',
      rooms: ['{{claims.https://example.com/id}}'],
      canPublish: false,
    },
    {
      when: { email: ['ann@example.com', 'bob@example.com'] },
      identity: '{{claims.email}}',
      rooms: ['mail-*'],
    },
    {
      when: { org: 'acme' },
      identity: '{{claims.sub}}',
      rooms: ['{{claims.org}}-*'],
      sharesE2eeKey: true,
    },
  ],
});

test('livekit-client’s TokenSource gets a room token with the application’s JWT alone', async ({
  gateway,
  liveKit,
  issuer,
}) => {
  const jwt = await issuer.sign({ sub: 'ada', org: 'acme' });
  const source = TokenSource.endpoint(`${gateway.url}/livekit/token`, { headers: bearer(jwt) });
  const first = await source.fetch({});
  expect(first.serverUrl).toBe(liveKit.env.LIVEKIT_URL);
  expect(decodeJwt(first.participantToken)).toMatchObject({
    sub: 'ada',
    video: { room: expect.stringMatching(/^acme-[0-9a-f]{18}$/) as unknown },
  });
  const { participantToken } = await source.fetch({
    roomName: 'acme-7',
    participantName: 'Ada',
    participantIdentity: 'ada',
  });
  const claims = decodeJwt<Record<string, unknown>>(participantToken);
  expect(claims).toEqual({
    iss: liveKit.env.LIVEKIT_API_KEY,
    sub: 'ada',
    name: 'Ada',
    nbf: claims.nbf,
    exp: (claims.nbf ?? 0) + 900,
    video: {
      roomJoin: true,
      room: 'acme-7',
      canPublish: true,
      canSubscribe: true,
      canPublishData: true,
      canUpdateOwnMetadata: false,
    },
  });
  const visit = await liveKit.join(participantToken);
  await visit.leave();
});

test('a rule decides on everything that a room token says', async ({ gateway, issuer }) => {
  const jwt = await issuer.sign({
    sub: 'sue',
    name: 'Sue "S" \\',
    groups: ['a', 'b'],
    plan: '","role":"admin',
    level: 7,
    realm_access: { roles: ['support'] },
  });
  const body = { room_name: 'anything', room_config: { max_participants: 2 } };
  const { status, body: answer } = await askAs(gateway, jwt, body);
  expect(status).toBe(201);
  expect(answer.participant_name).toBe('Sue "S" \\, support');
  const claims = decodeJwt<{ metadata: string; nbf: number }>(answer.participant_token);
  expect(claims).toMatchObject({
    sub: 'support/sue',
    name: 'Sue "S" \\, support',
    exp: claims.nbf + 120,
    attributes: { plan: '","role":"admin', level: '7', 'lk.seat': 'support/sue' },
    video: { room: 'anything', canPublishSources: ['microphone'], canUpdateOwnMetadata: true },
    roomConfig: { maxParticipants: 2 },
  });
  expect(JSON.parse(claims.metadata)).toEqual({
    user: 'sue',
    groups: ['a', 'b'],
    vip: { plan: '","role":"admin' },
  });
});

test('claims with an URL as name, and verified addresses, are found', async ({
  gateway,
  issuer,
}) => {
  const byUrl = await issuer.sign({
    'https://example.com/tenant': true,
    'https://example.com/id': 42,
  });
  const { body } = await askAs(gateway, byUrl);
  expect(decodeJwt(body.participant_token)).toMatchObject({
    sub: '42',
    video: { room: '42', canPublish: false },
  });
  const byMail = await issuer.sign({ email: 'bob@example.com', email_verified: true });
  const verified = await askAs(gateway, byMail, { room_name: 'mail-1' });
  expect(decodeJwt(verified.body.participant_token).sub).toBe('bob@example.com');
});

test('the first rule that fits decides, and nobody whom none fits gets in', async ({
  gateway,
  issuer,
}) => {
  const both = await issuer.sign({
    sub: 'zoe',
    org: 'acme',
    email: 'ann@example.com',
    email_verified: true,
  });
  expect((await askAs(gateway, both, { room_name: 'acme-1' })).status).toBe(403);
  const nobody = await askAs(gateway, await issuer.sign({ sub: 'nobody', org: 'other' }));
  expect([nobody.status, nobody.refusal]).toEqual([403, ['FORBIDDEN', 'NO_USER_RULE']]);
  expect(nobody.message).toContain('LIVEKIT_USERS_RULES');
});

test('what users were given and refused is audited under their name', async ({
  gateway,
  issuer,
}) => {
  const person = { sub: 'audited', preferred_username: 'audrey' };
  await askAs(gateway, await issuer.sign({ ...person, org: 'acme' }), { room_name: 'acme-9' });
  await askAs(gateway, await issuer.sign({ ...person, org: 'other' }));
  const events = async (action: 'ROOM_TOKEN_ISSUED' | 'ACCESS_REFUSED') => {
    const variables = { filter: { action } };
    const { data } = await gateway.send(AuditEventsQuery, variables, gateway.superuser);
    return (data?.auditEvents.nodes ?? [])
      .filter(({ actorName }) => actorName?.startsWith('audrey@'))
      .map(({ actorKind, agentName, tokenId, details }) => ({
        actorKind,
        agentName,
        tokenId,
        details: JSON.parse(details) as unknown,
      }));
  };
  const user = { actorKind: 'USER', agentName: null, tokenId: null };
  expect(await events('ROOM_TOKEN_ISSUED')).toEqual([
    {
      ...user,
      details: expect.objectContaining({
        issuer: issuer.url,
        subject: 'audited',
        identity: 'audited',
        room: 'acme-9',
      }) as unknown,
    },
  ]);
  expect(await events('ACCESS_REFUSED')).toEqual([
    { ...user, details: { field: 'liveKitRoomToken', reason: 'NO_USER_RULE' } },
  ]);
  const line = gateway.log.find((one) => one.includes('"room token"') && one.includes('audrey@'));
  expect(JSON.parse(line ?? '{}')).toMatchObject({ principal: 'USER', identity: 'audited' });
});

test('whom a user’s JWT let in is written down with issuer and subject', async ({
  gateway,
  issuer,
}) => {
  await askAs(gateway, await issuer.sign({ sub: 'kept', org: 'acme' }), { room_name: 'acme-kept' });
  const sql = postgres(gateway.database.url, { max: 1 });
  const rows = await sql`select token_id, user_issuer, user_subject from room_admissions
    where room = 'acme-kept'`;
  await sql.end();
  expect([...rows]).toEqual([{ token_id: null, user_issuer: issuer.url, user_subject: 'kept' }]);
});

test('pages of the allowed origins may ask, and read refusals', async ({ gateway, issuer }) => {
  const preflight = await fetch(`${gateway.url}/livekit/token`, {
    method: 'OPTIONS',
    headers: {
      origin: ORIGIN,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
  const jwt = await issuer.sign({ org: 'other' });
  const refused = await askAs(gateway, jwt, {}, { origin: ORIGIN });
  expect(refused.status).toBe(403);
  expect(refused.headers.get('access-control-allow-origin')).toBe(ORIGIN);
});

test('users get the key of their room where their rule shares it', async ({ gateway, issuer }) => {
  const [ada, bob] = await Promise.all(
    ['ada', 'bob'].map((sub) => issuer.sign({ sub, org: 'acme' })),
  );
  const room = { room_name: 'acme-secret' };
  const first = (await askAs(gateway, ada ?? '', room)).body;
  expect(first).toMatchObject({ e2ee_key: expect.stringMatching(/^itg_ee_/) as unknown });
  expect((await askAs(gateway, bob ?? '', room)).body).toMatchObject({
    e2ee_key: 'e2ee_key' in first ? first.e2ee_key : '',
  });
  const mail = await issuer.sign({ sub: 'ann', email: 'ann@example.com', email_verified: true });
  expect((await askAs(gateway, mail, {})).body).not.toHaveProperty('e2ee_key');
});
