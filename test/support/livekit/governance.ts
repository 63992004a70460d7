/**
 * The root fields that need a scope which no agent has by default, each with an operation.
 * `$fresh` is a name that nothing has.
 */
export const ROOM_GOVERNANCE: Readonly<Record<string, string>> = {
  'Query.liveKitRooms': '{ liveKitRooms { totalCount } }',
  'Query.liveKitParticipants': '{ liveKitParticipants(room: $fresh) { totalCount } }',
  'Mutation.liveKitApiToken':
    'mutation { liveKitApiToken(input: { grants: [ROOM_LIST] }) { expiresAt } }',
  'Mutation.createLiveKitRoom': 'mutation { createLiveKitRoom(input: { name: $fresh }) { isNew } }',
  'Mutation.deleteLiveKitRoom': 'mutation { deleteLiveKitRoom(input: { room: $fresh }) { room } }',
  'Mutation.muteLiveKitTrack':
    'mutation { muteLiveKitTrack(input: { room: $fresh, identity: "a", trackId: "b", isMuted: true }) { track { id } } }',
  'Mutation.updateLiveKitParticipant':
    'mutation { updateLiveKitParticipant(input: { room: $fresh, identity: "a", name: "b" }) { participant { id } } }',
  'Mutation.updateLiveKitRoomMetadata':
    'mutation { updateLiveKitRoomMetadata(input: { room: $fresh, metadata: "" }) { room { id } } }',
  'Mutation.removeLiveKitParticipant':
    'mutation { removeLiveKitParticipant(input: { room: $fresh, identity: "a" }) { room } }',
  'Query.liveKitAgentDispatches': '{ liveKitAgentDispatches(room: $fresh) { totalCount } }',
  'Mutation.deleteLiveKitAgentDispatch':
    'mutation { deleteLiveKitAgentDispatch(input: { room: $fresh, id: "a" }) { room } }',
  'Mutation.dispatchLiveKitAgent':
    'mutation { dispatchLiveKitAgent(input: { room: $fresh, agentName: "a" }) { dispatch { id } } }',
};
