import { isDeepStrictEqual } from 'node:util';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  keyedDigest,
  recordContext,
  type RecordPlace,
} from '../../src/encryption/secret-record.js';
import { sha256 } from '../../src/platform/crypto.js';

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => Buffer.from(array));
const secret = fc.string({ maxLength: 60 });
const TABLES = ['integration_tokens', 'superusers', 'verifiers', 'agent_keys'] as const;
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('', 'a', 'a","b', '[]', 'null', ',', '"', '\\', '\ud800', '\udc00'),
);
const place = fc.record({
  table: fc.constantFrom(...TABLES, 'google_connections', 'google_consents', 'agent_subjects'),
  id: words,
  agentId: fc.option(words),
  facts: fc.array(fc.oneof(words, fc.constant(null), fc.array(words, { maxLength: 3 })), {
    maxLength: 3,
  }),
}) satisfies fc.Arbitrary<RecordPlace>;

describe('what a ciphertext is bound to', () => {
  test('is written differently for any two places or keys, also as bytes', () => {
    fc.assert(
      fc.property(place, words, place, words, (one, oneKey, other, otherKey) => {
        const bytesOf = (at: RecordPlace, keyId: string) =>
          Buffer.from(recordContext(at, keyId), 'utf8').toString('hex');
        const isSame = isDeepStrictEqual([one, oneKey], [other, otherKey]);
        expect(bytesOf(one, oneKey) === bytesOf(other, otherKey)).toBe(isSame);
      }),
      { numRuns: 5_000 },
    );
  });

  test('is never what the older form bound it to, the bare id of a row', () => {
    fc.assert(
      fc.property(place, words, fc.uuid(), (at, keyId, id) => {
        expect(recordContext(at, keyId)).not.toBe(id);
      }),
    );
  });
});

describe('a keyed digest', () => {
  const table = fc.constantFrom(...TABLES);

  test('is another for another key, table or secret, and never the plain digest', () => {
    fc.assert(
      fc.property(bytes(32), table, secret, bytes(32), table, secret, (...drawn) => {
        const [keyOne, tableOne, secretOne, keyTwo, tableTwo, secretTwo] = drawn;
        const [one, two] = [sha256(secretOne), sha256(secretTwo)];
        const digest = keyedDigest({ id: 'k', key: keyOne }, tableOne, one);
        const other = keyedDigest({ id: 'k', key: keyTwo }, tableTwo, two);
        const isSame = keyOne.equals(keyTwo) && tableOne === tableTwo && secretOne === secretTwo;
        expect(digest.equals(other)).toBe(isSame);
        expect(keyedDigest({ id: 'k', key: keyOne }, tableOne, one)).toEqual(digest);
        expect(digest.equals(one)).toBe(false);
      }),
    );
  });

  test('tells nothing apart by the id of a key, which anybody may write into a row', () => {
    const raw = Buffer.alloc(32, 5);
    const digestOf = (id: string) => keyedDigest({ id, key: raw }, 'superusers', sha256('itg'));
    expect(digestOf('k1')).toEqual(digestOf('k2'));
  });
});
