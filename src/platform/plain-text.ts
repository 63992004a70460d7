/** What no text may contain: PostgreSQL cannot store NUL, and UTF-8 has no form of half a pair. */
const UNSTORABLE = /[\0\p{Cs}]/u;

/** A text that cannot be stored, and where it stands. */
export interface UnstorableText {
  /** The keys that lead to it, joined by dots; empty for the value itself. */
  readonly path: string;
  readonly problem: string;
}

/** What is wrong with a text that cannot be stored; `undefined` for all others. */
export function problemOfText(text: string): string | undefined {
  if (!UNSTORABLE.test(text)) return undefined;
  return text.includes('\0')
    ? 'must not contain NUL characters (U+0000)'
    : 'must not contain half of a surrogate pair, which is no Unicode character';
}

/** The first text in a value made of objects and lists, keys included, that cannot be stored. */
export function findUnstorableText(value: unknown, path = ''): UnstorableText | undefined {
  if (typeof value === 'string') {
    const problem = problemOfText(value);
    return problem === undefined ? undefined : { path, problem };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const keyProblem = problemOfText(key);
    if (keyProblem !== undefined) return { path, problem: keyProblem };
    const found = findUnstorableText(item, path === '' ? key : `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}
