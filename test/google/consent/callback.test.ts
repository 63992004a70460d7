import { afterAll, beforeAll, expect, test } from 'vitest';

import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import {
  readPage,
  startGoogleGateway,
  type GoogleGateway,
  type Page,
} from '../../support/google-gateway.js';
import { ConnectGoogleAccountMutation } from '../../support/google-operations.js';
import { openStatementGate, type StatementGate } from '../../support/statement-gate.js';

let database: TestDatabase;
let gate: StatementGate;
let gateway: GoogleGateway;
let place = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  gate = await openStatementGate(database.url);
  gateway = await startGoogleGateway({
    database: { ...database, url: gate.url },
    env: { TRUST_PROXY: '1' },
  });
});

afterAll(async () => {
  await gateway.stop();
  await gate.close();
  await database.drop();
});

/** Comes back from Google, from an address of its own unless another is given. */
function comeBack(query: string, address?: string): Promise<Page> {
  place += 1;
  return readPage(`${gateway.url}/oauth/google/callback?${query}`, {
    headers: { 'x-forwarded-for': address ?? `192.0.2.${String(place)}` },
  });
}

/** Does something ten times: the gateway's own upkeep may ask the database once meanwhile. */
async function expectNoQueries(work: () => Promise<void>): Promise<void> {
  const before = gate.statements();
  for (let turn = 0; turn < 10; turn += 1) await work();
  expect(gate.statements() - before).toBeLessThan(10);
}

const UNKNOWN = 'a'.repeat(43);

async function newState(): Promise<string> {
  const input = { agents: [] };
  const { data } = await gateway.send(ConnectGoogleAccountMutation, { input }, gateway.superuser);
  const url = new URL(data?.connectGoogleAccount.consentUrl ?? '');
  return url.searchParams.get('state') ?? '';
}

test.each([
  ['no parameters', ''],
  ['an empty state', 'code=a&state='],
  ['a state that is too short', `code=a&state=${UNKNOWN.slice(1)}`],
  ['a state that is too long', `code=a&state=${UNKNOWN}a`],
  ['a state of a megabyte’s kind', `code=a&state=${'a'.repeat(8_000)}`],
  ['a state with other characters', `code=a&state=${UNKNOWN.slice(1)}%00`],
  ['two states', `code=a&state=${UNKNOWN}&state=${UNKNOWN}`],
  ['neither code nor error', `state=${UNKNOWN}`],
  ['an empty code', `state=${UNKNOWN}&code=`],
  ['two codes', `state=${UNKNOWN}&code=a&code=b`],
  ['a code that is too long', `state=${UNKNOWN}&code=${'a'.repeat(2_049)}`],
  ['an error that is too long', `state=${UNKNOWN}&error=${'a'.repeat(2_049)}`],
  ['a state in a list', `code=a&state[]=${UNKNOWN}`],
  ['a code with a line break', `state=${UNKNOWN}&code=a%0Ab`],
  ['a code in another script', `state=${UNKNOWN}&code=%E6%97%A5`],
  ['two issuers', `state=${UNKNOWN}&code=a&iss=a&iss=b`],
])('%s is refused with a page, and costs the database nothing', async (_what, query) => {
  await expectNoQueries(async () => {
    const page = await comeBack(query);
    expect(page.status).toBe(400);
    expect(page.headers.get('content-type')).toContain('text/html');
  });
});

test('a callback without an answer does not use up the link', async () => {
  const state = await newState();
  expect((await comeBack(`state=${state}`)).status).toBe(400);
  expect((await comeBack(`state=${state}&error=access_denied`)).status).toBe(403);
});

test.each([
  ['of somebody else', 'code=a&iss=https%3A%2F%2Fevil.example'],
  ['of somebody else beside an error', 'error=access_denied&iss=https%3A%2F%2Fevil.example'],
  ['that looks like Google', 'code=a&iss=https%3A%2F%2Faccounts.google.com%2F'],
  ['that is no URL', 'code=a&iss=%00'],
  ['and a code beside an error', 'code=a&error=access_denied'],
  ['and an error that is none', 'error=%3Cscript%3E'],
  ['and an error in upper case', 'error=ACCESS_DENIED'],
])('an issuer %s is refused, and the link stays usable', async (_what, query) => {
  const state = await newState();
  const page = await comeBack(`state=${state}&${query}`);
  expect(page.status).toBe(400);
  expect((await comeBack(`state=${state}&error=access_denied`)).status).toBe(403);
});

test.each(['iss=https%3A%2F%2Faccounts.google.com', 'iss=accounts.google.com', 'iss=', 'code='])(
  'what Google may send along is no mistake: %s',
  async (query) => {
    const page = await comeBack(`state=${await newState()}&error=access_denied&${query}`);
    expect(page.status).toBe(403);
  },
);

test('parameters of other flows do not reach the exchange of the code', async () => {
  const state = await newState();
  const further = 'error=&token=a&token=b&id_token=a&response=a&iss=accounts.google.com';
  const page = await comeBack(`state=${state}&code=wrong&${further}`);
  expect(page.text).toContain('does not accept the code');
});

test('too many from one address block wait, and cost the database nothing then', async () => {
  for (let turn = 0; turn < 120; turn += 1) {
    const page = await comeBack(`state=${UNKNOWN}&code=a`, `2001:db8::${turn.toString(16)}`);
    expect(page.status).toBe(400);
  }
  await expectNoQueries(async () => {
    const page = await comeBack(`state=${UNKNOWN}&code=a`, '2001:db8::ffff');
    expect(page.status).toBe(429);
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
  });
  expect((await comeBack(`state=${UNKNOWN}&code=a`, '2001:db8:1::')).status).toBe(400);
  const metrics = await fetch(`${gateway.url}/metrics`, { headers: gateway.superuser });
  expect(await metrics.text()).toContain('token_gateway_limits_total{limit="consents"} 10');
  gateway.clock.advance(60);
  expect((await comeBack(`state=${UNKNOWN}&code=a`, '2001:db8::1')).status).toBe(400);
});
