import { randomBytes } from 'node:crypto';

import type { ClaimGrants } from 'livekit-server-sdk';

/** Somebody in an emulated room. */
export interface EmulatedParticipant {
  readonly sid: string;
  readonly identity: string;
  readonly name: string;
  readonly metadata: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly joinedAtMs: number;
  readonly end: () => void;
}

/** A room that is open. */
export interface EmulatedRoom {
  readonly sid: string;
  readonly name: string;
  readonly openedAtMs: number;
  readonly metadata: string;
  readonly participants: Map<string, EmulatedParticipant>;
}

/**
 * The rooms of an emulated server: a room opens with its first participant and ends with its last.
 */
export class EmulatedRooms {
  readonly #open = new Map<string, EmulatedRoom>();
  readonly #revokedBefore = new Map<string, number>();

  list(): EmulatedRoom[] {
    return [...this.#open.values()];
  }

  find(name: string): EmulatedRoom | undefined {
    return this.#open.get(name);
  }

  /** Lets somebody in; whoever is there under the same identity is put out. */
  enter(grants: ClaimGrants, end: () => void): void {
    const { room: roomName = '' } = grants.video ?? {};
    const room = this.#open.get(roomName) ?? this.#openRoom(roomName, grants);
    const identity = grants.sub ?? '';
    room.participants.get(identity)?.end();
    room.participants.set(identity, {
      sid: newId('PA'),
      identity,
      name: grants.name ?? '',
      metadata: grants.metadata ?? '',
      attributes: grants.attributes ?? {},
      joinedAtMs: Date.now(),
      end,
    });
  }

  /** Takes somebody out, unless another has taken the identity since. */
  leave(grants: ClaimGrants, end?: () => void): void {
    const room = this.#open.get(grants.video?.room ?? '');
    const participant = room?.participants.get(grants.sub ?? '');
    if (!room || !participant || (end && participant.end !== end)) return;
    room.participants.delete(participant.identity);
    if (room.participants.size === 0) this.#open.delete(room.name);
  }

  /** Puts somebody out, and remembers from when on room tokens of that identity are good. */
  remove(room: EmulatedRoom, identity: string, revokedBefore: number): void {
    this.#revokedBefore.set(`${room.name} ${identity}`, revokedBefore);
    const participant = room.participants.get(identity);
    this.leave({ sub: identity, video: { room: room.name } });
    participant?.end();
  }

  isRevoked(grants: ClaimGrants): boolean {
    const key = `${grants.video?.room ?? ''} ${grants.sub ?? ''}`;
    return (grants.nbf ?? 0) < (this.#revokedBefore.get(key) ?? 0);
  }

  #openRoom(name: string, grants: ClaimGrants): EmulatedRoom {
    const metadata = grants.roomConfig?.metadata ?? '';
    const room = {
      sid: newId('RM'),
      name,
      openedAtMs: Date.now(),
      metadata,
      participants: new Map<string, EmulatedParticipant>(),
    };
    this.#open.set(name, room);
    return room;
  }
}

/** An id in LiveKit's form. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(6).toString('hex')}`;
}
