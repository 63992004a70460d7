import type { ClaimGrants } from 'livekit-server-sdk';

import { dispatchMessage, participantMessage, roomMessage } from './messages.js';
import { MODERATION_CALLS } from './moderation.js';
import type { EmulatedRoom, EmulatedRooms } from './rooms.js';
import { adminRoom, denied, TwirpRefusal, type Call, type Request } from './twirp.js';

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
  ...MODERATION_CALLS,
  'Egress.ListEgress': (_rooms, _request, { video }) => {
    if (!video?.roomRecord) throw denied();
    return { items: [] };
  },
  'Ingress.ListIngress': (_rooms, _request, { video }) => {
    if (!video?.ingressAdmin) throw denied();
    return { items: [] };
  },
  'SIP.ListSIPOutboundTrunk': (_rooms, _request, { sip }) => {
    if (!sip?.admin) throw denied();
    return { items: [] };
  },
  'SIP.CreateSIPParticipant': (_rooms, { roomName, participantIdentity }, { sip }) => {
    if (!sip?.call) throw denied();
    return { roomName, participantIdentity };
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

/** To a room that is not open nobody listens, and the server waits for an answer in vain. */
function openRoom(rooms: EmulatedRooms, name: string): EmulatedRoom {
  const room = rooms.find(name);
  if (!room) throw new TwirpRefusal(503, 'unavailable', 'no response from servers');
  return room;
}
