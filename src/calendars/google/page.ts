import { decodeCursor, encodeCursor, unknownCursor } from '../../platform/cursor.js';
import { placeOf, pageSize, type Page, type PageRequest } from '../../platform/page.js';

/** A place in a list of Google's: some way into the page that a token opens. */
interface Place {
  readonly pageToken: string | undefined;
  /** How large that page was; a token without it opens a page of another size. */
  readonly size: number | undefined;
  readonly skip: number;
}

/** A page of a list as Google answers it. */
interface GooglePage {
  readonly items?: readonly unknown[];
  readonly nextPageToken?: string | null;
}

type ItemOf<P extends GooglePage> = NonNullable<P['items']>[number];

/** Google's page tokens are ASCII, and a longer one would make a URL that servers refuse. */
const PLACE = /^(\d{1,3}):(\d{1,3}):([\x21-\x7e]{0,2048})$/;

/**
 * All pages of a list of Google's, one request after the other.
 *
 * @param ask - makes a request; it is what ends the reading where that takes too long
 */
export async function allPages<P extends GooglePage>(
  ask: (pageToken: string | undefined) => Promise<P>,
): Promise<[P, ...P[]]> {
  const pages: [P, ...P[]] = [await ask(undefined)];
  for (let token = pages[0].nextPageToken; token;) {
    const page = await ask(token);
    pages.push(page);
    token = page.nextPageToken;
  }
  return pages;
}

/**
 * Gets a page of a list of Google's in one request. A cursor holds Google's page token, and how far
 * into that page it points.
 *
 * @param ask - makes the request
 * @param isWanted - which items to show; the others count as seen, so that a page may have few
 * @throws DomainError `BAD_USER_INPUT` naming `first` or `after`
 */
export async function googlePage<T, P extends GooglePage>(
  request: PageRequest,
  ask: (page: { maxResults: number; pageToken: string | undefined }) => Promise<P>,
  present: (item: ItemOf<P>, page: P) => T,
  isWanted: (item: ItemOf<P>) => boolean = () => true,
): Promise<Page<T>> {
  const { limit, after: place } = placeOf(request, decodePlace);
  const wanted = limit - 1;
  const size = place?.size ?? wanted;
  const page = await ask({ maxResults: size, pageToken: place?.pageToken });
  const { nextPageToken } = page;
  const items: readonly ItemOf<P>[] = page.items ?? [];
  const next =
    typeof nextPageToken === 'string' && nextPageToken !== ''
      ? encodePlace({ pageToken: nextPageToken, size: undefined, skip: 0 })
      : undefined;
  const from = place?.skip ?? 0;
  const seen = items.slice(from, from + wanted);
  const cursorBehind = (index: number): string => {
    const skip = from + index + 1;
    const here = { pageToken: place?.pageToken, size, skip };
    return (skip >= items.length ? next : undefined) ?? encodePlace(here);
  };
  const edges = seen.flatMap((item, index) =>
    isWanted(item) ? [{ cursor: cursorBehind(index), node: present(item, page) }] : [],
  );
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: next !== undefined || from + wanted < items.length,
      hasPreviousPage: place !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      // Behind what was seen, shown or not; Google may also answer with an empty page that is not
      // the last.
      endCursor: seen.length > 0 ? cursorBehind(seen.length - 1) : (next ?? null),
    },
  };
}

function encodePlace({ pageToken = '', size = 0, skip }: Place): string {
  return encodeCursor(`${String(skip)}:${String(size)}:${pageToken}`);
}

function decodePlace(cursor: string): Place {
  const [, skip = '', size = '', pageToken = ''] = PLACE.exec(decodeCursor(cursor)) ?? [];
  if (skip === '') throw unknownCursor();
  return {
    pageToken: pageToken === '' ? undefined : pageToken,
    size: Number(size) === 0 ? undefined : pageSize(Number(size)),
    skip: Number(skip),
  };
}
