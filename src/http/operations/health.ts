import type { FastifyInstance } from 'fastify';

import { DomainError } from '../../platform/errors.js';
import type { Departure } from '../server/departure.js';

/** What one readiness check found. */
interface Check {
  readonly status: 'ok' | 'failed';
  /** What is wrong; absent when nothing is. */
  readonly reason?: string;
}

/** The names of the migrations that the database lacks; fails while it is away. */
export type PendingMigrations = () => Promise<readonly string[]>;

/**
 * `/livez`: the process answers. `/readyz`: it can do its work, that is, the database is reachable
 * and migrated and no shutdown has begun; 503 with the reasons otherwise.
 */
export function registerHealth(
  server: FastifyInstance,
  pendingMigrations: PendingMigrations,
  departure: Departure,
): void {
  server.get('/livez', () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const checks = {
      shutdown: shutdownCheck(departure),
      ...(await databaseChecks(pendingMigrations)),
    };
    const isReady = Object.values(checks).every((check) => check.status === 'ok');
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ok' : 'failed', checks });
  });
}

function shutdownCheck({ hasBegun }: Departure): Check {
  return hasBegun ? failed('The gateway is shutting down.') : { status: 'ok' };
}

async function databaseChecks(
  pendingMigrations: PendingMigrations,
): Promise<Record<string, Check>> {
  try {
    const pending = await pendingMigrations();
    return {
      database: { status: 'ok' },
      migrations:
        pending.length === 0
          ? { status: 'ok' }
          : failed(`${String(pending.length)} migrations are missing. Run: token-gateway migrate`),
    };
  } catch (error) {
    const reason =
      error instanceof DomainError ? error.message : 'The database could not be asked.';
    return { database: failed(reason), migrations: failed('Unknown while the database is away.') };
  }
}

function failed(reason: string): Check {
  return { status: 'failed', reason };
}
