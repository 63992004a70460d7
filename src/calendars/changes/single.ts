import { DomainError, invalidArguments } from '../../platform/errors.js';
import type { GoogleEvent } from '../google/resource.js';

/** How Google names the instances of a series: by its id, and by where they stood in it. */
const INSTANCE_ID = /_\d{8}(?:T\d{6}Z)?$/;

/** Whether an id names one instance of a series, by its form. */
export function isInstanceId(id: string): boolean {
  return INSTANCE_ID.test(id);
}

/**
 * Refuses a whole series where one event is meant: a series that is named by mistake would be
 * changed or deleted as a whole.
 *
 * @throws DomainError `BAD_USER_INPUT` with reason `SERIES`, naming `scope`
 */
export function checkOne(event: GoogleEvent): void {
  if (!event.recurrence?.length || typeof event.recurringEventId === 'string') return;
  const message =
    'cannot be a single event where the id names a whole series: give the id of one of its ' +
    `events, such as ${firstInstanceId(event)}, which lists of events have, or choose all of it`;
  throw invalidArguments([{ path: 'scope', message }], 'BAD_USER_INPUT', 'SERIES');
}

/**
 * Checks and returns an event that has not been deleted.
 *
 * @throws DomainError `NOT_FOUND` with reason `deleted`
 */
export function checkThere(event: GoogleEvent): GoogleEvent {
  if (event.status !== 'cancelled') return event;
  throw new DomainError('NOT_FOUND', 'The event was deleted.', { reason: 'deleted' });
}

/**
 * Refuses to give one event of a series a rule of its own: Google keeps those of whole series
 * alone, so that the event would be told as changed and would not repeat.
 *
 * @throws DomainError `BAD_USER_INPUT` with reason `INSTANCE`, naming `recurrence`
 */
export function checkRepeatable(event: GoogleEvent, { recurrence }: GoogleEvent): void {
  if (typeof event.recurringEventId !== 'string' || !recurrence?.length) return;
  const message =
    'cannot be that of one event of a series: choose this and following events, or all of it, or ' +
    'make an event of its own';
  throw invalidArguments([{ path: 'recurrence', message }], 'BAD_USER_INPUT', 'INSTANCE');
}

function firstInstanceId({ id, start }: GoogleEvent): string {
  const stamp =
    start?.date ??
    (typeof start?.dateTime === 'string'
      ? new Date(start.dateTime).toISOString().replace(/\.\d+/, '')
      : 'YYYYMMDDTHHMMSSZ');
  return `${id ?? ''}_${stamp.replace(/[-:]/g, '')}`;
}
