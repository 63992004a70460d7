import { badUserInput } from '../../platform/errors.js';
import type { WantedSlots } from './suggest-times.js';
import { checkTimeZone } from './zone.js';

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
const STEPS = [5, 10, 15, 30, 60];
const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];

/**
 * Reads what sort of free time is looked for.
 *
 * @throws DomainError `BAD_USER_INPUT` naming the field
 */
export function wantedSlots(request: SlotRequest, now: Date): WantedSlots {
  const since = request.since ?? now;
  const stepMinutes = request.stepMinutes ?? 15;
  if (!STEPS.includes(stepMinutes)) {
    throw badUserInput('input.stepMinutes', `must be one of: ${STEPS.join(', ')}`);
  }
  const { workingHours } = request;
  if (workingHours?.days?.length === 0) {
    throw badUserInput('input.workingHours.days', 'must be one or more days');
  }
  return {
    since,
    until: request.until ?? new Date(since.getTime() + DEFAULT_DAYS * DAY_MS),
    durationMinutes: within('input.durationMinutes', request.durationMinutes, 1, 1_440),
    stepMinutes,
    bufferMinutes: within('input.bufferMinutes', request.bufferMinutes ?? 0, 0, 240),
    timeZone: checkTimeZone('input.timeZone', request.timeZone),
    workingHours: workingHours
      ? { ...workingHours, days: workingHours.days ?? MONDAY_TO_FRIDAY }
      : undefined,
    most: within('input.first', request.first ?? 5, 1, 50),
  };
}

function within(argument: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw badUserInput(argument, `must be from ${String(least)} to ${String(most)}`);
}
