import { describe, expect } from 'vitest';

import { providers } from '../../../src/providers/registry.js';
import { gatewayTest } from '../../support/gateway.js';
import { AuditEventsQuery } from '../../support/operations.js';
import { restApi, type AskRest } from '../../support/rest-api.js';
import {
  bearer,
  createAgentKey,
  generateToken,
  tokensOf,
  uniqueName,
} from '../../support/tokens.js';

const ABSENT_ID = '5f0c1b7e-6b1f-4b7e-9d43-0d2f4b1c7a11';

const test = gatewayTest();

let ask: AskRest;
let superuser: Readonly<Record<string, string>>;

test.beforeAll(async ({ gateway }) => {
  ask = await restApi(gateway.url);
  ({ superuser } = gateway);
});

describe.each(providers)('$displayName:', (provider) => {
  const { id, header, prefix, defaultAgent } = provider;
  const root = `/${id.toLowerCase().replaceAll('_', '-')}`;
  const other = providers.find((one) => one.id !== id) ?? provider;
  const generate = (json: unknown, headers = superuser) =>
    ask(`${root}/tokens/generate_token/`, { method: 'POST', json, headers });
  const secret = new RegExp(`^itg_${prefix}_[0-9A-Za-z]{49}$`);

  test('the current token of the default agent needs no credential on this machine', async ({
    gateway,
  }) => {
    const { status, headers, body } = await ask(`${root}/tokens/current-token/`);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      agent_name: defaultAgent,
      token: expect.stringMatching(secret) as string,
      expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      valid: true,
      message: expect.any(String) as string,
    });
    const [newest] = await tokensOf(gateway, defaultAgent);
    expect(newest?.hint).toContain(body.token.slice(-4));
  });

  test('a superuser generates, lists and reads tokens', async () => {
    const agent = uniqueName();
    const made = await generate({ agent_name: agent, expires_in: 3600, note: 'n', unknown: 1 });
    expect(made.status).toBe(201);
    const { token, valid, message, ...rest } = made.body;
    expect(token).toMatch(secret);
    expect([valid, typeof message]).toEqual([true, 'string']);
    expect(rest).toMatchObject({ agent_name: agent, status: 'ACTIVE', note: 'n' });
    expect(Date.parse(rest.expires_at) - Date.parse(rest.created_at)).toBe(3_600_000);
    const list = await ask(`${root}/tokens/?agent=${agent}&status=ACTIVE`, { headers: superuser });
    expect([list.status, list.list]).toEqual([200, [rest]]);
    const one = await ask(`${root}/tokens/${rest.id}/`, { headers: superuser });
    expect([one.status, one.body]).toEqual([200, rest]);
    const current = await ask(`${root}/tokens/current-token/?agent=${agent}`, {
      headers: { [header]: token },
    });
    expect(current.body).toMatchObject({ agent_name: agent, token, valid: true });
  });

  test('every path answers with and without its final slash', async ({ gateway }) => {
    const links = await ask(root);
    expect([links.status, (await ask(`${root}/`)).body]).toEqual([200, links.body]);
    expect(links.body).toEqual({
      tokens: `${gateway.url}/api${root}/tokens/`,
      current_token: `${gateway.url}/api${root}/tokens/current-token/`,
      generate_token: `${gateway.url}/api${root}/tokens/generate_token/`,
    });
    const json = { agent_name: uniqueName() };
    const path = `${root}/tokens/generate_token`;
    const { status, body } = await ask(path, { method: 'POST', json, headers: superuser });
    expect(status).toBe(201);
    for (const end of ['tokens', `tokens/${body.id}`, 'tokens/current-token']) {
      expect((await ask(`${root}/${end}`, { headers: superuser })).status).toBe(200);
    }
  });

  test('a form is as good as JSON, and expires_in can be left out or be null', async () => {
    const form = { agent_name: uniqueName(), expires_in: '60', note: 'from a form' };
    const path = `${root}/tokens/generate_token/`;
    const made = await ask(path, { method: 'POST', form, headers: superuser });
    expect(made.body).toMatchObject({ note: 'from a form', agent_name: form.agent_name });
    expect(Date.parse(made.body.expires_at) - Date.parse(made.body.created_at)).toBe(60_000);
    const plain = await generate({ agent_name: form.agent_name, expires_in: null, note: null });
    expect([plain.status, plain.body.note]).toEqual([201, null]);
  });

  test.each([
    [{}, 'agent_name'],
    [{ agent_name: 7 }, 'agent_name'],
    [{ agent_name: 'no spaces' }, 'agent_name'],
    [{ agent_name: 'a', expires_in: 59 }, 'expires_in'],
    [{ agent_name: 'a', expires_in: 'soon' }, 'expires_in'],
    [{ agent_name: 'a', expires_in: 90.5 }, 'expires_in'],
    [{ agent_name: 'a', expires_in: true }, 'expires_in'],
    [{ agent_name: 'a', note: ['x'] }, 'note'],
    [{ agent_name: 'a', note: 'x'.repeat(501) }, 'note'],
    [{ agent_name: 'a', note: 'NUL \0' }, 'note'],
    [{ agent_name: 'a', note: `itg_lk_${'a'.repeat(49)}` }, 'note'],
    [[], 'The request body'],
    ['"text"', 'The request body'],
    ['{', 'The request body'],
  ])('a body that cannot be used is refused by its field: case %#', async (json, name) => {
    const { status, body } = await generate(json);
    expect([status, body.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(body.detail).toMatch(new RegExp(`^${name} `));
  });

  test('all that is wrong is said at once, in the names of these paths', async () => {
    const wrong = await generate({
      agent_name: 'no spaces',
      expires_in: 59,
      note: 'x'.repeat(501),
    });
    expect(wrong.body.detail).toMatch(/^agent_name must .+; expires_in must .+; note must /);
    const malformed = await generate({ agent_name: 7, expires_in: 'soon' });
    expect(malformed.body.detail).toMatch(/^agent_name .+; expires_in /);
  });

  test('whoever may not govern tokens is told so, and nothing else', async ({ gateway }) => {
    const { token } = await generateToken(gateway, { provider: id, agent: uniqueName() });
    const before = (await tokensOf(gateway, defaultAgent)).length;
    const json = { agent_name: defaultAgent };
    const wrong = { ...json, expires_in: 'soon' };
    for (const path of ['tokens/', `tokens/${ABSENT_ID}/`, 'tokens/none/', 'tokens/?limit=0']) {
      expect((await ask(`${root}/${path}`)).body.code).toBe('UNAUTHENTICATED');
      const agents = await ask(`${root}/${path}`, { headers: bearer(token) });
      expect([agents.status, agents.body.code]).toEqual([403, 'FORBIDDEN']);
    }
    for (const body of [json, wrong]) {
      const { status, headers } = await generate(body, {});
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
      expect((await generate(body, { [header]: token })).status).toBe(403);
    }
    expect(await tokensOf(gateway, defaultAgent)).toHaveLength(before);
  });

  test('a bad credential ends every request with 401, whatever it asks', async () => {
    const headers = { [header]: `itg_${prefix}_${'0'.repeat(49)}` };
    const ends = ['', 'tokens/', `tokens/${ABSENT_ID}/`, 'tokens/current-token/'];
    const answers = await Promise.all(ends.map((end) => ask(`${root}/${end}`, { headers })));
    answers.push(await generate({ agent_name: 'a' }, headers));
    for (const answer of answers) {
      expect([answer.status, answer.body.code]).toEqual([401, 'UNAUTHENTICATED']);
      expect(Object.keys(answer.body as object)).toEqual(['detail', 'code']);
    }
    const two = { ...superuser, [header]: (await ask(`${root}/tokens/current-token/`)).body.token };
    expect((await ask(`${root}/`, { headers: two })).body.code).toBe('AMBIGUOUS_CREDENTIALS');
  });

  test("what is not there, and what is the other provider's, is 404", async ({ gateway }) => {
    const { integrationToken } = await generateToken(gateway, {
      provider: other.id,
      agent: uniqueName(),
    });
    const { agentName } = integrationToken;
    for (const end of [
      `${ABSENT_ID}/`,
      'none/',
      `${integrationToken.id}/`,
      'current-token/?agent=nobody',
      `current-token/?agent=${agentName}`,
    ]) {
      const { status, body } = await ask(`${root}/tokens/${end}`, { headers: superuser });
      expect([end, status, body.code]).toEqual([end, 404, 'NOT_FOUND']);
    }
    const list = await ask(`${root}/tokens/?agent=${agentName}`, { headers: superuser });
    expect(list.list).toEqual([]);
    expect((await generate({ agent_name: agentName })).status).toBe(409);
  });

  test('an agent reads its own current token alone, by its key as well', async ({ gateway }) => {
    const agent = uniqueName();
    await generateToken(gateway, { provider: id, agent });
    const headers = bearer(await createAgentKey(gateway, agent));
    const path = `${root}/tokens/current-token/`;
    expect((await ask(`${path}?agent=${agent}`, { headers })).body.agent_name).toBe(agent);
    expect((await ask(path, { headers })).status).toBe(403);
  });

  test('a list longer than a page says in its header where it goes on', async ({ gateway }) => {
    const agent = uniqueName();
    const made = [];
    for (let n = 0; n < 3; n++) made.unshift((await generate({ agent_name: agent })).body.id);
    const first = await ask(`${root}/tokens/?agent=${agent}&limit=2`, { headers: superuser });
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await ask(next.slice(`${gateway.url}/api`.length), { headers: superuser });
    expect(second.headers.get('link')).not.toContain('rel="next"');
    const ids = [...first.list, ...second.list].map((token) => token.id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids)).toEqual(new Set(made));
  });
});

