import { badUserInput } from './errors.js';

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
  const size = first ?? PAGE_SIZE.default;
  if (size < PAGE_SIZE.least || size > PAGE_SIZE.most) {
    throw badUserInput(
      'first',
      `must be from ${String(PAGE_SIZE.least)} to ${String(PAGE_SIZE.most)}`,
    );
  }
  return size;
}

/**
 * Makes a page of what a store found when it was asked for one more than the page holds.
 *
 * @param found - up to `size + 1` records
 * @param isFirst - whether the page begins at the list's beginning
 */
export function pageOf<R, T>(
  found: readonly R[],
  size: number,
  isFirst: boolean,
  form: { readonly cursorOf: (record: R) => string; readonly present: (record: R) => T },
): Page<T> {
  const edges = found
    .slice(0, size)
    .map((record) => ({ cursor: form.cursorOf(record), node: form.present(record) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: found.length > size,
      hasPreviousPage: !isFirst,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
