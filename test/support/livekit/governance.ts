/**
 * The root fields that need the scope `livekit.admin`, each with an operation. `$fresh` is a
 * name that nothing has.
 */
export const ROOM_GOVERNANCE: Readonly<Record<string, string>> = {
  'Query.liveKitRooms': '{ liveKitRooms { totalCount } }',
  'Query.liveKitParticipants': '{ liveKitParticipants(room: $fresh) { totalCount } }',
  'Mutation.createLiveKitRoom': 'mutation { createLiveKitRoom(input: { name: $fresh }) { isNew } }',
  'Mutation.deleteLiveKitRoom': 'mutation { deleteLiveKitRoom(input: { room: $fresh }) { room } }',
  'Mutation.removeLiveKitParticipant':
    'mutation { removeLiveKitParticipant(input: { room: $fresh, identity: "a" }) { room } }',
  'Query.liveKitAgentDispatches': '{ liveKitAgentDispatches(room: $fresh) { totalCount } }',
  'Mutation.deleteLiveKitAgentDispatch':
    'mutation { deleteLiveKitAgentDispatch(input: { room: $fresh, id: "a" }) { room } }',
  'Mutation.dispatchLiveKitAgent':
    'mutation { dispatchLiveKitAgent(input: { room: $fresh, agentName: "a" }) { dispatch { id } } }',
};