test('what is done here is audited, counted and logged as GraphQL’s is', async ({ gateway }) => {
  const agent = uniqueName();
  const path = '/livekit/tokens/generate_token/';
  const requestId = `rest-${agent}`;
  const headers = { ...superuser, 'x-request-id': requestId };
  await ask(path, { method: 'POST', json: { agent_name: agent }, headers });
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
  await ask(`/livekit/tokens/current-token/?agent=${agent}`, { headers: superuser });
  await ask('/livekit/tokens/', { headers: bearer(token) });
  await ask('/livekit/tokens/none/', { headers: bearer(token) });
  const { data } = await gateway.send(
    AuditEventsQuery,
    { filter: { agent }, first: 50 },
    superuser,
  );
  const actions = data?.auditEvents.nodes.map(({ action }) => action);
  expect(actions).toEqual(expect.arrayContaining(['TOKEN_ISSUED', 'TOKEN_READ']));
  expect(data?.auditEvents.nodes.map((event) => event.requestId)).toContain(requestId);
  const refused = { filter: { action: 'ACCESS_REFUSED' as const, actor: agent } };
  const refusals = await gateway.send(AuditEventsQuery, refused, superuser);
  const fields = refusals.data?.auditEvents.nodes.map(
    ({ details }) => (JSON.parse(details) as { field?: string }).field,
  );
  expect(fields?.sort()).toEqual(['integrationToken', 'integrationTokens']);
  const line = gateway.log.find((one) => one.includes(requestId) && one.includes('operation'));
  expect(line).toContain('"fields":["generateToken"]');
  const metrics = await fetch(`${gateway.url}/metrics`, { headers: superuser });
  expect(await metrics.text()).toContain('field="generateToken",outcome="OK"');
  expect(gateway.log.join('\n')).not.toMatch(/itg_[a-z]{2}_[0-9A-Za-z]{12}/);
});
