import { badUserInput } from '../../platform/errors.js';

const LONGEST_RANGE_MS = 92 * 86_400_000;

/**
 * Checks a stretch of time in which calendars are looked at.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `until`
 */
export function checkRange(since: Date, until: Date): void {
  if (until <= since) throw badUserInput('until', 'must be after the beginning of the range');
  if (until.getTime() - since.getTime() > LONGEST_RANGE_MS) {
    throw badUserInput('until', 'must be at most 92 days after the beginning of the range');
  }
}

/** The items in order, so many at a time. */
export function inChunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_unused, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
