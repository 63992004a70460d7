import { afterAll, describe, expect } from 'vitest';

import type { ErrorBody, TestGateway } from '../../support/gateway.js';
import {
  liveKitAgent,
  liveKitTest,
  roomToken,
  type LiveKitAgent,
} from '../../support/livekit/gateway.js';
import { LiveKitPolicyMutation, RoomTokenMutation } from '../../support/livekit/operations.js';
import { closeHosts, transports } from '../../support/mcp.js';
import { disableAgent, firstError, registerAgent, uniqueName } from '../../support/tokens.js';

const test = liveKitTest();

let agent: LiveKitAgent;
let other: LiveKitAgent;

test.beforeAll(async ({ gateway }) => {
  agent = await liveKitAgent(gateway);
  other = await liveKitAgent(gateway);
});

afterAll(async () => {
  await closeHosts();
});

const ask = (gateway: TestGateway, identity: string, headers = agent.headers) =>
  gateway.send(RoomTokenMutation, { input: { room: 'r', identity } }, headers);

async function expectRefused(
  gateway: TestGateway,
  identity: string,
  headers = agent.headers,
): Promise<void> {
  const answer = await ask(gateway, identity, headers);
  expect(answer.status).toBe(403);
  expect(firstError(answer)).toMatchObject({
    code: 'FORBIDDEN',
    reason: 'OUTSIDE_POLICY',
    argument: 'input.identity',
  });
}

async function expectGiven(
  gateway: TestGateway,
  identity: string,
  headers = agent.headers,
): Promise<void> {
  const answer = await ask(gateway, identity, headers);
  expect(answer.errors).toEqual([]);
  expect(answer.data?.liveKitRoomToken.identity).toBe(identity);
}

async function setIdentities(
  gateway: TestGateway,
  name: string,
  identities: string[],
): Promise<void> {
  const input = { agent: name, liveKitPolicy: { identities } };
  const { errors } = await gateway.send(LiveKitPolicyMutation, { input }, gateway.superuser);
  expect(errors).toEqual([]);
}

describe('an agent is refused', () => {
  test('the name of another agent, which it would put out', async ({ gateway }) => {
    await expectRefused(gateway, other.name);
  });

  test('an identity that the gateway generated for another agent', async ({ gateway }) => {
    const { identity } = await roomToken(gateway, other.headers, { room: 'r' });
    await expectRefused(gateway, identity);
    await expectRefused(gateway, `${other.name}-0123456789abcdef01`);
  });

  test('an identity that the gateway generated for a superuser', async ({ gateway }) => {
    const { identity } = await roomToken(gateway, gateway.superuser, { room: 'r' });
    await expectRefused(gateway, identity);
  });

  test('the name of a disabled agent, and of an agent of the other provider', async ({
    gateway,
  }) => {
    const disabled = await liveKitAgent(gateway);
    await disableAgent(gateway, disabled.name);
    await expectRefused(gateway, disabled.name);
    await expectRefused(gateway, await registerAgent(gateway, { provider: 'GOOGLE_CALENDAR_MCP' }));
  });

  test('it at LiveKit’s token endpoint and over MCP as well', async ({ gateway }) => {
    const response = await fetch(`${gateway.url}/livekit/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...agent.headers },
      body: JSON.stringify({ room_name: 'r', participant_identity: other.name }),
    });
    expect(response.status).toBe(403);
    const { errors } = (await response.json()) as { errors: ErrorBody[] };
    expect(errors[0]?.extensions).toMatchObject({
      reason: 'OUTSIDE_POLICY',
      argument: 'participant_identity',
    });
    const host = await transports[0]?.connect(gateway, agent.name);
    const called = await host?.call('join-room', { room: 'r', identity: other.name });
    expect(called?.problem).toMatchObject({ code: 'FORBIDDEN', reason: 'OUTSIDE_POLICY' });
  });

  test('the name of an agent that is registered later, from then on', async ({ gateway }) => {
    const name = uniqueName('late');
    await expectGiven(gateway, name);
    await liveKitAgent(gateway, ['livekit.join'], name);
    await expectRefused(gateway, name);
  });
});

describe('an agent may give', () => {
  test('its own name and an identity that was generated for it', async ({ gateway }) => {
    await expectGiven(gateway, agent.name);
    const { identity } = await roomToken(gateway, agent.headers, { room: 'r' });
    await expectGiven(gateway, identity);
  });

  test('identities of a frontend’s users, whatever they look like', async ({ gateway }) => {
    for (const identity of [
      'ada',
      'ada@example.com',
      'participant',
      'user-0123456789abcdef01',
      'Zoë Ünïcode',
      `${other.name}-guest`,
      `${other.name}-0123456789ABCDEF01`,
      // LiveKit compares exactly: these put nobody out.
      other.name.toUpperCase(),
      ` ${other.name}`,
      `${other.name} `,
    ]) {
      await expectGiven(gateway, identity);
    }
  });
});

test('a superuser may give any identity', async ({ gateway }) => {
  await expectGiven(gateway, other.name, gateway.superuser);
});

describe('a policy', () => {
  test('allows the identities of another agent by its name', async ({ gateway }) => {
    const bound = await liveKitAgent(gateway);
    const generated = `${other.name}-0123456789abcdef01`;
    await setIdentities(gateway, bound.name, [other.name, 'guest-*']);
    await expectGiven(gateway, other.name, bound.headers);
    await expectRefused(gateway, generated, bound.headers);
    await setIdentities(gateway, bound.name, [`${other.name}-*`]);
    await expectGiven(gateway, generated, bound.headers);
    await expectRefused(gateway, other.name, bound.headers);
  });

  test('does not allow them by a pattern that only fits', async ({ gateway }) => {
    const bound = await liveKitAgent(gateway);
    await setIdentities(gateway, bound.name, [
      '*',
      `${other.name.slice(0, 6)}*`,
      `*${other.name}`,
      'voice-*',
    ]);
    await expectRefused(gateway, other.name, bound.headers);
    await expectRefused(gateway, `${other.name}-0123456789abcdef01`, bound.headers);
    await expectGiven(gateway, 'ada', bound.headers);
  });
});
