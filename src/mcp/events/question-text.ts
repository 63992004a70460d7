const MOST_CHARACTERS = 120;

/** A value in a line of a question, as much of it as fits. */
export function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const line = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  // By characters, so that none is cut in two.
  const characters = Array.from(line);
  const more = characters.length - MOST_CHARACTERS;
  if (more <= 0) return line;
  return `${characters.slice(0, MOST_CHARACTERS).join('')}… (${more} more characters)`;
}

/** Words of others, so that where they begin and end is plain. */
export function quoted(text: string): string {
  return `“${short(text).replace(/[“”]/g, '"')}”`;
}
