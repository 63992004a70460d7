import { pathTo } from './value-path.js';

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

/**
 * Returns a text in a value made of objects and lists, keys included, that cannot be stored. A
 * value can be nested as deeply as a body is long, so it is not searched by recursion.
 */
export function findUnstorableText(value: unknown): UnstorableText | undefined {
  const waiting: TextPlace[] = [{ path: '', value }];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const { path } = place;
    if (typeof place.value === 'string') {
      const problem = problemOfText(place.value);
      if (problem !== undefined) return { path, problem };
    }
    if (typeof place.value !== 'object' || place.value === null) continue;
    // The last one in is the next to be looked at.
    for (const [key, item] of Object.entries(place.value).reverse()) {
      const problem = problemOfText(key);
      if (problem !== undefined) return { path, problem };
      waiting.push({ path: pathTo(path, key), value: item });
    }
  }
  return undefined;
}

interface TextPlace {
  readonly path: string;
  readonly value: unknown;
}
