import type postgres from 'postgres';

/**
 * Makes every transaction say its isolation level, by the statement that begins it. Whoever waits
 * for a row here looks again once it has it. Where a role, a database or a server has another
 * `default_transaction_isolation`, they would fail, or see what was there before they waited.
 */
export function stateIsolation(client: postgres.Sql): void {
  const begin = client.begin.bind(client) as Begin;
  const stating = (work: Work): Promise<unknown> => begin('isolation level read committed', work);
  client.begin = stating as typeof client.begin;
}

type Work = (queries: postgres.TransactionSql) => unknown;
type Begin = (options: string, work: Work) => Promise<unknown>;
