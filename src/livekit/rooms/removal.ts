import { addSeconds, type Clock } from '../../platform/clock.js';

/** How an attempt to take somebody out of a room went. */
export type RemovalOutcome = 'REMOVED' | 'NOT_IN_ROOM' | 'FAILED';

/** What became of somebody whom a revoked integration token had let in. */
export interface RoomRemoval {
  /** The room's project; empty for the default one. */
  readonly project: string;
  readonly room: string;
  readonly identity: string;
  readonly outcome: RemovalOutcome;
  /** The instant before which LiveKit was told to refuse the identity's room tokens. */
  readonly roomTokensRefusedBefore: Date | null;
  /**
   * Until when a room token that was handed out opens the room, where LiveKit does not refuse it.
   */
  readonly roomTokenExpiresAt: Date;
  /** What was done or could not be, in a sentence. */
  readonly message: string;
}

/** Room tokens tell whole seconds: those that were signed within the present one are meant too. */
export function revocationTime(clock: Clock): Date {
  return addSeconds(clock.now(), 1);
}
