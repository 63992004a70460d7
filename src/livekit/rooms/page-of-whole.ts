import { encodeCursor } from '../../platform/cursor.js';
import { pageOf, type Page, type PagePlace } from '../../platform/page.js';

/** A page of a list that LiveKit answers as a whole, in the order of `keyOf`. */
export function pageOfWhole<T>(
  all: readonly T[],
  place: PagePlace<string>,
  keyOf: (one: T) => string,
): Page<T> & { readonly count: () => number } {
  const { limit, after } = place;
  const behind = after === undefined ? all : all.filter((one) => keyOf(one) > after);
  return {
    ...pageOf(behind.slice(0, limit), place, {
      cursorOf: (one) => encodeCursor(keyOf(one)),
      present: (one) => one,
    }),
    count: () => all.length,
  };
}
