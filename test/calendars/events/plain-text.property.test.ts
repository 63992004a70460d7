import fc from 'fast-check';
import { expect, test } from 'vitest';

import { plainText } from '../../../src/calendars/events/plain-text.js';

const TAGS = ['<b>', '</b>', '<ul>', '<OL>', '<li>', '</ul>', '<p>', '<br />', '</div>', '<td>'];
const PROSE = [
  '<T extends X>',
  '<maya@example.com>',
  '< ',
  ' & ',
  '&amp;',
  '\n',
  '😀',
  ' = "',
  "'",
];
const BROKEN = [
  '<b',
  '<a href="',
  '<!--',
  '-->',
  '<script>',
  '</script',
  '<style',
  '<![CDATA[',
  '<?',
];

test('tags go and words stay, however they are mixed', () => {
  const pieces = fc.array(fc.constantFrom('word', ...TAGS, ...PROSE), { maxLength: 60 });
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = plainText(parts.join(''));
      expect(text).not.toMatch(/<\/?(?:b|ul|ol|li|p|br|div|td)[ />]/i);
      expect(text.split('word')).toHaveLength(parts.filter((part) => part === 'word').length + 1);
    }),
  );
});

test('a text without tags stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const plain = text.replace(/[<&]/g, '');
      expect(plainText(plain)).toBe(plain);
    }),
  );
});

test('what is broken is read as well, and however often it is repeated', () => {
  const pieces = fc.array(fc.constantFrom('word', ...BROKEN, ...TAGS, ...PROSE));
  fc.assert(
    fc.property(pieces, fc.integer({ min: 1, max: 2_000 }), (parts, times) => {
      expect(typeof plainText(parts.join('').repeat(times))).toBe('string');
    }),
  );
});

test('a huge text is cut between characters', () => {
  expect(plainText('😀'.repeat(40_000).slice(1))).not.toMatch(/[\ud800-\udbff]$/);
});
