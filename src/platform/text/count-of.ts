/**
 * A count with its noun, for example `1 event` or `2 events`; for nouns that form the plural with
 * an s.
 */
export function countOf(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
