import { writeLine } from '../platform/log/write-line.js';
import { tableLines, type Row } from './table.js';

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
