import { bounded, checkAll } from '../../platform/checks.js';
import { badUserInput } from '../../platform/errors.js';
import { checkClocks } from '../../platform/time-zone.js';
import type { WantedSlots } from './suggest-times.js';

/** What sort of free time is looked for, as it was asked for. */
export interface SlotRequest {
  readonly durationMinutes: number;
  readonly since?: Date | null;
  readonly until?: Date | null;
  readonly timeZone: string;
  readonly workingHours?: {
    readonly days?: readonly number[] | null;
    readonly startTime: string;
    readonly endTime: string;
  } | null;
  readonly bufferMinutes?: number | null;
  readonly stepMinutes?: number | null;
  readonly first?: number | null;
}

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 14;
const DURATION_MINUTES = { least: 1, most: 1_440 } as const;
const BUFFER_MINUTES = { least: 0, most: 240 } as const;
const SLOTS = { least: 1, most: 50, default: 5 } as const;
const STEPS = [5, 10, 15, 30, 60];
const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];

/**
 * Reads what sort of free time is looked for, none of it in the past.
 *
 * @throws DomainError `BAD_USER_INPUT` naming the field
 */
export function wantedSlots(request: SlotRequest, now: Date): WantedSlots {
  const since = request.since && request.since > now ? request.since : now;
  const { workingHours, until } = request;
  if (until && until <= now) throw badUserInput('until', 'must be in the future');
  return {
    since,
    until: until ?? new Date(since.getTime() + DEFAULT_DAYS * DAY_MS),
    ...checkAll({
      durationMinutes: () => bounded('durationMinutes', request.durationMinutes, DURATION_MINUTES),
      stepMinutes: () => checkStep(request.stepMinutes ?? 15),
      bufferMinutes: () => bounded('bufferMinutes', request.bufferMinutes ?? 0, BUFFER_MINUTES),
      timeZone: () => checkClocks('timeZone', request.timeZone),
      workingHours: () =>
        workingHours
          ? { ...workingHours, days: checkDays(workingHours.days ?? MONDAY_TO_FRIDAY) }
          : undefined,
      most: () => bounded('first', request.first ?? SLOTS.default, SLOTS),
    }),
  };
}

function checkStep(minutes: number): number {
  if (STEPS.includes(minutes)) return minutes;
  throw badUserInput('stepMinutes', `must be one of: ${STEPS.join(', ')}`);
}

function checkDays<T>(days: readonly T[]): readonly T[] {
  if (days.length > 0) return days;
  throw badUserInput('workingHours.days', 'must be one or more days');
}
