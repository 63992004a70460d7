import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { introspectGatewaySchema } from '../../src/app/schema.js';
import { permissions } from '../../src/graphql/access/permissions.js';
import { gatewayActor } from '../../src/platform/actor.js';
import { send, startGateway, type TestGateway } from '../support/gateway.js';
import { ROOM_GOVERNANCE } from '../support/livekit/governance.js';
import { trySubscription } from '../support/streams.js';
import {
  bearer,
  createAgentKey,
  createSuperuser,
  generateToken,
  providerHeader,
  registerAgent,
  uniqueName,
} from '../support/tokens.js';

const ABSENT_ID = '5f0c1b7e-6b1f-4b7e-9d43-0d2f4b1c7a11';
const OPEN = 'allowed';
const NO_CREDENTIAL = 'UNAUTHENTICATED MISSING_CREDENTIALS';
const NO_SUPERUSER = 'FORBIDDEN SUPERUSER_REQUIRED';
const NO_SCOPE = 'FORBIDDEN INSUFFICIENT_SCOPE';
const NO_AGENT = 'FORBIDDEN AGENT_REQUIRED';
const NOT_ITS_OWN = 'FORBIDDEN NOT_YOUR_AGENT';

const kinds = [
  'anonymous',
  'anonymous in a trusted network',
  'superuser by SUPERUSER_KEY',
  'superuser by a stored key',
  'LiveKit agent',
  'LiveKit agent, asking for another agent',
  'Google Calendar MCP agent',
  'Google Calendar MCP agent, asking for another agent',
  'enrolled agent',
  'enrolled agent, asking for another agent',
  'verifier',
] as const;
type Kind = (typeof kinds)[number];

const everybody = Object.fromEntries(kinds.map((kind) => [kind, OPEN])) as Record<Kind, string>;
const superusersOnly: Record<Kind, string> = {
  anonymous: NO_CREDENTIAL,
  'anonymous in a trusted network': NO_CREDENTIAL,
  'superuser by SUPERUSER_KEY': OPEN,
  'superuser by a stored key': OPEN,
  'LiveKit agent': NO_SUPERUSER,
  'LiveKit agent, asking for another agent': NO_SUPERUSER,
  'Google Calendar MCP agent': NO_SUPERUSER,
  'Google Calendar MCP agent, asking for another agent': NO_SUPERUSER,
  'enrolled agent': NO_SUPERUSER,
  'enrolled agent, asking for another agent': NO_SUPERUSER,
  verifier: NO_SUPERUSER,
};
const agentsToo = (refusal: string): Partial<Record<Kind, string>> =>
  Object.fromEntries(kinds.filter((kind) => kind.includes('agent')).map((kind) => [kind, refusal]));

