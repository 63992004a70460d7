/** A row of a table: what stands below each heading. */
export type Row = Readonly<Record<string, unknown>>;

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
