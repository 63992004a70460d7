import { afterAll, beforeAll, expect, test } from 'vitest';

import { startGateway, type TestGateway } from '../support/gateway.js';
import { CurrentTokenQuery, GenerateTokenMutation, ViewerQuery } from '../support/operations.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
});

afterAll(() => gateway.stop());

test('an agent fetches its token, sends it in its header, and is recognised', async () => {
  const current = await gateway.send(CurrentTokenQuery, { agent: 'livekit' });
  expect(current.data?.currentToken).toMatchObject({ valid: true, header: 'X-LiveKit-Token' });
  const token = current.data?.currentToken.token ?? '';
  expect(token).toMatch(/^itg_lk_[0-9A-Za-z]{49}$/);
  const viewer = await gateway.send(ViewerQuery, {}, { 'X-LiveKit-Token': token });
  expect(viewer.data?.viewer).toEqual({
    kind: 'AGENT',
    name: 'livekit',
    provider: 'LIVEKIT',
    scopes: ['livekit.join'],
  });
});

test('a token is refused in the very instant of its expiry, and good until then', async () => {
  const made = await gateway.send(
    GenerateTokenMutation,
    { input: { provider: 'GOOGLE_CALENDAR_MCP', agent: 'short-lived', ttlSeconds: 60 } },
    gateway.superuser,
  );
  const headers = { 'X-Google-MCP-Token': made.data?.generateToken.token ?? '' };
  gateway.clock.advance(59.999);
  expect((await gateway.send(ViewerQuery, {}, headers)).status).toBe(200);
  gateway.clock.advance(0.001);
  const refused = await gateway.send(ViewerQuery, {}, headers);
  expect(refused.status).toBe(401);
  expect(refused.errors[0]?.extensions).toMatchObject({
    code: 'UNAUTHENTICATED',
    reason: 'EXPIRED',
  });
  expect(refused.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
});
