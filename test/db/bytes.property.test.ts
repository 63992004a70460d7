import fc from 'fast-check';
import postgres from 'postgres';
import { expect, inject, test } from 'vitest';

import { bytea } from '../../src/db/postgres/bytes.js';

const anyBytes = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));

test.each(['escape', 'hex'])('bytes come back as they were, written as %s', async (form) => {
  const sql = postgres(inject('postgres').adminUrl, {
    max: 1,
    types: { bytea },
    connection: { bytea_output: form },
  });
  const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const texts = ['\\x41', '\\\\', '\\101', '\\', "'"].map((text) => Buffer.from(text));
  const examples = [every, ...texts].map((bytes) => [bytes] as [Buffer]);
  try {
    await fc.assert(
      fc.asyncProperty(anyBytes, async (bytes) => {
        const [row] = await sql<{ bytes: Buffer }[]>`select ${bytes}::bytea as bytes`;
        expect(row?.bytes.equals(bytes)).toBe(true);
      }),
      { numRuns: 300, examples },
    );
  } finally {
    await sql.end();
  }
});