/** Every root field: an operation that uses it, `$agent` being the agent asked for, and who may. */
const table: Record<string, { operation: string; expected: Record<Kind, string> }> = {
  'Query.viewer': { operation: '{ viewer { kind } }', expected: everybody },
  'Query.gatewayStatus': { operation: '{ gatewayStatus { version } }', expected: superusersOnly },
  'Query.integrationTokens': {
    operation: '{ integrationTokens(agent: $agent) { totalCount } }',
    expected: superusersOnly,
  },
  'Query.integrationToken': {
    operation: `{ integrationToken(id: "${ABSENT_ID}") { id } }`,
    expected: superusersOnly,
  },
  'Query.currentToken': {
    operation: '{ currentToken(agent: $agent) { valid } }',
    expected: {
      ...everybody,
      anonymous: NO_CREDENTIAL,
      'LiveKit agent, asking for another agent': NOT_ITS_OWN,
      'Google Calendar MCP agent, asking for another agent': NOT_ITS_OWN,
      'enrolled agent, asking for another agent': NOT_ITS_OWN,
      verifier: 'FORBIDDEN AGENT_REQUIRED',
    },
  },
  'Query.introspectToken': {
    operation: '{ introspectToken(token: "itg_lk_none") { active } }',
    expected: { ...superusersOnly, ...agentsToo('FORBIDDEN VERIFIER_REQUIRED'), verifier: OPEN },
  },
  'Mutation.generateToken': {
    operation: 'mutation { generateToken(input: { provider: LIVEKIT, agent: $fresh }) { token } }',
    expected: superusersOnly,
  },
  'Query.agents': { operation: '{ agents { totalCount } }', expected: superusersOnly },
  'Query.agent': { operation: '{ agent(name: $agent) { name } }', expected: superusersOnly },
  'Query.auditEvents': { operation: '{ auditEvents { totalCount } }', expected: superusersOnly },
  'Mutation.rotateToken': {
    operation: 'mutation { rotateToken(input: { agent: "livekit" }) { token } }',
    expected: superusersOnly,
  },
  'Mutation.revokeToken': {
    operation: `mutation { revokeToken(input: { id: "${ABSENT_ID}" }) { integrationToken { id } } }`,
    expected: superusersOnly,
  },
  'Mutation.revokeAgentTokens': {
    operation: 'mutation { revokeAgentTokens(input: { agent: "livekit" }) { revokedCount } }',
    expected: superusersOnly,
  },
};

/** The fields by which agents are governed. */
for (const [field, operation] of Object.entries({
  'Mutation.registerAgent':
    'mutation { registerAgent(input: { provider: LIVEKIT, name: $fresh }) { agent { id } } }',
  'Mutation.updateAgent': 'mutation { updateAgent(input: { agent: "livekit" }) { agent { id } } }',
  'Mutation.deleteAgent': 'mutation { deleteAgent(input: { agent: $fresh }) { deletedId } }',
  'Mutation.createAgentKey':
    'mutation { createAgentKey(input: { agent: "livekit" }) { agentKey { id } } }',
  'Mutation.revokeAgentKey': `mutation { revokeAgentKey(input: { id: "${ABSENT_ID}" }) { agentKey { id } } }`,
  'Mutation.bindAgentSubject':
    'mutation { bindAgentSubject(input: { agent: $agent, subject: $fresh }) { agentSubject { id } } }',
  'Mutation.unbindAgentSubject':
    'mutation { unbindAgentSubject(input: { subject: $fresh }) { agentSubject { id } } }',
})) {
  table[field] = { operation, expected: superusersOnly };
}

/** Agents have no more scopes than their provider's tokens get unasked. */
const agentsWith = (agentsMay: string): Record<Kind, string> => ({
  ...superusersOnly,
  'LiveKit agent': agentsMay,
  'LiveKit agent, asking for another agent': agentsMay,
  'Google Calendar MCP agent': NO_SCOPE,
  'Google Calendar MCP agent, asking for another agent': NO_SCOPE,
  'enrolled agent': NO_AGENT,
  'enrolled agent, asking for another agent': NO_AGENT,
  verifier: NO_AGENT,
});
const withScope = agentsWith(NO_SCOPE);

/** The fields about calendars. */
for (const [field, operation] of Object.entries({
  'Query.calendars': '{ calendars { account } }',
  'Query.calendar': '{ calendar { id } }',
  'Query.calendarEvents': '{ calendarEvents { account } }',
  'Query.calendarEvent': '{ calendarEvent(id: "absent") { id } }',
  'Query.freeBusy':
    '{ freeBusy(since: "2030-01-01T00:00:00Z", until: "2030-01-02T00:00:00Z") { account } }',
  'Query.suggestTimes':
    '{ suggestTimes(input: { durationMinutes: 30, timeZone: "UTC" }) { account } }',
  'Mutation.createCalendarEvent':
    'mutation { createCalendarEvent(input: { time: { allDay: { startDate: "2030-01-01" } } }) { created } }',
  'Mutation.createCalendarEvents':
    'mutation { createCalendarEvents(input: { events: [], idempotencyKey: "key" }) { account } }',
  'Mutation.moveCalendarEvent':
    'mutation { moveCalendarEvent(input: { id: "absent", destination: "primary" }) { account } }',
  'Mutation.updateCalendarEvent':
    'mutation { updateCalendarEvent(input: { id: "absent" }) { account } }',
  'Mutation.deleteCalendarEvent':
    'mutation { deleteCalendarEvent(input: { id: "absent" }) { account } }',
  'Mutation.respondToCalendarEvent':
    'mutation { respondToCalendarEvent(input: { id: "absent", response: ACCEPTED }) { account } }',
})) {
  const expected = {
    ...withScope,
    'Google Calendar MCP agent': OPEN,
    'Google Calendar MCP agent, asking for another agent': OPEN,
  };
  table[field] = { operation, expected };
}

