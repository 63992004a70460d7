import type postgres from 'postgres';

import { databaseErrorCode } from '../outage.js';

/** The driver's and the system's codes for a connection that is gone. */
const LOST_CODES = new Set(['CONNECTION_CLOSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/**
 * Makes transactions survive the loss of their connection. The driver, up to 3.4.9 at least, throws
 * where nobody can catch it, and so ends the process, when anything is sent on a transaction's
 * connection after that was lost: another statement, or the rollback that it sends itself when the
 * work fails (porsager/postgres#1208). So nothing is sent any more: the server has rolled back, and
 * the driver has rejected the transaction, by itself.
 */
export function surviveLostConnections(client: postgres.Sql): void {
  const begin = client.begin.bind(client) as Begin;
  const guarded: Begin = (work) => {
    let lost: Error | undefined;
    const transaction = begin(async (queries) => {
      const unsafe = queries.unsafe.bind(queries);
      queries.unsafe = ((...args: Parameters<typeof unsafe>) => {
        if (lost) throw lost;
        return unsafe(...args);
      }) as typeof unsafe;
      try {
        return await work(queries);
      } catch (error) {
        const isLost = lost ?? LOST_CODES.has(databaseErrorCode(error) ?? '');
        // The driver waits for this no longer; a rejection would make it send the rollback.
        if (isLost) return new Promise(() => undefined);
        throw error;
      }
    });
    transaction.catch((error: unknown) => {
      lost = error instanceof Error ? error : new Error(String(error));
    });
    return transaction;
  };
  client.begin = guarded as typeof client.begin;
}

type Begin = (work: (queries: postgres.TransactionSql) => Promise<unknown>) => Promise<unknown>;
