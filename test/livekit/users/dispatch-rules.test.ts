import { decodeJwt } from 'jose';
import { expect } from 'vitest';

import { usersTest } from '../../support/livekit/user-gateway.js';
import { askAs } from '../../support/livekit/users.js';

const test = usersTest({
  rules: [
    {
      when: {},
      identity: '{{claims.sub}}',
      rooms: ['*'],
      dispatchRules: [
        {
          agentName: 'helper',
          metadata: '{"who":"{{claims.name}} ({{identity}})","teams":"{{claims.teams}}"}',
          attributes: [
            { name: 'tenant', value: '{{claims.tenant}}' },
            { name: 'who', value: '{"name":"{{claims.name}}","role":"user"}' },
          ],
        },
      ],
    },
  ],
});

const HELPER = { room_config: { agents: [{ agent_name: 'helper' }] } };

/** What a room token dispatches. */
function agentsOf(jwt: string): unknown {
  return decodeJwt<{ roomConfig: { agents: unknown } }>(jwt).roomConfig.agents;
}

test('an agent is told who the user is by the claims of the JWT', async ({ gateway, issuer }) => {
  const claims = { sub: 'ada', name: 'Ada","admin":"yes', teams: ['a', 'b'], tenant: 'acme' };
  const { status, body } = await askAs(gateway, await issuer.sign(claims), HELPER);
  expect(status).toBe(201);
  const metadata = JSON.stringify({ who: `${claims.name} (ada)`, teams: ['a', 'b'] });
  const who = JSON.stringify({ name: claims.name, role: 'user' });
  expect(agentsOf(body.participant_token)).toEqual([
    { agentName: 'helper', metadata, attributes: { tenant: 'acme', who } },
  ]);
});

test.for<[what: string, agent: object]>([
  ['another agent', { agent_name: 'root' }],
  ['the metadata of somebody else', { agent_name: 'helper', metadata: '{"who":"Eve"}' }],
  ['another tenant', { agent_name: 'helper', attributes: { tenant: 'other' } }],
  ['the workers without a name, and tells them something', { metadata: 'm' }],
])('a user cannot dispatch %s', async ([, agent], { gateway, issuer }) => {
  const jwt = await issuer.sign({ sub: 'eve', name: 'Eve', teams: [], tenant: 'acme' });
  const refused = await askAs(gateway, jwt, { room_config: { agents: [agent] } });
  expect(refused.status).toBe(403);
  expect(refused.refusal).toEqual(['FORBIDDEN', 'OUTSIDE_POLICY']);
});

test('a user who lacks a claim of the rule dispatches nobody', async ({ gateway, issuer }) => {
  const jwt = await issuer.sign({ sub: 'eve', name: 'Eve', teams: [] });
  const refused = await askAs(gateway, jwt, HELPER);
  expect(refused.refusal).toEqual(['FORBIDDEN', 'OUTSIDE_POLICY']);
  expect(refused.message).toContain('{{claims.tenant}}');
  expect((await askAs(gateway, jwt)).status).toBe(201);
});
