import {
  AgentDispatch,
  ParticipantInfo,
  ParticipantInfo_State,
  Room,
  type ClaimGrants,
} from 'livekit-server-sdk';

import type {
  EmulatedDispatch,
  EmulatedParticipant,
  EmulatedRoom,
  EmulatedRooms,
} from './rooms.js';

/** An error in Twirp's form. */
export class TwirpRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

type Request = Readonly<Record<string, unknown>>;
type Call = (rooms: EmulatedRooms, request: Request, grants: ClaimGrants) => unknown;

const CALLS: Readonly<Record<string, Call>> = {
  'RoomService.ListRooms': (rooms, { names }, { video }) => {
    if (!video?.roomList) throw denied();
    const wanted = new Set(names as readonly string[] | undefined);
    const found = rooms.list().filter(({ name }) => wanted.size === 0 || wanted.has(name));
    return { rooms: found.map((room) => roomMessage(room).toJson()) };
  },
  'RoomService.ListParticipants': (rooms, request, grants) => {
    const room = rooms.find(adminRoom(request, grants));
    const participants = [...(room?.participants.values() ?? [])];
    return { participants: participants.map((one) => participantMessage(one).toJson()) };
  },
  'RoomService.RemoveParticipant': (rooms, request, grants) => {
    const room = rooms.find(adminRoom(request, grants));
    const identity = String(request['identity']);
    if (!room?.participants.has(identity)) {
      throw new TwirpRefusal(404, 'not_found', 'participant does not exist');
    }
    rooms.remove(room, identity, Number(request['revokeTokenTs'] ?? 0));
    return {};
  },
  'RoomService.CreateRoom': (rooms, request, { video }) => {
    if (!video?.roomCreate) throw denied();
    const { roomPreset = '' } = request;
    if (roomPreset !== '' && rooms.find(String(request['name'])) === undefined) {
      if (!rooms.hasPreset(String(roomPreset))) {
        const problem = 'unknown room configuration in create room request';
        throw new TwirpRefusal(400, 'invalid_argument', problem);
      }
    }
    return roomMessage(rooms.create(String(request['name']), request)).toJson();
  },
  'RoomService.DeleteRoom': (rooms, { room: name }, { video }) => {
    if (!video?.roomCreate) throw denied();
    if (!rooms.delete(String(name))) {
      throw new TwirpRefusal(404, 'not_found', 'requested room does not exist');
    }
    return {};
  },
  'AgentDispatchService.CreateDispatch': (rooms, request, grants) => {
    const name = adminRoom(request, grants);
    const room = rooms.autoCreate ? rooms.create(name) : openRoom(rooms, name);
    return dispatchMessage(rooms.dispatch(room, request)).toJson();
  },
  'AgentDispatchService.ListDispatch': (rooms, request, grants) => {
    const { dispatches } = openRoom(rooms, adminRoom(request, grants));
    const { dispatchId } = request;
    const found = [...dispatches.values()].filter(({ id }) => !dispatchId || id === dispatchId);
    return { agentDispatches: found.map((one) => dispatchMessage(one).toJson()) };
  },
  'AgentDispatchService.DeleteDispatch': (rooms, request, grants) => {
    const { dispatches } = openRoom(rooms, adminRoom(request, grants));
    const id = String(request['dispatchId']);
    const dispatch = dispatches.get(id);
    if (!dispatch) throw new TwirpRefusal(404, 'not_found', 'dispatch ID not found');
    dispatches.delete(id);
    return dispatchMessage(dispatch).toJson();
  },
};

/** Does what one of LiveKit's services does. */
export function callService(
  rooms: EmulatedRooms,
  method: string,
  request: Request,
  grants: ClaimGrants,
): unknown {
  const call = CALLS[method];
  if (!call) throw new TwirpRefusal(404, 'bad_route', `no handler for ${method}`);
  return call(rooms, request, grants);
}

function adminRoom({ room }: Request, { video }: ClaimGrants): string {
  if (!video?.roomAdmin || video.room !== room) throw denied();
  return String(room);
}

/** To a room that is not open nobody listens, and the server waits for an answer in vain. */
function openRoom(rooms: EmulatedRooms, name: string): EmulatedRoom {
  const room = rooms.find(name);
  if (!room) throw new TwirpRefusal(503, 'unavailable', 'no response from servers');
  return room;
}

function denied(): TwirpRefusal {
  return new TwirpRefusal(401, 'unauthenticated', 'permissions denied');
}

function roomMessage({ openedAtMs, participants, ...room }: EmulatedRoom): Room {
  const { sid, name, metadata, maxParticipants, emptyTimeout, departureTimeout } = room;
  return new Room({
    sid,
    name,
    maxParticipants,
    emptyTimeout,
    departureTimeout,
    creationTime: BigInt(Math.floor(openedAtMs / 1000)),
    creationTimeMs: BigInt(openedAtMs),
    numParticipants: participants.size,
    metadata,
  });
}

function participantMessage({ joinedAtMs, ...rest }: EmulatedParticipant): ParticipantInfo {
  const { sid, identity, name, metadata, attributes } = rest;
  return new ParticipantInfo({
    sid,
    identity,
    name,
    metadata,
    attributes: { ...attributes },
    state: ParticipantInfo_State.JOINED,
    joinedAt: BigInt(Math.floor(joinedAtMs / 1000)),
    joinedAtMs: BigInt(joinedAtMs),
  });
}

/** As it comes over the wire, the moment in nanoseconds. */
function dispatchMessage({ createdAtMs, ...rest }: EmulatedDispatch): AgentDispatch {
  return new AgentDispatch({
    ...rest,
    attributes: { ...rest.attributes },
    state: { createdAt: BigInt(createdAtMs) * 1_000_000n },
  });
}
