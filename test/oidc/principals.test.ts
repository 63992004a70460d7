import { afterAll, beforeAll, expect, test } from 'vitest';

import { createOperations } from '../../src/operator/operations.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { ADMIN, TestIssuer } from '../support/oidc-issuer.js';
import {
  AgentSubjectsQuery,
  BindAgentSubjectMutation,
  UnbindAgentSubjectMutation,
} from '../support/oidc-operations.js';
import {
  AuditEventsQuery,
  CurrentTokenQuery,
  GenerateTokenMutation,
  UpdateAgentMutation,
  ViewerQuery,
} from '../support/operations.js';
import { TestClock } from '../support/test-clock.js';

const MCP_ANSWERS = 'application/json, text/event-stream';
const WORKLOAD = 'system:serviceaccount:voice:livekit-agent';

let issuer: TestIssuer;
let gateway: TestGateway;

beforeAll(async () => {
  const clock = new TestClock();
  issuer = await TestIssuer.start(clock);
  gateway = await startGateway({ clock, env: issuer.settings });
});

afterAll(async () => {
  await gateway.stop();
  await issuer.goDown();
});

const bind = (agent: string, subject: string, headers = gateway.superuser) =>
  gateway.send(BindAgentSubjectMutation, { input: { agent, subject } }, headers);
const unbind = (subject: string) =>
  gateway.send(UnbindAgentSubjectMutation, { input: { subject } }, gateway.superuser);

test('a JWT with the superuser claim is a superuser, named by a verified e-mail address', async () => {
  const headers = await issuer.bearer({
    ...ADMIN,
    email: 'ann@example.com',
    email_verified: true,
    preferred_username: 'ann',
  });
  const viewer = await gateway.send(ViewerQuery, {}, headers);
  expect(viewer.data?.viewer).toMatchObject({ kind: 'SUPERUSER', name: 'ann@example.com' });
  const input = { provider: 'LIVEKIT' as const, agent: 'made-by-ann' };
  const made = await gateway.send(GenerateTokenMutation, { input }, headers);
  expect(made.data?.generateToken.integrationToken.issuedBy).toContain('ann@example.com');
});

test('a name that the issuer does not vouch for cannot pass for a superuser of the gateway', async () => {
  const host = new URL(issuer.url).host;
  for (const [claims, name] of [
    [{ preferred_username: 'bootstrap' }, `bootstrap@${host}`],
    [{ email: 'ann@example.com' }, `ann@example.com@${host}`],
    [{ sub: 'a1' }, `a1@${host}`],
  ] as const) {
    const viewer = await gateway.send(
      ViewerQuery,
      {},
      await issuer.bearer({ ...ADMIN, ...claims }),
    );
    expect(viewer.data?.viewer.name).toBe(name);
  }
});

test('a JWT without the claim whose subject is bound to no agent is refused as unknown', async () => {
  for (const claims of [
    {},
    { groups: [] },
    { groups: ['token-gateway'] },
    { groups: { 0: 'x' } },
  ]) {
    const answer = await gateway.send(ViewerQuery, {}, await issuer.bearer(claims));
    expect(answer.status).toBe(401);
    expect(answer.errors[0]?.extensions).toMatchObject({
      code: 'UNAUTHENTICATED',
      reason: 'UNKNOWN',
    });
  }
});

test('a bound subject reads its agent’s current token and nothing else', async () => {
  const bound = await bind('livekit', WORKLOAD);
  expect(bound.data?.bindAgentSubject.agentSubject).toMatchObject({
    agentName: 'livekit',
    issuer: issuer.url,
    subject: WORKLOAD,
  });
  const headers = await issuer.bearer({ sub: WORKLOAD });
  const viewer = await gateway.send(ViewerQuery, {}, headers);
  expect(viewer.data?.viewer).toEqual({
    kind: 'ENROLLED_AGENT',
    name: 'livekit',
    provider: 'LIVEKIT',
    scopes: [],
  });
  const own = await gateway.send(CurrentTokenQuery, { agent: 'livekit' }, headers);
  expect(own.data?.currentToken.valid).toBe(true);
  const other = await gateway.send(CurrentTokenQuery, { agent: 'google-calendar-mcp' }, headers);
  expect(other.status).toBe(403);
  expect(other.errors[0]?.extensions).toMatchObject({ reason: 'NOT_YOUR_AGENT' });
  const more = await bind('google-calendar-mcp', 'accomplice', headers);
  expect(more.status).toBe(403);
  expect(more.errors[0]?.extensions).toMatchObject({ reason: 'SUPERUSER_REQUIRED' });
});

test('a bound subject works as its agent over MCP, which leads others to the issuer', async () => {
  await bind('livekit', 'mcp-host');
  const headers = await issuer.bearer({ sub: 'mcp-host' });
  const listTools = (credential: Record<string, string> = headers) =>
    fetch(`${gateway.url}/mcp`, {
      method: 'POST',
      headers: { ...credential, 'content-type': 'application/json', accept: MCP_ANSWERS },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });
  const { result } = (await (await listTools()).json()) as {
    result: { tools: { name: string }[] };
  };
  expect(result.tools.map(({ name }) => name)).toEqual(['get-current-time', 'join-room']);
  await unbind('mcp-host');
  // To log in again would not help: the next JWT is of the same subject.
  expect((await listTools()).status).toBe(403);
  const refused = await listTools({});
  expect(refused.status).toBe(401);
  const challenge = refused.headers.get('www-authenticate') ?? '';
  const metadata = /resource_metadata="([^"]+)"/.exec(challenge)?.[1] ?? '';
  expect(await (await fetch(metadata)).json()).toMatchObject({
    resource: `${gateway.url}/mcp`,
    authorization_servers: [issuer.url, gateway.url],
  });
});

