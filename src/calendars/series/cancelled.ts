import type { Temporal } from 'temporal-polyfill';

import type { GoogleEvent, GoogleEventPage } from '../google/resource.js';
import { seriesStart } from './stamps.js';
import { originalTime } from './time.js';

/**
 * What the clocks of a series show where an instance of it was deleted. Google keeps these beside
 * the series, by the time at which they stood: they would be back once it is moved or cut.
 *
 * @param read - reads a page of a series and its exceptions
 */
export async function cancelledStarts(
  series: GoogleEvent,
  read: (wanted: { iCalUID: string; pageToken: string | undefined }) => Promise<GoogleEventPage>,
): Promise<Temporal.PlainDateTime[]> {
  const { iCalUID, recurrence } = series;
  if (typeof iCalUID !== 'string' || !recurrence?.length) return [];
  const found: GoogleEvent[] = [];
  let pageToken: string | undefined;
  do {
    const page = await read({ iCalUID, pageToken });
    found.push(...(page.items ?? []));
    pageToken = page.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
  return found
    .filter(({ status, recurringEventId, originalStartTime }) => {
      return status === 'cancelled' && recurringEventId === series.id && originalStartTime;
    })
    .map((instance) => seriesStart(originalTime(instance, series)).local);
}
