/** `needsAction` for the schema's `NEEDS_ACTION`, and the like. */
export function wordOf(name: string): string {
  const known = WORDS.get(name);
  if (known !== undefined) return known;
  const word = name
    .toLowerCase()
    .replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
  WORDS.set(name, word);
  return word;
}

/** The schema's names are few, and looked up for each guest of each event. */
const WORDS = new Map<string, string>();

/** What is said of an event that does not take its time; nothing of the others. */
export const TRANSPARENCY_WORDS = { OPAQUE: null, TRANSPARENT: 'transparent' } as const;

/** What is said of an event that others see than those who see its calendar. */
export const VISIBILITY_WORDS = {
  DEFAULT: null,
  PUBLIC: 'public',
  PRIVATE: 'private',
  CONFIDENTIAL: 'confidential',
} as const;
