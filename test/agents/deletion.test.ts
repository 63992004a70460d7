import { expect } from 'vitest';

import { googleTest, connect, type GoogleGateway } from '../support/google-gateway.js';
import { BindAgentSubjectMutation } from '../support/oidc-operations.js';
import {
  AgentQuery,
  AuditEventsQuery,
  CreateAgentKeyMutation,
  CurrentTokenQuery,
  DeleteAgentMutation,
  RevokeAgentKeyMutation,
} from '../support/operations.js';
import { openStreams, transports } from '../support/streams.js';
import { firstError, generateToken, registerAgent, tokensOf } from '../support/tokens.js';

const test = googleTest({
  env: { OIDC_ISSUER: 'https://issuer.example.com', OIDC_AUDIENCE: 'token-gateway' },
});

const deleteAgent = (gateway: GoogleGateway, agent: string) =>
  gateway.send(DeleteAgentMutation, { input: { agent } }, gateway.superuser);

const find = async (gateway: GoogleGateway, name: string) =>
  (await gateway.send(AgentQuery, { name }, gateway.superuser)).data?.agent;

test('an agent without a history is deleted, and its name is free for another provider', async ({
  gateway,
}) => {
  const name = await registerAgent(gateway, { provider: 'LIVEKIT' });
  const before = await find(gateway, name);
  const { data } = await deleteAgent(gateway, name);
  expect(data?.deleteAgent).toEqual({ agentName: name, deletedId: before?.id });
  expect(await find(gateway, name)).toBeNull();
  await generateToken(gateway, { provider: 'GOOGLE_CALENDAR_MCP', agent: name });
  expect((await find(gateway, name))?.id).not.toBe(before?.id);
});

test('a deletion is in the audit log', async ({ gateway }) => {
  const name = await registerAgent(gateway);
  gateway.clock.advance(1);
  await deleteAgent(gateway, name);
  const answer = await gateway.send(
    AuditEventsQuery,
    { filter: { agent: name }, first: 10 },
    gateway.superuser,
  );
  expect(answer.data?.auditEvents.nodes).toMatchObject([
    { action: 'AGENT_DELETED', actorKind: 'SUPERUSER', agentName: name },
    { action: 'AGENT_REGISTERED' },
  ]);
});

test('an agent that has had a token or a key is refused, and the refusal says to disable it', async ({
  gateway,
}) => {
  const [withToken, withKey] = [await registerAgent(gateway), await registerAgent(gateway)];
  await generateToken(gateway, { provider: 'LIVEKIT', agent: withToken });
  const key = await gateway.send(
    CreateAgentKeyMutation,
    { input: { agent: withKey } },
    gateway.superuser,
  );
  const id = key.data?.createAgentKey.agentKey.id ?? '';
  await gateway.send(RevokeAgentKeyMutation, { input: { id } }, gateway.superuser);
  for (const [name, kept] of [
    [withToken, 'tokens'],
    [withKey, 'keys'],
  ] as const) {
    const refused = await deleteAgent(gateway, name);
    expect(firstError(refused)).toMatchObject({ code: 'CONFLICT', reason: 'AGENT_HAS_HISTORY' });
    expect(refused.errors[0]?.message).toContain(`The agent ${name} has had ${kept}, and`);
    expect(refused.errors[0]?.message).toContain(`token-gateway agent disable ${name}`);
    expect(await find(gateway, name)).toMatchObject({ name });
  }
  expect(await tokensOf(gateway, withToken)).toHaveLength(1);
});

test('an agent that something is bound to is refused, and the refusal says what', async ({
  gateway,
}) => {
  const bound = await registerAgent(gateway, { provider: 'GOOGLE_CALENDAR_MCP' });
  await connect(gateway, { agents: [bound] });
  const subject = await registerAgent(gateway);
  const input = { agent: subject, subject: 'a-subject' };
  await gateway.send(BindAgentSubjectMutation, { input }, gateway.superuser);
  for (const [name, what] of [
    [bound, 'Google accounts'],
    [subject, 'subjects of the OIDC issuer'],
  ] as const) {
    const refused = await deleteAgent(gateway, name);
    expect(firstError(refused)).toMatchObject({ code: 'CONFLICT', reason: 'AGENT_IS_BOUND' });
    expect(refused.errors[0]?.message).toContain(`The agent ${name} is bound to ${what}`);
    expect(await find(gateway, name)).toMatchObject({ name });
  }
});

test('an agent that is not there is NOT_FOUND, and a text that is no name is bad input', async ({
  gateway,
}) => {
  expect(firstError(await deleteAgent(gateway, 'nobody')).code).toBe('NOT_FOUND');
  const bad = firstError(await deleteAgent(gateway, 'no name'));
  expect(bad).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input.agent' });
});

test('a gateway that remembered the agent knows it no longer', async ({ gateway }) => {
  const name = await registerAgent(gateway);
  const ask = () => gateway.send(CurrentTokenQuery, { agent: name }, gateway.superuser);
  for (const time of ['first', 'second']) {
    expect((await ask()).data?.currentToken.valid, time).toBe(false);
  }
  await deleteAgent(gateway, name);
  expect(firstError(await ask()).code).toBe('NOT_FOUND');
});

test.for(Object.entries(transports))(
  'a subscription to the agent’s tokens ends with NOT_FOUND: by %s',
  async ([, open], { gateway }) => {
    const agent = await registerAgent(gateway);
    const { url, superuser: headers } = gateway;
    const stream = open({ url, agent, headers });
    await openStreams(gateway, 1);
    await deleteAgent(gateway, agent);
    const { errors } = await stream.ended;
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  },
);
