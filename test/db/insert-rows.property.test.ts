import { PGlite } from '@electric-sql/pglite';
import { eq, sql } from 'drizzle-orm';
import { bigint, boolean, date, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { drizzle as drizzleEmbedded } from 'drizzle-orm/pglite';
import { drizzle } from 'drizzle-orm/postgres-js';
import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

import type { Queries } from '../../src/db/database.js';
import { insertRows } from '../../src/db/insert-rows.js';
import { bytea } from '../../src/db/postgres/bytes.js';
import { bytes, instant } from '../../src/db/tables/columns.js';

/** A column of each type that the gateway's tables have. */
const rows = pgTable('inserted_rows', {
  way: text('way').notNull(),
  id: uuid('id').notNull(),
  small: smallint('small'),
  large: bigint('large', { mode: 'number' }),
  written: text('written'),
  isSet: boolean('is_set').notNull().default(true),
  day: date('day'),
  at: instant('at'),
  secret: bytes('secret'),
});

type Row = typeof rows.$inferInsert;

const CREATE = sql`create table inserted_rows (way text not null, id uuid not null, small smallint,
  large bigint, written text, is_set boolean not null default true, day date, at timestamptz,
  secret bytea)`;

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '',
    ' ',
    'null',
    '"',
    '\\',
    "'",
    '\n\t\u0001',
    '{"a":[1]}',
    '\\x41',
    '\ud83d',
    'é',
  ),
);
const nullable = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const anyRow: fc.Arbitrary<Omit<Row, 'way'>> = fc.record({
  id: fc.uuid(),
  small: nullable(fc.integer({ min: -32_768, max: 32_767 })),
  large: nullable(fc.maxSafeInteger()),
  written: nullable(anyText.map((written) => written.replaceAll('\u0000', ''))),
  isSet: fc.boolean(),
  day: nullable(fc.constantFrom('2026-11-27', '0001-01-01', '9999-12-31')),
  at: nullable(
    fc.date({ min: new Date('0100-01-02'), max: new Date('9999-12-30'), noInvalidDate: true }),
  ),
  secret: nullable(fc.uint8Array({ maxLength: 40 }).map((value) => Buffer.from(value))),
});

/** Opens a place with the table in it. */
const places: Record<string, () => Promise<{ queries: Queries; close: () => Promise<void> }>> = {
  PostgreSQL: async () => {
    const client = postgres(inject('postgres').adminUrl, { max: 1, types: { bytea } });
    const queries = drizzle(client);
    await queries.execute(sql`set search_path to pg_temp`);
    return { queries: queries as unknown as Queries, close: () => client.end() };
  },
  'the embedded database': async () => {
    const client = await PGlite.create();
    const queries = drizzleEmbedded(client);
    return { queries: queries as unknown as Queries, close: () => client.close() };
  },
};

describe.each(Object.entries(places))('on %s', (_name, open) => {
  let place: Awaited<ReturnType<typeof open>>;

  const read = async (way: string) => {
    const found = await place.queries.select().from(rows).where(eq(rows.way, way));
    return found.map((row) => ({ ...row, way: '' }));
  };

  beforeAll(async () => {
    place = await open();
    await place.queries.execute(CREATE);
  });

  afterAll(() => place.close());

  test('many rows are what they are when each value is a parameter', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 8 }), async (some) => {
        await place.queries.delete(rows);
        await place.queries.insert(rows).values(some.map((row) => ({ ...row, way: 'parameters' })));
        await insertRows(
          place.queries,
          rows,
          some.map((row) => ({ ...row, way: 'json' })),
        );
        expect(await read('json')).toEqual(await read('parameters'));
      }),
      { numRuns: 150 },
    );
  });

  test('columns that no row names get their defaults', async () => {
    await place.queries.delete(rows);
    const id = '0190c1f4-8a3b-7c1d-9e2f-3a4b5c6d7e8f';
    await insertRows(place.queries, rows, [{ way: 'json', id }]);
    expect(await read('json')).toMatchObject([{ id, isSet: true, at: null }]);
  });

  test('no rows are no statement', async () => {
    await place.queries.delete(rows);
    await insertRows(place.queries, rows, []);
    expect(await read('json')).toEqual([]);
  });
});
