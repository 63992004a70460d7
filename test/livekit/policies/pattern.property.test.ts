import fc from 'fast-check';
import { expect, test } from 'vitest';

import { fitsSome } from '../../../src/livekit/policies/pattern.js';

const piece = fc.string({
  unit: fc.constantFrom('a', 'b', '-', '.', '[', '\\', '?'),
  maxLength: 4,
});

/** The same by a regular expression, which is slow on bad patterns and right. */
function byExpression(pattern: string, name: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`, 's').test(name);
}

test('a star stands for any run of characters, everything else for itself', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 5 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '-', '.', '[', '\\', '?'), maxLength: 12 }),
      (parts, name) => {
        const pattern = parts.join('*');
        expect(fitsSome([pattern], name)).toBe(byExpression(pattern, name));
      },
    ),
    { numRuns: 2_000 },
  );
});

test('a name that a pattern was filled to fits it', () => {
  const filled = fc.array(fc.tuple(piece, piece), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(filled, (parts) => {
      const pattern = parts.map(([fixed]) => fixed).join('*');
      const name = parts.map(([fixed, run], at) => (at === 0 ? fixed : run + fixed)).join('');
      expect(fitsSome([pattern], name)).toBe(true);
    }),
  );
});

test('a pattern without a star is one name', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (pattern, name) => {
      fc.pre(!pattern.includes('*'));
      expect(fitsSome([pattern], name)).toBe(pattern === name);
    }),
  );
});
