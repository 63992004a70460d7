import type { AuditBreak, LaneHead, LaneState } from './break.js';
import type { AuditChainStore } from './chain.store.js';
import { walkFrom, type EventWalk } from './event-walk.js';
import type { Keyring } from './keyring.sql.js';

/** Events read at a time; what a verification holds in memory. */
const PAGE = 1_000;

/** What was found of one lane. */
export interface LaneFinding {
  /** `undefined` where the lane's record is missing. */
  readonly state: LaneState | undefined;
  readonly breaks: readonly AuditBreak[];
  /** Whether any of its events has a key. */
  readonly isKeyed: boolean;
}

/** Checks a lane from its base to its head, a page at a time, while others write and prune. */
export async function verifyLane(
  chains: AuditChainStore,
  lane: number,
  keyring: Keyring,
): Promise<LaneFinding> {
  for (;;) {
    const state = await chains.laneState(lane);
    if (!state) return { state, breaks: [], isKeyed: false };
    const walk = await walkThrough(chains, lane, state, keyring);
    const events = walk.broken ? [...walk.notes, walk.broken] : walk.notes;
    const breaks = [...events, ...recordBreaks(lane, state, walk, keyring)];
    const now = breaks.length > 0 ? await chains.laneState(lane) : undefined;
    // What was pruned under our feet looks like a gap; the lane then begins further on.
    const isPruned = now !== undefined && now.base.sequence > state.base.sequence;
    if (!isPruned) return { state, breaks, isKeyed: walk.isKeyed };
  }
}

async function walkThrough(
  chains: AuditChainStore,
  lane: number,
  { base, head }: LaneState,
  keyring: Keyring,
): Promise<EventWalk> {
  let walk = walkFrom(base);
  while (walk.link.sequence < head.sequence && !walk.broken) {
    const next = await chains.follow(walk, lane, { until: head.sequence, limit: PAGE }, keyring);
    if (next === walk) {
      const sequence = walk.link.sequence + 1;
      return { ...walk, broken: { lane, sequence, problem: 'EVENT_MISSING' } };
    }
    walk = next;
  }
  return walk;
}

/** What is wrong with the lane's record, and with events outside its bounds. */
function recordBreaks(
  lane: number,
  state: LaneState,
  walk: EventWalk,
  keyring: Keyring,
): AuditBreak[] {
  const { base, head, oldestSequence, newestSequence, keyId, signature } = state;
  const breaks: AuditBreak[] = [];
  const isUnknown = signature === 'UNCHECKED' && keyId !== null && !keyring.isKnown(keyId);
  const isOther = !walk.broken && !walk.link.digest.equals(head.digest);
  if (signature === 'WRONG' || isUnknown || isOther) {
    breaks.push({ lane, sequence: head.sequence, problem: 'HEAD_CHANGED' });
  }
  if (signature === 'UNCHECKED' && keyId !== null && !isUnknown) {
    breaks.push({ lane, sequence: head.sequence, problem: 'KEY_MISSING', keyId });
  }
  if (newestSequence !== undefined && newestSequence > head.sequence) {
    breaks.push({ lane, sequence: head.sequence + 1, problem: 'EVENT_BEYOND_HEAD' });
  }
  if (oldestSequence !== undefined && oldestSequence <= base.sequence) {
    breaks.push({ lane, sequence: oldestSequence, problem: 'EVENT_BEFORE_BASE' });
  }
  return breaks;
}

/**
 * Compares a lane with heads that were saved earlier.
 *
 * @returns the first that differs, and those that were pruned since, so that nothing shows them
 */
export async function compareLane(
  chains: AuditChainStore,
  lane: number,
  state: LaneState | undefined,
  saved: readonly LaneHead[],
): Promise<{ differing: AuditBreak | undefined; pruned: readonly LaneHead[] }> {
  const digests = await chains.digestsAt(
    lane,
    saved.map(({ sequence }) => sequence),
  );
  const pruned: LaneHead[] = [];
  for (const head of saved) {
    const { sequence } = head;
    if (sequence > (state?.head.sequence ?? 0)) {
      return { differing: { lane, sequence, problem: 'EVENTS_CUT_OFF' }, pruned };
    }
    const now = digests.get(sequence);
    if (now === head.digest) continue;
    const base = now === undefined ? (await chains.laneState(lane))?.base : undefined;
    const isPruned = base !== undefined && sequence < base.sequence;
    if (!isPruned) return { differing: { lane, sequence, problem: 'LANE_REWRITTEN' }, pruned };
    pruned.push(head);
  }
  return { differing: undefined, pruned };
}
