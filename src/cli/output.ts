import { writeLine } from '../platform/log/write-line.js';

type Row = Readonly<Record<string, unknown>>;

/** Prints a result for a program: one JSON document. */
export function printJson(result: unknown): void {
  writeLine(JSON.stringify(result, undefined, 2));
}

/** Prints rows for a person, as wide as the terminal is; a file or a pipe has no end. */
export function printTable(rows: readonly Row[]): void {
  const { isTTY, columns } = process.stdout;
  // A terminal that does not know how wide it is says 0.
  const width = isTTY && columns > 0 ? columns : Infinity;
  for (const line of tableLines(rows, width)) writeLine(line);
}

/**
 * Rows as lines of text: columns below headings, or a block for each row where that would be wider
 * than `width`. Empty values are dashes; instants are without milliseconds.
 */
export function tableLines(rows: readonly Row[], width: number): string[] {
  const [first] = rows;
  if (!first) return ['(none)'];
  const columns = Object.keys(first);
  const headings = columns.map(headingOf);
  const cells = rows.map((row) => columns.map((column) => cell(row[column])));
  const table = aligned([headings, ...cells]);
  if (Math.max(...table.map((line) => line.length)) <= width) return table;
  return cells.flatMap((values, at) => [
    ...(at === 0 ? [] : ['']),
    ...aligned(values.map((value, column) => [headings[column] ?? '', value])),
  ]);
}

/**
 * A count with its noun, for example `1 event` or `2 events`; for nouns that form the plural with
 * an s.
 */
export function countOf(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function aligned(lines: readonly (readonly string[])[]): string[] {
  const widths = (lines[0] ?? []).map((_, at) =>
    Math.max(...lines.map((line) => (line[at] ?? '').length)),
  );
  return lines.map((line) =>
    line
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** `LAST USED` for a column `lastUsedAt`. */
function headingOf(column: string): string {
  return column
    .replace(/At$/, '')
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter}`)
    .toUpperCase();
}

function cell(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  if (Array.isArray(value)) return value.join(' ') || '-';
  if (typeof value !== 'string') return JSON.stringify(value);
  return INSTANT.test(value) ? `${value.slice(0, -'.000Z'.length)}Z` : value;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
