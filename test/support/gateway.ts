import { createHash, randomBytes } from 'node:crypto';

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { test } from 'vitest';

import { createApp, type App } from '../../src/app/create-app.js';
import { loadConfig } from '../../src/config/load.js';
import type { CreateMcpServer } from '../../src/mcp/stateless-exchange.js';
import { createLogger } from '../../src/platform/log/logger.js';
import { createRedact } from '../../src/platform/secrets/redact.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { stopWith } from './fixture-end.js';
import { evidence } from './run-evidence.js';
import { send, type Answer } from './send.js';
import { TestClock } from './test-clock.js';

export { send, type Answer, type ErrorBody } from './send.js';

/**
 * The same for all, since some share a database; production accepts no key that follows a pattern.
 */
export const ENCRYPTION_KEYS = `test:${createHash('sha256').update('a key of the tests').digest('base64')}`;

/** How {@link startGateway} differs from a development gateway on a database of its own. */
export interface GatewayOptions {
  /** Settings beside those the harness chooses, or in their place. */
  readonly env?: Readonly<Record<string, string>>;
  /** A database to share with another gateway. */
  readonly database?: TestDatabase;
  readonly clock?: TestClock;
  /** Makes the servers of MCP, in place of those with the gateway's tools. */
  readonly createMcpServer?: CreateMcpServer;
}

/** A gateway under test: the real thing over real HTTP, with a clock that stands still. */
export interface TestGateway {
  readonly app: App;
  readonly url: string;
  readonly clock: TestClock;
  readonly database: TestDatabase;
  /** The key of `SUPERUSER_KEY`, ready for a header. */
  readonly superuser: Readonly<Record<string, string>>;
  /** Every line logged so far. */
  readonly log: readonly string[];
  /** Sends a typed operation. */
  send<T, V>(
    document: TypedDocumentNode<T, V>,
    variables: V,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer<T>>;
  stop(): Promise<void>;
}

/** Starts a gateway in this process. Whoever starts it stops it. */
export async function startGateway(options: GatewayOptions = {}): Promise<TestGateway> {
  const database = options.database ?? (await createTestDatabase());
  const clock = options.clock ?? new TestClock();
  const superuserKey = randomBytes(24).toString('base64url');
  const env = {
    DATABASE_URL: database.url,
    PORT: '0',
    SUPERUSER_KEY: superuserKey,
    TOKEN_ENCRYPTION_KEYS: ENCRYPTION_KEYS,
    SHUTDOWN_DELAY_SECONDS: '0',
    ...options.env,
  };
  evidence.recordSettings(env);
  const config = loadConfig(env);
  const log: string[] = [];
  const redact = createRedact([superuserKey]);
  const logger = createLogger({
    level: 'debug',
    pretty: false,
    redact,
    destination: { write: (line) => void log.push(line) },
  });
  const { createMcpServer } = options;
  const overrides = { clock, ...(createMcpServer && { createMcpServer }) };
  const app = await createApp(config, { logger, redact, overrides });
  return {
    app,
    url: app.url,
    clock,
    database,
    superuser: { authorization: `Bearer ${superuserKey}` },
    log,
    send: (document, variables, headers = {}) =>
      send(`${app.url}/graphql`, print(document), variables, headers),
    stop: async () => {
      await app.stop();
      evidence.record('logs', log.join(''));
      if (!options.database) await database.drop();
    },
  };
}

/**
 * Vitest's `test` with a gateway that the tests of a file share: `({ gateway }) => …`, in its hooks
 * too. It starts when it is first asked for, and stops after the last `afterAll`.
 */
export function gatewayTest(options: GatewayOptions = {}) {
  return test.extend('gateway', { scope: 'file' }, ({}, end) =>
    stopWith(end, startGateway(options)),
  );
}
