import { connectionOf } from '../../schema/connection.type.js';
import { LiveKitAgentDispatch } from './dispatch.type.js';
import { LiveKitParticipant, LiveKitRoom } from './room.type.js';

/** The schema's `LiveKitRoomConnection`. */
export const LiveKitRoomConnection = connectionOf('LiveKitRoom', LiveKitRoom, {
  one: 'room',
  many: 'rooms',
  edge: 'A room and its place in the list.',
  page: 'A page of rooms, by name.',
  totalCount: 'How many rooms are open, on all pages.',
});

/** The schema's `LiveKitParticipantConnection`. */
export const LiveKitParticipantConnection = connectionOf('LiveKitParticipant', LiveKitParticipant, {
  one: 'participant',
  many: 'participants',
  edge: 'A participant and its place in the list.',
  page: 'A page of participants, by identity.',
  totalCount: 'How many are in the room, on all pages.',
});

/** The schema's `LiveKitAgentDispatchConnection`. */
export const LiveKitAgentDispatchConnection = connectionOf(
  'LiveKitAgentDispatch',
  LiveKitAgentDispatch,
  {
    one: 'dispatch',
    many: 'dispatches',
    edge: 'A dispatch and its place in the list.',
    page: 'A page of dispatches, by id.',
    totalCount: 'How many there are in the room, on all pages.',
  },
);
