import type postgres from 'postgres';

import { databaseErrorCode } from '../outage.js';

/** SQLSTATE of a statement that came after the one that failed. */
const IN_FAILED_TRANSACTION = '25P02';

/**
 * Makes a transaction fail with what failed first. Statements are sent before the ones ahead of
 * them are answered, and the error of a later one can reach the work first. The driver then throws
 * the first error in its place, if it is given its own error and not drizzle's around it.
 */
export function tellFirstFailures(client: postgres.Sql): void {
  const begin = client.begin.bind(client) as Begin;
  const telling: Begin = (work) =>
    begin(async (queries) => {
      try {
        return await work(queries);
      } catch (error) {
        throw databaseErrorCode(error) === IN_FAILED_TRANSACTION ? innermost(error) : error;
      }
    });
  client.begin = telling as typeof client.begin;
}

function innermost(error: unknown): unknown {
  let current = error;
  while (current instanceof Error && current.cause instanceof Error) current = current.cause;
  return current;
}

type Begin = (work: (queries: postgres.TransactionSql) => Promise<unknown>) => Promise<unknown>;