/** The fields about Google accounts. */
Object.assign(table, {
  'Query.googleConnections': {
    operation: '{ googleConnections { totalCount } }',
    expected: superusersOnly,
  },
  'Query.googleAccessToken': {
    operation: '{ googleAccessToken { account } }',
    expected: withScope,
  },
  'Mutation.connectGoogleAccount': {
    operation: 'mutation { connectGoogleAccount(input: { agents: [$agent] }) { consentUrl } }',
    expected: superusersOnly,
  },
  'Mutation.importGoogleConnection': {
    operation:
      'mutation { importGoogleConnection(input: { refreshToken: "none", agents: [] }) { connection { id } } }',
    expected: superusersOnly,
  },
  'Mutation.importGoogleServiceAccount': {
    operation:
      'mutation { importGoogleServiceAccount(input: { keyFile: "none", agents: [] }) { connection { id } } }',
    expected: superusersOnly,
  },
  'Mutation.disconnectGoogleAccount': {
    operation:
      'mutation { disconnectGoogleAccount(input: { connection: $fresh }) { revokedAtGoogle } }',
    expected: superusersOnly,
  },
  'Mutation.bindGoogleConnection': {
    operation:
      'mutation { bindGoogleConnection(input: { connection: $fresh, agents: [] }) { connection { id } } }',
    expected: superusersOnly,
  },
  'Mutation.unbindGoogleConnection': {
    operation:
      'mutation { unbindGoogleConnection(input: { connection: $fresh, agents: [] }) { connection { id } } }',
    expected: superusersOnly,
  },
} satisfies typeof table);

// The agents of this test have their provider's default scopes: livekit.join, not livekit.admin.
table['Mutation.liveKitRoomToken'] = {
  operation: 'mutation { liveKitRoomToken(input: { room: $fresh }) { room } }',
  expected: agentsWith(OPEN),
};
table['Query.liveKitParticipant'] = {
  operation: '{ liveKitParticipant(room: $fresh) { id } }',
  expected: agentsWith(OPEN),
};
for (const [field, operation] of Object.entries(ROOM_GOVERNANCE)) {
  table[field] = { operation, expected: withScope };
}

/** The fields about those who are excluded from rooms. */
for (const [field, operation] of Object.entries({
  'Query.liveKitExclusions': '{ liveKitExclusions { totalCount } }',
  'Mutation.excludeFromLiveKit':
    'mutation { excludeFromLiveKit(input: { agent: $fresh }) { exclusion { id } } }',
  'Mutation.endLiveKitExclusion': `mutation { endLiveKitExclusion(input: { id: "${ABSENT_ID}" }) { exclusion { id } } }`,
})) {
  table[field] = { operation, expected: superusersOnly };
}

// The same rule, and another way to ask.
table['Subscription.currentTokenChanged'] = {
  operation: 'subscription { currentTokenChanged(agent: $agent) { agentName } }',
  expected: table['Query.currentToken']?.expected ?? everybody,
};

