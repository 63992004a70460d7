import type { Actor } from '../../platform/actor.js';
import { addSeconds, type Clock } from '../../platform/clock.js';
import { badUserInput } from '../../platform/errors.js';
import type { AuditStore } from '../audit.store.js';
import type { AuditPruneStore } from '../retention/prune.store.js';
import {
  countedByKey,
  laneHead,
  type AuditBreak,
  type LaneHead,
  type SavedHeads,
  type SignedHeads,
} from './break.js';
import { ALL_LANES, type AuditChainStore } from './chain.store.js';
import { compareLane, verifyLane, type LaneFinding } from './lane-verification.js';
import type { AuditLaneStore } from './lane.store.js';

/** Events removed at a time; their lane's writers wait meanwhile. */
const PRUNE_BATCH = 1_000;
const DAY_SECONDS = 86_400;

/** How many days events can be kept for. */
export const RETENTION_DAYS = { least: 1, most: 3650 } as const;

/** What a verification found. */
export interface AuditVerification {
  readonly intact: boolean;
  readonly events: number;
  /** Of each lane the first event that is not in order, and what else is wrong with it. */
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

/** Where the log ends now. */
export interface AuditHeads {
  /** Of the lanes that are as the gateway left them. */
  readonly signed: SignedHeads;
  /** The lanes whose record was changed or removed by somebody else. */
  readonly changedLanes: readonly number[];
  /** The ids of keys that are not at hand, and under which other gateways signed lanes. */
  readonly missingKeys: readonly string[];
}

interface AuditChainServiceParts {
  readonly store: AuditStore;
  readonly chains: AuditChainStore;
  readonly pruning: AuditPruneStore;
  readonly lanes: AuditLaneStore;
  readonly clock: Clock;
  /** `undefined` keeps events for ever. */
  readonly retentionDays: number | undefined;
}

/** Checks and shortens the audit log. */
export class AuditChainService {
  readonly #parts: AuditChainServiceParts;

  constructor(parts: AuditChainServiceParts) {
    this.#parts = parts;
  }

