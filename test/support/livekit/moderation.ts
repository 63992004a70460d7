import { ParticipantPermission } from 'livekit-server-sdk';

import { participantMessage, roomMessage } from './messages.js';
import type { EmulatedParticipant, EmulatedRooms } from './rooms.js';
import { adminRoom, TwirpRefusal, type Call, type Request } from './twirp.js';

type Json = Parameters<typeof ParticipantPermission.fromJson>[0];

/** What LiveKit's RoomService does with participants and the metadata of rooms. */
export const MODERATION_CALLS: Readonly<Record<string, Call>> = {
  'RoomService.GetParticipant': (rooms, request, grants) =>
    participantMessage(requireParticipant(rooms, adminRoom(request, grants), request)).toJson(),
  'RoomService.MutePublishedTrack': (rooms, request, grants) => {
    const participant = find(rooms, adminRoom(request, grants), request);
    // Who is not there is a topic to which nobody listens.
    if (!participant) throw new TwirpRefusal(503, 'unavailable', 'no response from servers');
    const muted = request['muted'] === true;
    if (!muted && !rooms.unmutesRemotely) {
      throw new TwirpRefusal(412, 'failed_precondition', 'remote unmute not enabled');
    }
    const track = participant.tracks.find(({ sid }) => sid === request['trackSid']);
    if (track) track.muted = muted;
    return { track: track?.toJson() };
  },
  'RoomService.UpdateParticipant': (rooms, request, grants) => {
    const participant = requireParticipant(rooms, adminRoom(request, grants), request);
    const { name, metadata, attributes, permission } = request;
    if (typeof name === 'string' && name !== '') participant.name = name;
    if (typeof metadata === 'string' && metadata !== '') participant.metadata = metadata;
    const kept = Object.entries({ ...participant.attributes, ...(attributes as object) });
    participant.attributes = Object.fromEntries(kept.filter(([, value]) => value !== ''));
    if (permission) {
      participant.permission = ParticipantPermission.fromJson(permission as Json);
      if (!participant.permission.canPublish) participant.tracks = [];
    }
    return participantMessage(participant).toJson();
  },
  'RoomService.UpdateRoomMetadata': (rooms, request, grants) => {
    const room = rooms.find(adminRoom(request, grants));
    if (!room) throw new TwirpRefusal(404, 'not_found', 'requested room does not exist');
    const { metadata = '' } = request;
    room.metadata = metadata as string;
    return roomMessage(room).toJson();
  },
};

function find(
  rooms: EmulatedRooms,
  room: string,
  { identity }: Request,
): EmulatedParticipant | undefined {
  return rooms.find(room)?.participants.get(String(identity));
}

function requireParticipant(
  rooms: EmulatedRooms,
  room: string,
  request: Request,
): EmulatedParticipant {
  const participant = find(rooms, room, request);
  if (participant) return participant;
  throw new TwirpRefusal(404, 'not_found', 'participant does not exist');
}
