import fc from 'fast-check';
import { expect, test } from 'vitest';

import { checkTemplate, fillIn, fillInText } from '../../../src/livekit/policies/template.js';

/** What could end a text, a member or a placeholder. */
const hostile = fc.string({
  unit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', ' ', 'a', '{{claims.b}}', '\n'),
  minLength: 1,
  maxLength: 20,
});

const fixed = fc.string({ unit: fc.constantFrom('a', '-', ' ', ':', '"', '\\'), maxLength: 6 });

/** The keys and the kinds of a JSON value, without its texts. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]));
}

test('a value that is filled into JSON stays inside its text, and adds no member', () => {
  fc.assert(
    fc.property(fixed, hostile, fixed, hostile, (before, a, after, b) => {
      const template = {
        alone: '{{claims.a}}',
        within: `${before}{{claims.a}}${after}{{ claims.b }}`,
        list: ['{{claims.b}}', { deep: { deeper: 'x{{claims.a}}' } }],
        number: 7,
      };
      const text = checkTemplate('metadata', JSON.stringify(template));
      const filled = fillIn(text, { claims: { a, b } });
      const value = JSON.parse('text' in filled ? filled.text : '') as typeof template;
      expect(shapeOf(value)).toEqual(shapeOf(template));
      expect(value.alone).toBe(a);
      expect(value.within).toBe(before + a + after + b);
      expect(value.list).toEqual([b, { deep: { deeper: `x${a}` } }]);
    }),
    { numRuns: 1_000 },
  );
});

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

test('ids that JSON cannot tell apart as numbers are no values, not even in a list', () => {
  for (const json of ['175928847299117063', '[7,175928847299117064]', '-1e400']) {
    const claims = { a: JSON.parse(json) as unknown };
    expect(fillIn('{"a":"{{claims.a}}"}', { claims })).toEqual({ missing: 'claims.a' });
    expect(fillInText('{{claims.a}}', { claims })).toEqual({ missing: 'claims.a' });
  }
});

test('a text is filled in once: a value is no template', () => {
  fc.assert(
    fc.property(fixed, hostile, fixed, (before, a, after) => {
      const filled = fillInText(`${before}{{claims.a}}${after}`, { claims: { a, b: 'secret' } });
      expect(filled).toEqual({ text: before + a + after });
    }),
  );
});

test('a claim that is there as a list or an object is passed on whole, and in no text', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (a) => {
      fc.pre(a !== null && a !== '' && !numbersIn(a).some((number) => Math.abs(number) >= 2 ** 53));
      const whole = fillIn('{"a":"{{claims.a}}"}', { claims: { a } });
      expect('text' in whole && (JSON.parse(whole.text) as unknown)).toEqual({
        a: JSON.parse(JSON.stringify(a)) as unknown,
      });
      const within = fillIn('{"a":"x{{claims.a}}"}', { claims: { a } });
      expect('missing' in within).toBe(typeof a === 'object');
    }),
  );
});

test('what nobody claimed is missing, whatever every object has', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.constantFrom('__proto__', 'constructor', 'toString', 'a.constructor.name', 'a.length'),
        fc.string({ unit: fc.constantFrom('b', 'c', '.'), minLength: 1 }),
      ),
      (name) => {
        const filled = fillInText(`{{claims.${name}}}`, { claims: { a: 'text' } });
        expect(filled).toEqual({ missing: `claims.${name}` });
      },
    ),
  );
});
