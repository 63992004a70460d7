import type { Actor } from '../platform/actor.js';
import type { Clock } from '../platform/clock.js';
import type { Position } from '../platform/cursor.js';
import { addressBlock } from '../platform/network/networks.js';
import type { AuditFilter, AuditStore } from './audit.store.js';
import { EventLimit } from './event-limit.js';
import type { AuditEventRecord } from './event.js';

/** Reads the audit log, and writes what changes nothing else. */
export class AuditService {
  readonly #store: AuditStore;
  readonly #clock: Clock;
  readonly #refusals: EventLimit;

  constructor(store: AuditStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.#refusals = new EventLimit(clock);
  }

  /** A page of events, newest first. */
  list(
    filter: AuditFilter,
    page: { limit: number; after: Position | undefined },
  ): Promise<AuditEventRecord[]> {
    return this.#store.list(filter, page);
  }

  /** A page of events, oldest first, with everything that their digests were taken over. */
  async exportPage(filter: AuditFilter, page: { limit: number; after: Position | undefined }) {
    const events = await this.#store.listOldestFirst(filter, page);
    return events.map((event) => ({ ...event, digest: event.digest.toString('hex') }));
  }

  /** How many events a filter lets through. */
  count(filter: AuditFilter): Promise<number> {
    return this.#store.count(filter);
  }

  /** Writes down what was done somewhere else, at this moment. */
  record(event: Omit<Parameters<AuditStore['append']>[0], 'at'>): Promise<void> {
    return this.#store.append({ ...event, at: this.#clock.now() });
  }

  /**
   * Writes down that a rule refused somebody a root field. What one principal is refused beyond
   * 20 a minute is counted instead: the last event before says so by `restOfMinute`, the
   * next one after by `leftOut`.
   */
  async recordRefusal(
    actor: Actor,
    refusal: { field: string; reason: string | null },
  ): Promise<void> {
    const { kind, name, address } = actor;
    const note = this.#refusals.count([kind, name ?? addressBlock(address ?? '')]);
    if (!note) return;
    await this.record({
      action: 'ACCESS_REFUSED',
      actor,
      agentName: actor.kind === 'AGENT' || actor.kind === 'ENROLLED_AGENT' ? actor.name : null,
      tokenId: null,
      details: { ...refusal, ...note },
    });
  }
}
