import { expect, test } from 'vitest';

import { tableLines } from '../../src/cli/table.js';

const ROWS = [
  { name: 'desk', scopes: ['calendar.read', 'calendar.write'], lastUsedAt: null },
  { name: 'back-office', scopes: [], lastUsedAt: '2030-01-31T12:00:00.123Z' },
];

test('a table has aligned columns, empty values as dashes, and instants without milliseconds', () => {
  expect(tableLines(ROWS, Infinity)).toEqual([
    'NAME         SCOPES                        LAST USED',
    'desk         calendar.read calendar.write  -',
    'back-office  -                             2030-01-31T12:00:00Z',
  ]);
});

test('on a terminal that is too narrow for the table each row is a block of lines', () => {
  expect(tableLines(ROWS, 63)).toHaveLength(3);
  expect(tableLines(ROWS, 62)).toEqual([
    'NAME       desk',
    'SCOPES     calendar.read calendar.write',
    'LAST USED  -',
    '',
    'NAME       back-office',
    'SCOPES     -',
    'LAST USED  2030-01-31T12:00:00Z',
  ]);
});

test('without rows a table says so', () => {
  expect(tableLines([], 80)).toEqual(['(none)']);
});
