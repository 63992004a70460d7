import { randomBytes } from 'node:crypto';

import { RoomConfiguration, type ClaimGrants } from 'livekit-server-sdk';

type JsonObject = Extract<Parameters<typeof RoomConfiguration.fromJson>[0], object>;

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
  metadata: string;
  readonly participants: Map<string, EmulatedParticipant>;
  readonly dispatches: Map<string, EmulatedDispatch>;
}

/** An agent that was sent into an emulated room; no worker ever comes. */
export interface EmulatedDispatch {
  readonly id: string;
  readonly room: string;
  readonly agentName: string;
  readonly metadata: string;
  readonly deployment: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
}

/** What an emulated server's rooms depend on. */
interface RoomSettings {
  readonly autoCreate: boolean;
  readonly echoesDispatches: boolean;
}

/** An agent that is to come when a room opens. */
type FirstOrder = Partial<EmulatedDispatch>;

/**
 * The rooms of an emulated server. A room opens when it is created, or with its first participant
 * where the server does that by itself, and ends with its last.
 */
export class EmulatedRooms {
  readonly #server: RoomSettings;
  readonly #open = new Map<string, EmulatedRoom>();
  readonly #revokedBefore = new Map<string, number>();

  constructor(server: RoomSettings) {
    this.#server = server;
  }

  get autoCreate(): boolean {
    return this.#server.autoCreate;
  }

  list(): EmulatedRoom[] {
    return [...this.#open.values()];
  }

  find(name: string): EmulatedRoom | undefined {
    return this.#open.get(name);
  }

  /** Whether the room is open, or may be opened by whoever holds the token. */
  canEnter({ video }: ClaimGrants): boolean {
    return this.autoCreate || video?.roomCreate === true || this.#open.has(video?.room ?? '');
  }

  /**
   * Opens a room, or changes one that is open.
   *
   * @param orders - whom to send into it if it opens: where nobody is named, the unnamed workers
   */
  create(name: string, metadata = '', orders: readonly FirstOrder[] = []): EmulatedRoom {
    const room = this.#open.get(name) ?? this.#openRoom(name, orders);
    if (metadata !== '') room.metadata = metadata;
    return room;
  }

  /** Sends an agent into a room that is open. */
  dispatch(room: EmulatedRoom, order: FirstOrder): EmulatedDispatch {
    const { deployment = '', attributes = {} } = this.#server.echoesDispatches ? order : {};
    const dispatch = {
      id: newId('AD'),
      room: room.name,
      agentName: order.agentName ?? '',
      metadata: order.metadata ?? '',
      deployment,
      attributes,
      createdAtMs: Date.now(),
    };
    room.dispatches.set(dispatch.id, dispatch);
    return dispatch;
  }

  /** Lets somebody in; whoever is there under the same identity is put out. */
  enter(grants: ClaimGrants, end: () => void): void {
    const { room: roomName = '' } = grants.video ?? {};
    const config = RoomConfiguration.fromJson((grants.roomConfig ?? {}) as JsonObject, {
      ignoreUnknownFields: true,
    });
    const room = this.create(roomName, config.metadata, config.agents);
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

  #openRoom(name: string, orders: readonly FirstOrder[]): EmulatedRoom {
    const room = {
      sid: newId('RM'),
      name,
      openedAtMs: Date.now(),
      metadata: '',
      participants: new Map<string, EmulatedParticipant>(),
      dispatches: new Map<string, EmulatedDispatch>(),
    };
    this.#open.set(name, room);
    for (const order of orders.length > 0 ? orders : [{}]) this.dispatch(room, order);
    return room;
  }
}

/** An id in LiveKit's form. */
function newId(prefix: string): string {
  return `${prefix}_${randomBytes(6).toString('hex')}`;
}
