import { bounded } from './checks.js';

/** The bounds of a page, and its size when none is asked for. */
export const PAGE_SIZE = { least: 1, most: 200, default: 50 } as const;

/** A page of a list in the form of Relay's cursor connections, without its total. */
export interface Page<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly nodes: readonly T[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * The size of a page: what was asked for, or the default.
 *
 * @throws DomainError `BAD_USER_INPUT` naming the argument `first`
 */
export function pageSize(first: number | null | undefined): number {
  return bounded('first', first ?? PAGE_SIZE.default, PAGE_SIZE);
}

/** What of a list was asked for, by the arguments of a Relay list. */
export interface PageRequest {
  readonly first: number | null | undefined;
  readonly after: string | null | undefined;
}

/** Where a page begins, and how many records a store is to look for. */
export interface PagePlace<Position> {
  /** One more than the page holds, which tells whether there is another page. */
  readonly limit: number;
  /** Behind what the page begins; `undefined` at the beginning of the list. */
  readonly after: Position | undefined;
}

/**
 * The place of the page that was asked for.
 *
 * @param decode - reads a cursor
 * @throws DomainError `BAD_USER_INPUT` naming the argument `first` or `after`
 */
export function placeOf<Position>(
  { first, after }: PageRequest,
  decode: (cursor: string) => Position,
): PagePlace<Position> {
  const limit = pageSize(first) + 1;
  return { limit, after: typeof after === 'string' ? decode(after) : undefined };
}

/**
 * Makes a page of what a store found at its place.
 *
 * @param found - up to `limit` records
 */
export function pageOf<R, T>(
  found: readonly R[],
  { limit, after }: PagePlace<unknown>,
  form: { readonly cursorOf: (record: R) => string; readonly present: (record: R) => T },
): Page<T> {
  const edges = found
    .slice(0, limit - 1)
    .map((record) => ({ cursor: form.cursorOf(record), node: form.present(record) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: found.length >= limit,
      hasPreviousPage: after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