const schema = introspectGatewaySchema().__schema;
const rootFields = [schema.queryType, schema.mutationType, schema.subscriptionType].flatMap(
  (root) => {
    const type = schema.types.find((one) => one.name === root?.name);
    if (type?.kind !== 'OBJECT') return [];
    return type.fields.map(({ name: field }) => ({
      name: `${type.name}.${field}`,
      type: type.name,
      field,
    }));
  },
);

let open: TestGateway;
let closed: TestGateway;
const callers = new Map<Kind, { headers: Record<string, string>; asksFor: string }>();

beforeAll(async () => {
  open = await startGateway();
  closed = await startGateway({
    database: open.database,
    env: { AGENT_SYNC_TRUSTED_NETWORKS: '' },
  });
  const [other, liveKit, google] = [
    await registerAgent(open),
    await registerAgent(open),
    await registerAgent(open, { provider: 'GOOGLE_CALENDAR_MCP' }),
  ];
  const made = {
    liveKit: await generateToken(open, { provider: 'LIVEKIT', agent: liveKit }),
    google: await generateToken(open, { provider: 'GOOGLE_CALENDAR_MCP', agent: google }),
  };
  const stored = await createSuperuser(open, uniqueName('superuser'));
  const liveKitHeader = providerHeader('LIVEKIT', made.liveKit.token);
  const googleHeader = providerHeader('GOOGLE_CALENDAR_MCP', made.google.token);
  const agentKey = bearer(await createAgentKey(open, liveKit));
  const call = (kind: Kind, headers: Record<string, string>, asksFor: string) =>
    callers.set(kind, { headers, asksFor });
  call('anonymous', {}, other);
  call('anonymous in a trusted network', {}, other);
  call('superuser by SUPERUSER_KEY', open.superuser, other);
  call('superuser by a stored key', bearer(stored), other);
  call('LiveKit agent', liveKitHeader, liveKit);
  call('LiveKit agent, asking for another agent', liveKitHeader, other);
  call('Google Calendar MCP agent', googleHeader, google);
  call('Google Calendar MCP agent, asking for another agent', googleHeader, other);
  call('enrolled agent', agentKey, liveKit);
  call('enrolled agent, asking for another agent', agentKey, other);
  const verifier = await open.app.services.verifiers.create(uniqueName('verifier'), gatewayActor);
  call('verifier', bearer(verifier.key), other);
});

afterAll(async () => {
  await closed.stop();
  await open.stop();
});

test('every root field has a rule, and every rule has a root field', () => {
  const ruled = Object.entries(permissions).flatMap(([type, fields]) =>
    Object.keys(fields).map((field) => ({ type, field })),
  );
  expect(new Set(ruled.map((one) => `${one.type}.${one.field}`))).toEqual(
    new Set(rootFields.map((one) => `${one.type}.${one.field}`)),
  );
});

describe.each(rootFields)('$name', ({ type, field }) => {
  const row = table[`${type}.${field}`];

  test('has a row in the table of this test', () => {
    expect(row).toBeDefined();
  });

  test.each(kinds)('for %s', async (kind) => {
    const caller = callers.get(kind);
    if (!row || !caller) throw new Error('There is nothing to ask.');
    const gateway = kind === 'anonymous' ? closed : open;
    const operation = row.operation
      .replaceAll('$agent', JSON.stringify(caller.asksFor))
      .replaceAll('$fresh', JSON.stringify(uniqueName()));
    const ask = type === 'Subscription' ? trySubscription : send;
    const path = type === 'Subscription' ? '/graphql/stream' : '/graphql';
    const answer = await ask(`${gateway.url}${path}`, operation, {}, caller.headers);
    // What is there to be found or changed is not the matter here: only who may ask.
    const refusal = answer.errors
      .map((error) => error.extensions)
      .find(({ code }) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN');
    expect(refusal ? `${refusal.code} ${refusal.reason ?? ''}` : OPEN).toBe(row.expected[kind]);
  });
});
