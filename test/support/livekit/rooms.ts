import { randomBytes } from 'node:crypto';

import {
  ParticipantPermission,
  RoomConfiguration,
  TrackInfo,
  TrackSource,
  TrackType,
  type ClaimGrants,
} from 'livekit-server-sdk';

type JsonObject = Extract<Parameters<typeof RoomConfiguration.fromJson>[0], object>;

/** Somebody in an emulated room. */
export interface EmulatedParticipant {
  readonly sid: string;
  readonly identity: string;
  name: string;
  metadata: string;
  attributes: Readonly<Record<string, string>>;
  permission: ParticipantPermission;
  tracks: readonly TrackInfo[];
  readonly joinedAtMs: number;
  readonly end: () => void;
}

/** A room that is open. */
export interface EmulatedRoom {
  readonly sid: string;
  readonly name: string;
  readonly openedAtMs: number;
  metadata: string;
  readonly maxParticipants: number;
  readonly emptyTimeout: number;
  readonly departureTimeout: number;
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
  readonly unmutesRemotely: boolean;
  readonly autoCreate: boolean;
  readonly echoesDispatches: boolean;
}

/** An agent that is to come when a room opens. */
type FirstOrder = Partial<EmulatedDispatch>;

/** How a room is to be set up that opens, in protobuf's JSON. */
interface RoomSetup extends Partial<
  Pick<EmulatedRoom, 'metadata' | 'maxParticipants' | 'emptyTimeout' | 'departureTimeout'>
> {
  readonly roomPreset?: string;
  /** Whom to send into it; nobody named: the unnamed workers. */
  readonly agents?: readonly FirstOrder[];
}

/** The configurations that the server has, by their names: one. */
const PRESETS: Readonly<Record<string, RoomSetup>> = {
  lecture: { maxParticipants: 200, emptyTimeout: 900, departureTimeout: 60 },
};

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

  get unmutesRemotely(): boolean {
    return this.#server.unmutesRemotely;
  }

  list(): EmulatedRoom[] {
    return [...this.#open.values()];
  }

  find(name: string): EmulatedRoom | undefined {
    return this.#open.get(name);
  }

  /** Whether the room is open, or may be opened by whoever holds the token. */
  canEnter({ video, roomPreset = '' }: ClaimGrants): boolean {
    if (roomPreset !== '' && !this.hasPreset(roomPreset)) return this.#open.has(video?.room ?? '');
    return this.autoCreate || video?.roomCreate === true || this.#open.has(video?.room ?? '');
  }

  hasPreset(name: string): boolean {
    return name in PRESETS;
  }

  /** Opens a room; one that is open stays as it is. */
  create(name: string, setup: RoomSetup = {}): EmulatedRoom {
    return this.#open.get(name) ?? this.#openRoom(name, setup);
  }

  /** Closes a room and puts out everybody; returns whether it was open. */
  delete(name: string): boolean {
    const room = this.#open.get(name);
    if (!room) return false;
    this.#open.delete(name);
    for (const participant of room.participants.values()) participant.end();
    return true;
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
    const { roomPreset = '' } = grants;
    const { metadata, maxParticipants, emptyTimeout, departureTimeout, agents } = config;
    const setup = { metadata, maxParticipants, emptyTimeout, departureTimeout, agents };
    const room = this.create(roomName, { ...setup, roomPreset });
    const identity = grants.sub ?? '';
    room.participants.get(identity)?.end();
    room.participants.set(identity, {
      sid: newId('PA'),
      identity,
      name: grants.name ?? '',
      metadata: grants.metadata ?? '',
      attributes: grants.attributes ?? {},
      permission: permissionOf(grants.video ?? {}),
      tracks: [],
      joinedAtMs: Date.now(),
      end,
    });
  }

  /** Has a participant publish a microphone; returns the track's id. */
  publish(name: string, identity: string): string {
    const participant = this.#open.get(name)?.participants.get(identity);
    if (!participant) throw new Error('Nobody of that identity is there.');
    const [type, source] = [TrackType.AUDIO, TrackSource.MICROPHONE];
    const track = new TrackInfo({ sid: newId('TR'), name: 'voice', type, source });
    participant.tracks = [...participant.tracks, track];
    return track.sid;
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

  #openRoom(name: string, setup: RoomSetup): EmulatedRoom {
    const preset = PRESETS[setup.roomPreset ?? ''];
    const { agents = [] } = setup;
    const room = {
      sid: newId('RM'),
      name,
      openedAtMs: Date.now(),
      metadata: setup.metadata ?? '',
      // As LiveKit does it, 0 stands for what is left out.
      maxParticipants: setup.maxParticipants || (preset?.maxParticipants ?? 0),
      emptyTimeout: setup.emptyTimeout || (preset?.emptyTimeout ?? 300),
      departureTimeout: setup.departureTimeout || (preset?.departureTimeout ?? 20),
      participants: new Map<string, EmulatedParticipant>(),
      dispatches: new Map<string, EmulatedDispatch>(),
    };
    this.#open.set(name, room);
    for (const order of agents.length > 0 ? agents : [{}]) this.dispatch(room, order);
    return room;
  }
}

/** What a token lets its participant do, as LiveKit tells it. */
function permissionOf(video: NonNullable<ClaimGrants['video']>): ParticipantPermission {
  // In a token the sources have names and no numbers, whatever the SDK's type says.
  const sources = (video.canPublishSources ?? []) as unknown as readonly string[];
  const numberOf = (name: string) => TrackSource[name.toUpperCase() as keyof typeof TrackSource];
  return new ParticipantPermission({
    canPublish: video.canPublish ?? true,
    canSubscribe: video.canSubscribe ?? true,
    canPublishData: video.canPublishData ?? true,
    canPublishSources: sources.map(numberOf),
    canUpdateMetadata: video.canUpdateOwnMetadata ?? false,
    hidden: video.hidden ?? false,
    canSubscribeMetrics: video.canSubscribeMetrics ?? false,
  });
}

/** An id in LiveKit's form. */
function newId(prefix: string): string {
  return `${prefix}_${randomBytes(6).toString('hex')}`;
}
