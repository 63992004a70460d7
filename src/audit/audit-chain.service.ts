import type { Actor } from '../platform/actor.js';
import { addSeconds, type Clock } from '../platform/clock.js';
import { badUserInput } from '../platform/errors.js';
import {
  laneHead,
  type AuditBreak,
  type AuditChainStore,
  type LaneHead,
  type LaneState,
} from './audit-chain.store.js';
import type { AuditStore } from './audit.store.js';

/** Events read at a time; what a verification holds in memory. */
const PAGE = 1_000;
/** Events removed at a time; their lane's writers wait meanwhile. */
const PRUNE_BATCH = 1_000;
const DAY_SECONDS = 86_400;

/** What is found of a lane of which the database has nothing. */
const NO_LANE = { found: undefined, state: undefined };

/** How many days events can be kept for. */
export const RETENTION_DAYS = { least: 1, most: 3650 } as const;

/** What a verification found. */
export interface AuditVerification {
  readonly intact: boolean;
  readonly events: number;
  /** The first broken place of each broken lane. */
  readonly broken: readonly AuditBreak[];
  /** The end of each lane: kept elsewhere, it shows later that nothing was rewritten since. */
  readonly heads: readonly LaneHead[];
  /** Those of the heads to compare with that were pruned since, so that nothing shows them. */
  readonly prunedHeads: readonly LaneHead[];
}

/** What pruning did. */
export interface AuditPruning {
  readonly removed: number;
  readonly before: Date;
  /** Lanes that were left alone from here on because they are not in order. */
  readonly broken: readonly AuditBreak[];
}

/** Checks and shortens the audit log. */
export class AuditChainService {
  readonly #store: AuditStore;
  readonly #chains: AuditChainStore;
  readonly #clock: Clock;
  readonly #retentionDays: number | undefined;

  constructor(parts: {
    store: AuditStore;
    chains: AuditChainStore;
    clock: Clock;
    /** `undefined` keeps events for ever. */
    retentionDays: number | undefined;
  }) {
    this.#store = parts.store;
    this.#chains = parts.chains;
    this.#clock = parts.clock;
    this.#retentionDays = parts.retentionDays;
  }

  /** Where each lane ends now, to be kept where nobody who can write to the database can. */
  heads(): Promise<LaneHead[]> {
    return this.#chains.heads();
  }

  /**
   * Checks every lane from its base to its head, a page at a time.
   *
   * @param saved - heads from earlier: what stood there must stand there still
   */
  async verify(saved: readonly LaneHead[] = []): Promise<AuditVerification> {
    const broken: AuditBreak[] = [];
    const heads: LaneHead[] = [];
    const prunedHeads: LaneHead[] = [];
    let events = 0;
    const lanes = await this.#chains.lanes();
    const gone = saved.map(({ lane }) => lane).filter((lane) => !lanes.includes(lane));
    for (const lane of new Set([...lanes, ...gone])) {
      const { found, state } = gone.includes(lane) ? NO_LANE : await this.#verifyLane(lane);
      const ofLane = saved.filter((head) => head.lane === lane);
      const differing = await this.#compare(state, ofLane, prunedHeads);
      const first = found ?? differing;
      if (first) broken.push(first);
      if (!state) continue;
      const { base, head } = state;
      events += head.sequence - base.sequence;
      heads.push(laneHead(lane, head));
    }
    return { intact: broken.length === 0, events, broken, heads, prunedHeads };
  }

  async #compare(
    state: LaneState | undefined,
    saved: readonly LaneHead[],
    prunedHeads: LaneHead[],
  ): Promise<AuditBreak | undefined> {
    for (const head of saved) {
      const { lane, sequence } = head;
      if (sequence > (state?.head.sequence ?? 0)) {
        return { lane, sequence, problem: 'EVENTS_CUT_OFF' };
      }
      const now = await this.#chains.digestAt(lane, sequence);
      if (now === head.digest) continue;
      const base = now === undefined ? (await this.#chains.laneState(lane))?.base : undefined;
      const isPruned = base !== undefined && sequence < base.sequence;
      if (!isPruned) return { lane, sequence, problem: 'LANE_REWRITTEN' };
      prunedHeads.push(head);
    }
    return undefined;
  }

  async #verifyLane(
    lane: number,
  ): Promise<{ found: AuditBreak | undefined; state: LaneState | undefined }> {
    for (;;) {
      const state = await this.#chains.laneState(lane);
      const found = await this.#firstBreak(lane, state);
      const now = found && (await this.#chains.laneState(lane));
      // What was pruned under our feet looks like a gap; the lane then begins further on.
      const isPruned = now !== undefined && now.base.sequence > (state?.base.sequence ?? 0);
      if (!isPruned) return { found, state };
    }
  }

  async #firstBreak(lane: number, state: LaneState | undefined): Promise<AuditBreak | undefined> {
    // Events without a lane: nothing says where they should begin or end.
    if (!state) return { lane, sequence: 1, problem: 'HEAD_CHANGED' };
    const { base, head, newestSequence } = state;
    let link = base;
    while (link.sequence < head.sequence) {
      const next = await this.#chains.follow(lane, link, head.sequence, PAGE);
      if ('problem' in next) return next;
      if (next.sequence === link.sequence) {
        return { lane, sequence: link.sequence + 1, problem: 'EVENT_MISSING' };
      }
      link = next;
    }
    if (!link.digest.equals(head.digest)) {
      return { lane, sequence: head.sequence, problem: 'HEAD_CHANGED' };
    }
    if (newestSequence !== undefined && newestSequence > head.sequence) {
      return { lane, sequence: head.sequence + 1, problem: 'EVENT_BEYOND_HEAD' };
    }
    return undefined;
  }

  /**
   * Removes events older than `days`, by default those older than `AUDIT_RETENTION_DAYS`, and
   * writes down that it did. While another process is pruning it leaves that to it.
   *
   * @param stop - ends it after the batch that is under way
   * @throws DomainError `BAD_USER_INPUT` when neither says how long to keep events
   */
  async prune(days: number | undefined, actor: Actor, stop?: AbortSignal): Promise<AuditPruning> {
    const keptDays = days ?? this.#retentionDays;
    if (keptDays === undefined) {
      throw badUserInput('days', 'must be given where AUDIT_RETENTION_DAYS is not set');
    }
    const before = addSeconds(this.#clock.now(), -keptDays * DAY_SECONDS);
    const broken: AuditBreak[] = [];
    let removed = 0;
    for (const lane of await this.#chains.lanes()) {
      if (stop?.aborted) break;
      for (let hasMore = true; hasMore;) {
        const done = await this.#chains.pruneLane(lane, before, PRUNE_BATCH);
        removed += done?.removed ?? 0;
        if (done?.broken) broken.push(done.broken);
        hasMore = done?.hasMore === true && !stop?.aborted;
      }
    }
    if (removed > 0) {
      await this.#store.append({
        at: this.#clock.now(),
        action: 'AUDIT_PRUNED',
        actor,
        agentName: null,
        tokenId: null,
        details: { removed, before: before.toISOString() },
      });
    }
    return { removed, before, broken };
  }
}
