import { shown } from './times.js';

const DAY_MS = 86_400_000;
const OFFSET = /([+-])(\d\d):(\d\d)$/;

/**
 * Shows instants by the clocks of a zone, as {@link shown} does, for many of them: where a day of
 * UTC begins and ends with the same offset, its instants need no look into the zone.
 */
export function localTimes(timeZone: string): (instant: string) => string {
  const offsets = new Map<number, string | undefined>();
  const offsetAt = (ms: number): string => shown(new Date(ms).toISOString(), timeZone).slice(19);
  return (instant) => {
    const ms = Date.parse(instant);
    const day = Math.floor(ms / DAY_MS);
    if (!offsets.has(day)) {
      const offset = offsetAt(day * DAY_MS);
      offsets.set(day, offset === offsetAt((day + 1) * DAY_MS) ? offset : undefined);
    }
    const offset = offsets.get(day);
    const [, sign, hours, minutes] = OFFSET.exec(offset ?? '') ?? [];
    if (offset === undefined || sign === undefined) return shown(instant, timeZone);
    const aheadMs = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
    return new Date(ms + aheadMs).toISOString().slice(0, 19) + offset;
  };
}
