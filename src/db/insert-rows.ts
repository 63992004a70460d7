import { getTableColumns, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

import type { Queries } from './database.js';

/**
 * Inserts many rows at once. They go to the server as one parameter of JSON: drizzle takes longer
 * to write a parameter for each value than all else takes, and the statement's text would be
 * another one for each number of rows, to be parsed and prepared again.
 *
 * Columns that no row names get their defaults; one that some rows leave out gets null in those.
 */
export async function insertRows<T extends PgTable>(
  queries: Queries,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  if (rows.length === 0) return;
  const named = Object.entries(getTableColumns(table)).filter(([key]) =>
    rows.some((row) => (row as Record<string, unknown>)[key] !== undefined),
  );
  const json = JSON.stringify(
    rows.map((row) =>
      named.map(([key, column]) => {
        const value = (row as Record<string, unknown>)[key] ?? null;
        return value === null ? null : asJson(column.mapToDriverValue(value));
      }),
    ),
  );
  const columns = named.map(([, { name }]) => sql.identifier(name));
  const values = named.map(
    ([, column], at) => sql`(value ->> ${sql.raw(String(at))})::${sql.raw(column.getSQLType())}`,
  );
  await queries.execute(
    sql`insert into ${table} (${sql.join(columns, sql`, `)})
        select ${sql.join(values, sql`, `)} from json_array_elements(${json}::text::json)`,
  );
}

/** As the server reads it from JSON: bytes in hexadecimal, and text as the driver would send it. */
function asJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return typeof value === 'string' ? value.toWellFormed() : value;
}
