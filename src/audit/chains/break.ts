/** What can be wrong with a lane; docs/audit.md says what to do about each. */
export type AuditProblem =
  /** The event is not what its digest was taken over, or does not follow the one before it. */
  | 'EVENT_CHANGED'
  /** The sequence has a gap where the event should be. */
  | 'EVENT_MISSING'
  /** The event is behind the one that the lane says is its newest. */
  | 'EVENT_BEYOND_HEAD'
  /** The event is at a place from which events were pruned, or before the first one. */
  | 'EVENT_BEFORE_BASE'
  /** The event carries no key, and an event before it does. */
  | 'EVENT_UNSIGNED'
  /** The lane's record was changed: its end, its base or its signature. */
  | 'HEAD_CHANGED'
  /** The lane has no record, in a log whose lanes all have one. */
  | 'LANE_MISSING'
  /** The lane's record has no signature, in a log whose lanes all have one. */
  | 'LANE_UNSIGNED'
  /** The lane's record had been changed or removed when the gateway wrote the event. */
  | 'LANE_REOPENED'
  /** The key of the event, or of the lane's record, is not at hand: it cannot be checked. */
  | 'KEY_MISSING'
  /** The lane ends before an event that it once had. */
  | 'EVENTS_CUT_OFF'
  /** The event is not the one that once was there: the lane was written anew. */
  | 'LANE_REWRITTEN'
  /** The signature of saved heads is wrong: somebody changed them where they were kept. */
  | 'SAVED_HEADS_CHANGED';

/** Where a lane is broken. */
export interface AuditBreak {
  readonly lane: number;
  /** 0 where the problem is the lane's as a whole. */
  readonly sequence: number;
  readonly problem: AuditProblem;
  /** The key that is missing, with `KEY_MISSING` alone. */
  readonly keyId?: string;
  /** How many events and records cannot be checked without that key, this one included. */
  readonly uncheckedCount?: number;
}

/** A place in a lane, and the digest that the next event follows. */
export interface ChainLink {
  readonly sequence: number;
  readonly digest: Buffer;
}

/** Where a lane ends, in the form in which it is kept elsewhere. */
export interface LaneHead {
  readonly lane: number;
  readonly sequence: number;
  /** Hexadecimal. */
  readonly digest: string;
}

/** Heads as they are kept elsewhere: what shows that they were not changed there, if anything. */
export interface SavedHeads {
  readonly auditHeads: readonly LaneHead[];
  /** The encryption key that the signature's key is derived from. */
  readonly keyId?: string | undefined;
  /** Hexadecimal. */
  readonly signature?: string | undefined;
}

/** Heads with their signature. */
export type SignedHeads = Required<SavedHeads>;

/** A lane at one instant. */
export interface LaneState {
  readonly base: ChainLink;
  readonly head: ChainLink;
  /** The lowest and highest sequence among its events, `undefined` when it has none. */
  readonly oldestSequence: number | undefined;
  readonly newestSequence: number | undefined;
  /** The key that signed its record; `null` without a signature. */
  readonly keyId: string | null;
  /** `UNCHECKED` where it has no signature or the key is not at hand. */
  readonly signature: 'RIGHT' | 'WRONG' | 'UNCHECKED';
}

/** A lane's end in the form in which it is kept elsewhere. */
export function laneHead(lane: number, { sequence, digest }: ChainLink): LaneHead {
  return { lane, sequence, digest: digest.toString('hex') };
}

/**
 * The same with one break for all that lacks the same key: at the first of them, with their count.
 */
export function countedByKey(breaks: readonly AuditBreak[]): AuditBreak[] {
  const counted = new Map<string, AuditBreak>();
  const kept: AuditBreak[] = [];
  for (const one of breaks) {
    const { keyId, uncheckedCount = 1 } = one;
    const first = keyId === undefined ? undefined : counted.get(keyId);
    if (keyId === undefined) kept.push(one);
    else {
      const sum = (first?.uncheckedCount ?? 0) + uncheckedCount;
      counted.set(keyId, { ...(first ?? one), uncheckedCount: sum });
    }
  }
  return [...kept, ...counted.values()];
}
