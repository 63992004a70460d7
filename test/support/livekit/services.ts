import { ParticipantInfo, ParticipantInfo_State, Room, type ClaimGrants } from 'livekit-server-sdk';

import { newId, type EmulatedParticipant, type EmulatedRoom, type EmulatedRooms } from './rooms.js';

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
  'AgentDispatchService.CreateDispatch': (_rooms, request, grants) => {
    const room = adminRoom(request, grants);
    const { agentName, metadata = '' } = request;
    return { id: newId('AD'), room, agentName, metadata };
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

function denied(): TwirpRefusal {
  return new TwirpRefusal(401, 'unauthenticated', 'permissions denied');
}

function roomMessage({ sid, name, openedAtMs, metadata, participants }: EmulatedRoom): Room {
  return new Room({
    sid,
    name,
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
