/** How many letters a slip puts in, leaves out or exchanges. */
const MOST_SLIPS = 2;

/** Finds among names the one that somebody probably meant this one by, in whatever case. */
export function nearName(meant: string, names: readonly string[]): string | undefined {
  return names.find(
    (name) =>
      Math.abs(name.length - meant.length) <= MOST_SLIPS &&
      slips(name.toUpperCase(), meant.toUpperCase()) <= MOST_SLIPS,
  );
}

/** The Levenshtein distance, by the rows of its table. */
function slips(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [above, letter] of Array.from(from).entries()) {
    const next = [above + 1];
    for (const [at, other] of Array.from(to).entries()) {
      const exchanged = (row[at] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(exchanged, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
