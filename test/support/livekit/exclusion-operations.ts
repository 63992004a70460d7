import { graphql } from '../../generated/index.js';

export const EndExclusionMutation = graphql(`
  mutation EndExclusion($input: EndLiveKitExclusionInput!) {
    endLiveKitExclusion(input: $input) {
      exclusion {
        id
      }
    }
  }
`);

export const RemoveAndExcludeMutation = graphql(`
  mutation RemoveAndExclude($input: RemoveLiveKitParticipantInput!) {
    removeLiveKitParticipant(input: $input) {
      wasInRoom
      exclusions {
        id
        agentName
        identity
        room
        endsAt
      }
    }
  }
`);

export const UsageOfAgentsQuery = graphql(`
  query UsageOfAgents($from: Date!, $to: Date!) {
    agents(first: 200) {
      nodes {
        name
        liveKitUsage(from: $from, to: $to) {
          roomTokenCount
        }
      }
    }
  }
`);

export const ExcludeMutation = graphql(`
  mutation Exclude($input: ExcludeFromLiveKitInput!) {
    excludeFromLiveKit(input: $input) {
      exclusion {
        id
        agentName
        identity
        user {
          issuer
          subject
        }
        room
        reason
        createdBy
        endsAt
      }
      roomRemovals {
        room
        identity
        outcome
      }
    }
  }
`);

export const ExclusionsQuery = graphql(`
  query Exclusions($agent: String, $room: String, $first: Int, $after: String) {
    liveKitExclusions(agent: $agent, room: $room, first: $first, after: $after) {
      nodes {
        id
        agentName
        identity
        room
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const UsageQuery = graphql(`
  query Usage($name: String!, $from: Date!, $to: Date!) {
    agent(name: $name) {
      liveKitUsage(from: $from, to: $to) {
        roomTokenCount
        joinCount
        connectedMinutes
        days {
          date
          roomTokenCount
          joinCount
          connectedMinutes
        }
      }
    }
  }
`);
