import { graphql } from '../../generated/index.js';

/** The operations about rooms, typed by codegen. */
export const RoomTokenMutation = graphql(`
  mutation RoomToken($input: LiveKitRoomTokenInput!) {
    liveKitRoomToken(input: $input) {
      serverUrl
      roomToken
      room
      identity
      issuedAt
      expiresAt
    }
  }
`);

export const RoomsQuery = graphql(`
  query Rooms($project: String, $first: Int, $after: String) {
    liveKitRooms(project: $project, first: $first, after: $after) {
      nodes {
        id
        name
        createdAt
        participantCount
        maxParticipants
        emptyTimeoutSeconds
        metadata
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const ParticipantsQuery = graphql(`
  query Participants($project: String, $room: String!) {
    liveKitParticipants(project: $project, room: $room) {
      nodes {
        id
        identity
        name
        kind
        joinedAt
        metadata
        attributes {
          name
          value
        }
        tracks {
          id
          name
          kind
          source
          isMuted
        }
        permissions {
          canPublish
          canSubscribe
          canPublishData
          canUpdateOwnMetadata
          publishSources
          hidden
        }
      }
      totalCount
    }
  }
`);

export const ParticipantQuery = graphql(`
  query Participant($room: String!, $identity: String) {
    liveKitParticipant(room: $room, identity: $identity) {
      identity
      state
    }
  }
`);

export const RemoveParticipantMutation = graphql(`
  mutation RemoveParticipant($input: RemoveLiveKitParticipantInput!) {
    removeLiveKitParticipant(input: $input) {
      room
      identity
      roomTokensRefusedBefore
    }
  }
`);

export const DispatchAgentMutation = graphql(`
  mutation DispatchAgent($input: DispatchLiveKitAgentInput!) {
    dispatchLiveKitAgent(input: $input) {
      dispatch {
        id
        room
        agentName
        metadata
        deployment
        attributes {
          name
          value
        }
        createdAt
        isOver
      }
      isNew
    }
  }
`);

export const DispatchesQuery = graphql(`
  query Dispatches($room: String!) {
    liveKitAgentDispatches(room: $room) {
      nodes {
        id
        agentName
      }
      totalCount
    }
  }
`);

export const DeleteDispatchMutation = graphql(`
  mutation DeleteDispatch($input: DeleteLiveKitAgentDispatchInput!) {
    deleteLiveKitAgentDispatch(input: $input) {
      room
      id
    }
  }
`);

export const RevokeWithRoomsMutation = graphql(`
  mutation RevokeWithRooms($input: RevokeTokenInput!) {
    revokeToken(input: $input) {
      integrationToken {
        status
      }
      roomRemovals {
        room
        identity
        outcome
        roomTokensRefusedBefore
        roomTokenExpiresAt
        message
      }
    }
  }
`);

export const RevokeAllWithRoomsMutation = graphql(`
  mutation RevokeAllWithRooms($input: RevokeAgentTokensInput!) {
    revokeAgentTokens(input: $input) {
      revokedCount
      roomRemovals {
        room
        identity
        outcome
        message
      }
    }
  }
`);

export const LiveKitPolicyMutation = graphql(`
  mutation LiveKitPolicy($input: UpdateAgentInput!) {
    updateAgent(input: $input) {
      agent {
        liveKitPolicy {
          rooms
          identities
          canPublish
          canSubscribe
          canPublishData
          canUpdateOwnMetadata
          publishSources
          canConfigureRooms
        }
      }
    }
  }
`);

export const CreateRoomMutation = graphql(`
  mutation CreateRoom($input: CreateLiveKitRoomInput!) {
    createLiveKitRoom(input: $input) {
      room {
        id
        name
        maxParticipants
        metadata
        emptyTimeoutSeconds
        departureTimeoutSeconds
      }
      isNew
    }
  }
`);

export const DeleteRoomMutation = graphql(`
  mutation DeleteRoom($input: DeleteLiveKitRoomInput!) {
    deleteLiveKitRoom(input: $input) {
      room
    }
  }
`);

export const MuteTrackMutation = graphql(`
  mutation MuteTrack($input: MuteLiveKitTrackInput!) {
    muteLiveKitTrack(input: $input) {
      track {
        id
        isMuted
      }
    }
  }
`);

export const UpdateParticipantMutation = graphql(`
  mutation UpdateParticipant($input: UpdateLiveKitParticipantInput!) {
    updateLiveKitParticipant(input: $input) {
      participant {
        identity
        name
        metadata
        attributes {
          name
          value
        }
        permissions {
          canPublish
          canSubscribe
          canPublishData
          canUpdateOwnMetadata
          publishSources
          hidden
        }
      }
    }
  }
`);

export const UpdateRoomMetadataMutation = graphql(`
  mutation UpdateRoomMetadata($input: UpdateLiveKitRoomMetadataInput!) {
    updateLiveKitRoomMetadata(input: $input) {
      room {
        name
        metadata
      }
    }
  }
`);

export const ApiTokenMutation = graphql(`
  mutation ApiToken($input: LiveKitApiTokenInput!) {
    liveKitApiToken(input: $input) {
      serverUrl
      apiToken
      grants
      issuedAt
      expiresAt
    }
  }
`);

export const RoomKeyMutation = graphql(`
  mutation RoomKey($input: LiveKitRoomTokenInput!) {
    liveKitRoomToken(input: $input) {
      roomToken
      expiresAt
      e2eeKey
    }
  }
`);
