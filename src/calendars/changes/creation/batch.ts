import { createHash } from 'node:crypto';

import { DomainError, invalidArguments, type ArgumentProblem } from '../../../platform/errors.js';
import type { GoogleEvent } from '../../google/resource.js';
import { newEvent, type WantedEvent } from './new-event.js';

/** How many events one call makes. */
export const MOST_EVENTS_AT_ONCE = 50;

/** An event of a batch, as Google is told it. */
export type BatchEvent = GoogleEvent & { readonly id: string };

/** The private properties of an event by which a later call knows it. */
const BATCH = 'tokenGatewayBatch';
const CONTENT = 'tokenGatewayContent';

/** What the events of a batch are found by, as Google's `privateExtendedProperty` has it. */
export function batchFilter(batchId: string): string {
  return `${BATCH}=${batchId}`;
}

/**
 * The events of a batch as Google is told them, all of them checked.
 *
 * @param batch.id - the same for the same key of the same caller
 * @param batch.idAt - the id of the event at a place of the batch
 * @throws DomainError `BAD_USER_INPUT` naming what is wrong in each event
 */
export function batchOf(
  wanted: readonly WantedEvent[],
  batch: { readonly id: string; readonly idAt: (place: number) => string },
  isPrimary: boolean,
): readonly BatchEvent[] {
  const problems: ArgumentProblem[] = [];
  const checked = wanted.map((event, place): BatchEvent => {
    const id = batch.idAt(place);
    try {
      const fields = newEvent(event, id, isPrimary);
      const content = createHash('sha256').update(JSON.stringify(fields)).digest('base64url');
      const properties = { [BATCH]: batch.id, [CONTENT]: content };
      return { ...fields, id, extendedProperties: { private: properties } };
    } catch (error) {
      if (!(error instanceof DomainError) || error.problems.length === 0) throw error;
      problems.push(
        ...error.problems.map(({ path, message }) => ({
          path: path === 'calendar' ? path : `events.${String(place)}.${path}`,
          message,
        })),
      );
      return { id };
    }
  });
  if (problems.length > 0) throw invalidArguments(problems);
  return checked;
}

/**
 * Refuses a batch that says something else than what was made of it before.
 *
 * @param known - what is there of the batch
 * @throws DomainError `CONFLICT` with reason `KEY_USED`, naming each event that differs
 */
export function checkSame(batch: readonly BatchEvent[], known: readonly GoogleEvent[]): void {
  const problems = batch.flatMap(({ id, extendedProperties }, place) => {
    const before = known.find((event) => event.id === id)?.extendedProperties?.private?.[CONTENT];
    if (before === undefined || before === extendedProperties?.private?.[CONTENT]) return [];
    const message =
      'is another event than the one that was made by this idempotency key: use another key';
    return [{ path: `events.${String(place)}`, message }];
  });
  if (problems.length > 0) throw invalidArguments(problems, 'CONFLICT', 'KEY_USED');
}
