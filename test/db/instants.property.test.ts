import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

import { agents } from '../../src/db/tables/tokens.js';

const anyInstant = fc
  .date({ min: new Date('0100-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })
  .filter((instant) => !Number.isNaN(instant.getTime()));

/** Whole hours, half ones, and seconds in old times; before the first and after the last day. */
const ZONES = ['UTC', 'America/St_Johns', 'Asia/Kolkata', 'Africa/Monrovia', 'Pacific/Kiritimati'];

/** A connection with settings of its own. */
function openWith(settings: Record<string, string>): postgres.Sql {
  return postgres(inject('postgres').adminUrl, { max: 1, connection: settings });
}

/** Reads an instant as the gateway reads its columns. */
async function readBack(client: postgres.Sql, text: string): Promise<Date | undefined> {
  const instant = sql<Date>`${text}::timestamptz`.mapWith(agents.createdAt);
  const rows = await drizzle(client)
    .select({ instant })
    .from(sql`(select 1) as one`);
  return rows[0]?.instant;
}

describe.each(ZONES)('where TimeZone is %s', (zone) => {
  let client: postgres.Sql;

  beforeAll(() => {
    client = openWith({ DateStyle: 'ISO, DMY', TimeZone: zone });
  });

  afterAll(() => client.end());

  test('every instant is read as it was written', async () => {
    const old = ['1883-11-18T12:03:57.999Z', '1900-01-01T00:00:00.001Z', '1972-01-07T00:44:30Z'];
    const examples = old.map((text) => [new Date(text)] as [Date]);
    await fc.assert(
      fc.asyncProperty(anyInstant, async (instant) => {
        expect(await readBack(client, instant.toISOString())).toEqual(instant);
      }),
      { numRuns: 200, examples },
    );
  });

  test.each([
    ['infinity', '9999-12-31T23:59:59.999Z'],
    ['-infinity', '0001-01-01T00:00:00.000Z'],
    ['294276-12-30', '9999-12-31T23:59:59.999Z'],
    ['10000-01-02', '9999-12-31T23:59:59.999Z'],
    ['4713-01-02 BC', '0001-01-01T00:00:00.000Z'],
    ['0099-06-01', '0001-01-01T00:00:00.000Z'],
  ])('what cannot be shown, %s, is read as %s', async (written, shown) => {
    expect((await readBack(client, written))?.toISOString()).toBe(shown);
  });

  test('what is finer than a millisecond is cut off', async () => {
    const read = await readBack(client, '2030-12-05T10:00:00.123999Z');
    expect(read?.toISOString()).toBe('2030-12-05T10:00:00.123Z');
  });
});

test.each(['German, DMY', 'SQL, DMY', 'SQL, MDY', 'Postgres, DMY'])(
  'an instant in the form of DateStyle %s is an error, and no other instant',
  async (style) => {
    const client = openWith({ DateStyle: style });
    try {
      await expect(readBack(client, '2030-12-05T10:00:00Z')).rejects.toThrow('DateStyle ISO');
      expect(await readBack(client, 'infinity')).toEqual(new Date('9999-12-31T23:59:59.999Z'));
    } finally {
      await client.end();
    }
  },
);
