import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

import type { Position } from '../platform/cursor.js';
import { EARLIEST_INSTANT, LATEST_INSTANT } from '../platform/instants.js';

/** The columns by which a list is ordered. */
interface PositionColumns {
  readonly at: PgColumn;
  readonly id: PgColumn;
}

/** What comes behind a place in a list that is ordered by an instant, then by id, newest first. */
export function olderThan(columns: PositionColumns, position: Position): SQL {
  return sql`(${columns.at}, ${columns.id}) < ${placeOf(columns, position)}`;
}

/** The same in a list that is ordered oldest first. */
export function newerThan(columns: PositionColumns, position: Position): SQL {
  return sql`(${columns.at}, ${columns.id}) > ${placeOf(columns, position)}`;
}

/** At the bounds of what is shown, the instant is only known to the row: see `instant`. */
function placeOf(columns: PositionColumns, { at, id }: Position): SQL {
  const isShown = at > EARLIEST_INSTANT && at < LATEST_INSTANT;
  const stored = isShown
    ? sql`${at.toISOString()}::timestamptz`
    : sql`(select ${columns.at} from ${columns.at.table} where ${columns.id} = ${id}::uuid)`;
  return sql`(${stored}, ${id}::uuid)`;
}
