import { afterAll, beforeAll, expect, test } from 'vitest';

import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { loadWithRotations, type RotationLoadResult } from '../support/rotation-load.js';
import { TestClock } from '../support/test-clock.js';

// `npm run bench -- --part rotations` does the same with 10,000 rotations by two processes.
const AGENTS = 10;
const SUPERUSER_KEY = 'superuser-key-of-the-rotation-load-tests';

const clock = new TestClock();
let database: TestDatabase;
let gateways: readonly TestGateway[];

beforeAll(async () => {
  database = await createTestDatabase();
  const settings = { database, clock, env: { SUPERUSER_KEY } };
  gateways = await Promise.all([startGateway(settings), startGateway(settings)]);
});

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  await database.drop();
});

function load(rotations: number, overlapSeconds: number): Promise<RotationLoadResult> {
  return loadWithRotations({
    urls: gateways.map(({ url }) => url),
    superuser: { authorization: `Bearer ${SUPERUSER_KEY}` },
    agents: AGENTS,
    rotations,
    rotators: 8,
    overlapSeconds,
    now: () => clock.now().getTime(),
    onRotation: () => clock.advance(0.4),
  });
}

test('agents that refresh from refreshAt on are never refused while their tokens are rotated', async () => {
  // 80 s by the agents' clock: refreshAt is 40 s after the issue, before any overlap can end.
  const result = await load(200, 55);
  expect(result).toMatchObject({ rotations: 200, refused: 0, retried: 0 });
  expect(result.refreshes).toBeGreaterThanOrEqual(AGENTS);
  expect(result.requests).toBeGreaterThan(200);
});

test('agents whose overlap is over before refreshAt lose no request: on a 401 they refresh once', async () => {
  const result = await load(100, 10);
  expect(result).toMatchObject({ rotations: 100, refused: 0, firstRefusal: undefined });
  expect(result.retried).toBeGreaterThan(0);
});
