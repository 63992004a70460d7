import { badUserInput } from '../../platform/errors.js';

const DAY_MS = 24 * 3600 * 1000;
const MOST_DAYS = 366;

/** What an agent used of LiveKit on one day, in UTC. */
export interface DayOfUsage {
  /** As in `2030-01-31`. */
  readonly day: string;
  readonly roomTokens: number;
  readonly joins: number;
  readonly connectedSeconds: number;
}

/** From which day to which, both included. */
export interface UsagePeriod {
  readonly from: string;
  readonly to: string;
}

/**
 * Passes a period of at most 366 days.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `to`
 */
export function checkPeriod(from: Date, to: Date): UsagePeriod {
  const days = (to.getTime() - from.getTime()) / DAY_MS + 1;
  if (days < 1) throw badUserInput('to', 'must not be before from');
  if (days > MOST_DAYS) {
    throw badUserInput('to', `must be at most ${String(MOST_DAYS)} days after from, both included`);
  }
  return { from: dayOf(from), to: dayOf(to) };
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