  /**
   * Where each lane ends now, signed, to be kept where nobody who can write to the database can.
   */
  async heads(): Promise<AuditHeads> {
    const { sound, changed, missingKeys } = await this.#parts.chains.heads();
    return { signed: this.#parts.chains.signHeads(sound), changedLanes: changed, missingKeys };
  }

  /** The same with a signature for each lane. */
  async headsByLane(): Promise<(LaneHead & Pick<SignedHeads, 'keyId' | 'signature'>)[]> {
    const { sound } = await this.#parts.chains.heads();
    return sound.map((head) => {
      const { keyId, signature } = this.#parts.chains.signHeads([head]);
      return { ...head, keyId, signature };
    });
  }

  /**
   * Signs the log under the first encryption key from now on: a plain log, and what other keys
   * signed. To be called when the operator replaces keys.
   */
  useFirstKey(): Promise<void> {
    return this.#parts.lanes.useFirstKey();
  }

  /**
   * Checks every lane from its base to its head, a page at a time.
   *
   * @param saved - heads from earlier: what was there must still be there
   */
  async verify(saved: readonly SavedHeads[] = []): Promise<AuditVerification> {
    const keyring = await this.#parts.chains.keyring();
    const broken: AuditBreak[] = [];
    const prunedHeads: LaneHead[] = [];
    const trusted = saved.filter((heads) => !this.#parts.chains.isForged(heads, keyring));
    for (const { auditHeads } of saved.filter((heads) => !trusted.includes(heads))) {
      const { lane, sequence } = auditHeads[0] ?? { lane: 0, sequence: 0 };
      broken.push({ lane, sequence, problem: 'SAVED_HEADS_CHANGED' });
    }
    const savedHeads = byLane(trusted.flatMap(({ auditHeads }) => auditHeads));
    const findings = new Map<number, LaneFinding>();
    const lanes = await this.#parts.chains.lanes();
    for (const lane of new Set([...lanes, ...savedHeads.keys()])) {
      const finding = await verifyLane(this.#parts.chains, lane, keyring);
      const ofLane = savedHeads.get(lane) ?? [];
      const { differing, pruned } = await compareLane(
        this.#parts.chains,
        lane,
        finding.state,
        ofLane,
      );
      findings.set(lane, finding);
      broken.push(...finding.breaks, ...(differing ? [differing] : []));
      prunedHeads.push(...pruned);
    }
    broken.push(...(await this.#unsignedLanes(lanes, findings, keyring.isLogKeyed)));
    const states = [...findings].flatMap(([lane, { state }]) => (state ? [{ lane, state }] : []));
    return {
      intact: broken.length === 0,
      events: states.reduce((sum, { state }) => sum + state.head.sequence - state.base.sequence, 0),
      broken: countedByKey(broken),
      heads: states.map(({ lane, state }) => laneHead(lane, state.head)),
      prunedHeads,
    };
  }

  /** The lanes that have no record, and in a keyed log those that have no signature. */
  async #unsignedLanes(
    lanes: readonly number[],
    findings: ReadonlyMap<number, LaneFinding>,
    wasKeyed: boolean,
  ): Promise<AuditBreak[]> {
    // Read at one instant: a log is keyed in one step, perhaps while it was being verified.
    const keys = await this.#parts.chains.laneKeys();
    const isKeyed =
      wasKeyed ||
      [...keys.values()].some((keyId) => keyId !== null) ||
      [...findings.values()].some((finding) => finding.isKeyed);
    return [...new Set([...(isKeyed ? ALL_LANES : []), ...lanes])].flatMap((lane): AuditBreak[] => {
      const keyId = keys.get(lane);
      if (keyId === undefined) return [{ lane, sequence: 0, problem: 'LANE_MISSING' }];
      return isKeyed && keyId === null ? [{ lane, sequence: 0, problem: 'LANE_UNSIGNED' }] : [];
    });
  }

  /**
   * Removes events older than `days`, by default those older than `AUDIT_RETENTION_DAYS`, and
   * writes down that it did. While another process is pruning it leaves that to it.
   *
   * @param stop - ends it after the batch that is under way
   * @throws DomainError `BAD_USER_INPUT` when neither says how long to keep events
   */
  async prune(days: number | undefined, actor: Actor, stop?: AbortSignal): Promise<AuditPruning> {
    const keptDays = days ?? this.#parts.retentionDays;
    if (keptDays === undefined) {
      throw badUserInput('days', 'must be given where AUDIT_RETENTION_DAYS is not set');
    }
    const before = addSeconds(this.#parts.clock.now(), -keptDays * DAY_SECONDS);
    const broken: AuditBreak[] = [];
    let removed = 0;
    for (const lane of await this.#parts.chains.lanes()) {
      if (stop?.aborted) break;
      for (let hasMore = true; hasMore;) {
        const done = await this.#parts.pruning.pruneLane(lane, before, PRUNE_BATCH);
        removed += done?.removed ?? 0;
        if (done?.broken) broken.push(done.broken);
        hasMore = done?.hasMore === true && !stop?.aborted;
      }
    }
    if (removed > 0) {
      await this.#parts.store.append({
        at: this.#parts.clock.now(),
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

/** Every head once, oldest first; an empty lane's shows nothing. */
function byLane(heads: readonly LaneHead[]): ReadonlyMap<number, readonly LaneHead[]> {
  const lanes = new Map<number, Map<string, LaneHead>>();
  for (const head of heads.filter(({ sequence }) => sequence > 0)) {
    const ofLane = lanes.get(head.lane) ?? new Map<string, LaneHead>();
    lanes.set(head.lane, ofLane.set(`${String(head.sequence)} ${head.digest}`, head));
  }
  return new Map(
    [...lanes].map(([lane, ofLane]) => [
      lane,
      [...ofLane.values()].sort((a, b) => a.sequence - b.sequence),
    ]),
  );
}
