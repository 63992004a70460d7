import { writeLine } from '../platform/log/write-line.js';

/** Prints a result for a program: one JSON document. */
export function printJson(result: unknown): void {
  writeLine(JSON.stringify(result, undefined, 2));
}

/** Prints rows for a person: aligned columns under a heading, empty values as a dash. */
export function printTable(rows: readonly Readonly<Record<string, unknown>>[]): void {
  const [first] = rows;
  if (!first) {
    writeLine('(none)');
    return;
  }
  const columns = Object.keys(first);
  const cells = [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => (line[at] ?? '').length)));
  for (const line of cells) {
    writeLine(
      line
        .map((text, at) => text.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}

/**
 * A count with its noun, for example `1 event` or `2 events`; for nouns that form the plural with
 * an s.
 */
export function countOf(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function cell(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