test('an unbound subject is refused from the answer on, and a rebound one accepted', async () => {
  const headers = await issuer.bearer({ sub: 'job-1' });
  expect((await gateway.send(ViewerQuery, {}, headers)).status).toBe(401);
  await bind('livekit', 'job-1');
  expect((await gateway.send(ViewerQuery, {}, headers)).status).toBe(200);
  expect((await unbind('job-1')).data?.unbindAgentSubject.agentSubject.agentName).toBe('livekit');
  expect((await gateway.send(ViewerQuery, {}, headers)).status).toBe(401);
  await bind('google-calendar-mcp', 'job-1');
  const viewer = await gateway.send(ViewerQuery, {}, headers);
  expect(viewer.data?.viewer.name).toBe('google-calendar-mcp');
});

test('a disabled agent’s subjects are refused', async () => {
  const input = { provider: 'LIVEKIT' as const, agent: 'to-be-disabled' };
  await gateway.send(GenerateTokenMutation, { input }, gateway.superuser);
  await bind('to-be-disabled', 'job-2');
  const headers = await issuer.bearer({ sub: 'job-2' });
  expect((await gateway.send(ViewerQuery, {}, headers)).status).toBe(200);
  const change = { agent: 'to-be-disabled', enabled: false };
  await gateway.send(UpdateAgentMutation, { input: change }, gateway.superuser);
  const refused = await gateway.send(ViewerQuery, {}, headers);
  expect(refused.errors[0]?.extensions).toMatchObject({ reason: 'AGENT_DISABLED' });
});

test('binding twice changes nothing, and a subject stands for one agent', async () => {
  const [first, second] = await Promise.all([bind('livekit', 'job-3'), bind('livekit', 'job-3')]);
  const idOf = (answer: typeof first) => answer.data?.bindAgentSubject.agentSubject.id;
  expect(idOf(first)).toBe(idOf(second));
  const elsewhere = await bind('google-calendar-mcp', 'job-3');
  expect(elsewhere.status).toBe(409);
  expect((await bind('nobody', 'job-4')).status).toBe(404);
  expect((await unbind('never-bound')).status).toBe(404);
  for (const subject of ['', ' job', 'job\n', 'x'.repeat(501)]) {
    expect((await bind('livekit', subject)).errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'input.subject',
    });
  }
});

test('binding and unbinding are in the audit log, once each', async () => {
  const input = { provider: 'LIVEKIT' as const, agent: 'audited' };
  await gateway.send(GenerateTokenMutation, { input }, gateway.superuser);
  await bind('audited', 'job-5');
  await bind('audited', 'job-5');
  gateway.clock.advance(1);
  await unbind('job-5');
  await unbind('job-5');
  const log = await gateway.send(
    AuditEventsQuery,
    { filter: { agent: 'audited' } },
    gateway.superuser,
  );
  const events = log.data?.auditEvents.nodes.filter(({ action }) => action.includes('SUBJECT'));
  const event = { actorKind: 'SUPERUSER', agentName: 'audited', actorName: 'bootstrap' };
  expect(events).toMatchObject([
    { action: 'AGENT_SUBJECT_UNBOUND', ...event },
    { action: 'AGENT_SUBJECT_BOUND', ...event },
  ]);
  expect(JSON.stringify(events)).toContain(`${issuer.url} job-5`);
});

test('an agent’s subjects are listed with it, and bound and unbound by the operator', async () => {
  const input = { provider: 'LIVEKIT' as const, agent: 'listed' };
  await gateway.send(GenerateTokenMutation, { input }, gateway.superuser);
  const run = createOperations(gateway.app.services);
  await run('agent bind', { agent: 'listed', subject: 'job-7' });
  await run('agent bind', { agent: 'listed', subject: 'job-8' });
  await run('agent unbind', { subject: 'job-7' });
  const listed = await gateway.send(AgentSubjectsQuery, { name: 'listed' }, gateway.superuser);
  const subject = { agentName: 'listed', issuer: issuer.url, subject: 'job-8' };
  expect(listed.data?.agent?.subjects).toMatchObject([subject]);
  expect(await run('agent subjects', { name: 'listed' })).toMatchObject([subject]);
});

test('a binding holds for the issuer it was made under', async () => {
  await bind('livekit', 'job-6');
  const other = await TestIssuer.start(gateway.clock);
  const { database, clock } = gateway;
  const second = await startGateway({ database, clock, env: other.settings });
  const answer = await second.send(ViewerQuery, {}, await other.bearer({ sub: 'job-6' }));
  expect(answer.errors[0]?.extensions).toMatchObject({ reason: 'UNKNOWN' });
  await second.stop();
  await other.goDown();
});
