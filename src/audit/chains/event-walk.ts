import type { AuditBreak, ChainLink } from './break.js';

/** How far a lane's events were followed. */
export interface EventWalk {
  /** The last event that is in order. */
  readonly link: ChainLink;
  /** Whether an event with a key has come by: none without one can follow. */
  readonly isKeyed: boolean;
  /** What is to be told of events that the chain goes on behind. */
  readonly notes: readonly AuditBreak[];
  /** The first event that is not in order. */
  readonly broken: AuditBreak | undefined;
}

/** The beginning of a walk. */
export function walkFrom(link: ChainLink): EventWalk {
  return { link, isKeyed: false, notes: [], broken: undefined };
}
