import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { ErrorBody, TestGateway } from '../../support/gateway.js';
import {
  liveKitAgent,
  roomToken,
  startLiveKitGateway,
  type LiveKitAgent,
  type LiveKitGateway,
} from '../../support/livekit/gateway.js';
import { LiveKitPolicyMutation, RoomTokenMutation } from '../../support/livekit/operations.js';
import { closeHosts, transports } from '../../support/mcp.js';
import { disableAgent, firstError, registerAgent, uniqueName } from '../../support/tokens.js';

let running: LiveKitGateway;
let gateway: TestGateway;
let agent: LiveKitAgent;
let other: LiveKitAgent;

beforeAll(async () => {
  running = await startLiveKitGateway();
  ({ gateway } = running);
  agent = await liveKitAgent(gateway);
  other = await liveKitAgent(gateway);
});

afterAll(async () => {
  await closeHosts();
  await running.stop();
});

const ask = (identity: string, headers = agent.headers) =>
  gateway.send(RoomTokenMutation, { input: { room: 'r', identity } }, headers);

async function expectRefused(identity: string, headers = agent.headers): Promise<void> {
  const answer = await ask(identity, headers);
  expect(answer.status).toBe(403);
  expect(firstError(answer)).toMatchObject({
    code: 'FORBIDDEN',
    reason: 'OUTSIDE_POLICY',
    argument: 'input.identity',
  });
}

async function expectGiven(identity: string, headers = agent.headers): Promise<void> {
  const answer = await ask(identity, headers);
  expect(answer.errors).toEqual([]);
  expect(answer.data?.liveKitRoomToken.identity).toBe(identity);
}

async function setIdentities(name: string, identities: string[]): Promise<void> {
  const input = { agent: name, liveKitPolicy: { identities } };
  const { errors } = await gateway.send(LiveKitPolicyMutation, { input }, gateway.superuser);
  expect(errors).toEqual([]);
}

describe('an agent is refused', () => {
  test('the name of another agent, which it would put out', async () => {
    await expectRefused(other.name);
  });

  test('an identity that the gateway generated for another agent', async () => {
    const { identity } = await roomToken(gateway, other.headers, { room: 'r' });
    await expectRefused(identity);
    await expectRefused(`${other.name}-0123456789abcdef01`);
  });

  test('an identity that the gateway generated for a superuser', async () => {
    const { identity } = await roomToken(gateway, gateway.superuser, { room: 'r' });
    await expectRefused(identity);
  });

  test('the name of a disabled agent, and of an agent of the other provider', async () => {
    const disabled = await liveKitAgent(gateway);
    await disableAgent(gateway, disabled.name);
    await expectRefused(disabled.name);
    await expectRefused(await registerAgent(gateway, { provider: 'GOOGLE_CALENDAR_MCP' }));
  });

  test('it at LiveKit’s token endpoint and over MCP as well', async () => {
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

  test('the name of an agent that is registered later, from then on', async () => {
    const name = uniqueName('late');
    await expectGiven(name);
    await liveKitAgent(gateway, ['livekit.join'], name);
    await expectRefused(name);
  });
});

describe('an agent may give', () => {
  test('its own name and an identity that was generated for it', async () => {
    await expectGiven(agent.name);
    const { identity } = await roomToken(gateway, agent.headers, { room: 'r' });
    await expectGiven(identity);
  });

  test('identities of a frontend’s users, whatever they look like', async () => {
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
      await expectGiven(identity);
    }
  });
});

test('a superuser may give any identity', async () => {
  await expectGiven(other.name, gateway.superuser);
});

describe('a policy', () => {
  test('allows the identities of another agent by its name', async () => {
    const bound = await liveKitAgent(gateway);
    const generated = `${other.name}-0123456789abcdef01`;
    await setIdentities(bound.name, [other.name, 'guest-*']);
    await expectGiven(other.name, bound.headers);
    await expectRefused(generated, bound.headers);
    await setIdentities(bound.name, [`${other.name}-*`]);
    await expectGiven(generated, bound.headers);
    await expectRefused(other.name, bound.headers);
  });

  test('does not allow them by a pattern that only fits', async () => {
    const bound = await liveKitAgent(gateway);
    await setIdentities(bound.name, [
      '*',
      `${other.name.slice(0, 6)}*`,
      `*${other.name}`,
      'voice-*',
    ]);
    await expectRefused(other.name, bound.headers);
    await expectRefused(`${other.name}-0123456789abcdef01`, bound.headers);
    await expectGiven('ada', bound.headers);
  });
});
