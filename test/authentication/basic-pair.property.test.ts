import fc from 'fast-check';
import { expect, test } from 'vitest';

import { readBasicPair } from '../../src/authentication/clients/basic-pair.js';
import { basic } from '../support/oauth.js';

const half = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...Array.from('+% :&=/?~ü€😀\r\n\0')), maxLength: 12 }),
);

test('whatever a client calls itself and its secret is read as it was meant', () => {
  fc.assert(
    fc.property(half, half, (name, password) => {
      const { authorization = '' } = basic(name, password);
      expect(readBasicPair(authorization)).toEqual({ name, password });
    }),
  );
});

test('a name and a secret that need no encoding are read as they are', () => {
  const plain = fc.stringMatching(/^[\w.~-]+$/);
  fc.assert(
    fc.property(plain, plain, (name, password) => {
      const base64 = Buffer.from(`${name}:${password}`).toString('base64');
      expect(readBasicPair(`Basic ${base64}`)).toEqual({ name, password });
    }),
  );
});

test('whatever else stands in the header throws nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
      const pair = readBasicPair(`Basic ${text}`);
      expect(['undefined', 'object']).toContain(typeof pair);
    }),
  );
});

test('a plus sign is a space, and only %2B and %3A are a plus sign and a colon of a name', () => {
  const read = (pair: string) => readBasicPair(`Basic ${Buffer.from(pair).toString('base64')}`);
  expect(read('a+b:c%2Bd')).toEqual({ name: 'a b', password: 'c+d' });
  expect(read('a%3Ab:c:d')).toEqual({ name: 'a:b', password: 'c:d' });
  expect(read('100%:x')).toEqual({ name: undefined, password: 'x' });
});
