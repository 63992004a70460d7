import { measureCalendars } from '../support/calendar-share.js';
import { renderCalendars } from '../support/report.js';
import type { Bench, Findings } from './part.js';

/** The gateway's own share of queries about calendars. */
export async function measureCalendarShares({ postgres, folder, cores }: Bench): Promise<Findings> {
  const databaseUrl = await postgres.createDatabase('bench_calendars');
  const shares = await measureCalendars(databaseUrl, folder, cores?.server);
  return { text: renderCalendars(shares), json: shares, isGood: true };
}
