import { badUserInput, DomainError } from '../../platform/errors.js';
import type { GoogleCalendarEntry } from '../google/resource.js';

/** The `reason` of an error about a name that several calendars have. */
export const AMBIGUOUS_NAME = 'AMBIGUOUS_NAME';

const MOST_NEAR_NAMES = 5;
/** Of two names' pairs of letters, the share that must be common for them to be near. */
const NEAR_SHARE = 0.3;

/**
 * The id of the calendar that is called so on an account's list: exactly, or else but for case and
 * space. The name that the account's owner gave it comes before the one that it has for everybody.
 *
 * @returns `undefined` where none is called so
 * @throws DomainError `BAD_USER_INPUT` with reason {@link AMBIGUOUS_NAME}, naming `argument`, where
 *   several are
 */
export function calendarCalled(
  argument: string,
  name: string,
  entries: readonly GoogleCalendarEntry[],
): string | undefined {
  const ways: ((entry: GoogleCalendarEntry) => boolean)[] = [
    ({ id }) => id === name,
    (entry) => exactly(shownName(entry)) === exactly(name),
    ({ summary }) => exactly(summary ?? '') === exactly(name),
    (entry) => loosely(shownName(entry)) === loosely(name),
    ({ summary }) => loosely(summary ?? '') === loosely(name),
  ];
  for (const isCalled of ways) {
    const ids = new Set(entries.filter(isCalled).map(({ id }) => id ?? ''));
    if (ids.size > 1) throw ambiguous(argument, [...ids]);
    const [only] = ids;
    if (only !== undefined) return only;
  }
  return undefined;
}

/**
 * The answer where no calendar is called so. What others are called stands in `nearNames` alone:
 * their owners wrote it, and a message is read aloud.
 */
export function noCalendarCalled(
  name: string,
  entries: readonly GoogleCalendarEntry[],
): DomainError {
  const nearNames = entries
    .map((entry) => ({ id: entry.id ?? '', name: shownName(entry) }))
    .map((calendar) => ({ calendar, likeness: likenessOf(loosely(calendar.name), loosely(name)) }))
    .filter(({ likeness }) => likeness >= NEAR_SHARE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_NEAR_NAMES)
    .map(({ calendar }) => calendar);
  return new DomainError(
    'NOT_FOUND',
    'No calendar on the account’s list has this name. The list has the names and ids of all.',
    { reason: 'notFound', details: nearNames.length > 0 ? { nearNames } : {} },
  );
}

function ambiguous(argument: string, ids: readonly string[]): DomainError {
  const { message, problems } = badUserInput(
    argument,
    `is the name of several calendars: give the id of one, ${ids.join(' or ')}`,
  );
  return new DomainError('BAD_USER_INPUT', message, { reason: AMBIGUOUS_NAME, problems });
}

function shownName({ summaryOverride, summary }: GoogleCalendarEntry): string {
  return summaryOverride ?? summary ?? '';
}

/** As it is written, whichever way its letters are put together. */
function exactly(name: string): string {
  return name.normalize('NFC');
}

function loosely(name: string): string {
  const letters = name.normalize('NFKC').trim().replace(/\s+/g, ' ');
  // Twice, so that letters of which only one case is a single one are equal in both.
  return letters.toUpperCase().toLowerCase().normalize('NFC');
}

/** How alike two names are: 1 where one has the other in it, else the share of common pairs. */
function likenessOf(one: string, other: string): number {
  if (one === '' || other === '') return 0;
  if (one.includes(other) || other.includes(one)) return 1;
  const [a, b] = [pairsOf(one), pairsOf(other)];
  const common = [...a].filter((pair) => b.has(pair)).length;
  return (2 * common) / Math.max(1, a.size + b.size);
}

function pairsOf(text: string): ReadonlySet<string> {
  const letters = Array.from(text);
  return new Set(letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`));
}
