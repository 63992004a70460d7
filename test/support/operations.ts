import { graphql } from '../generated/index.js';

/** The operations that most tests send, typed by codegen. */
export const ViewerQuery = graphql(`
  query Viewer {
    viewer {
      kind
      name
      provider
      scopes
    }
  }
`);

export const CurrentTokenQuery = graphql(`
  query CurrentToken($agent: String!) {
    currentToken(agent: $agent) {
      agentName
      provider
      header
      token
      expiresAt
      refreshAt
      valid
      message
    }
  }
`);

export const GenerateTokenMutation = graphql(`
  mutation GenerateToken($input: GenerateTokenInput!) {
    generateToken(input: $input) {
      token
      integrationToken {
        ...IntegrationTokenFields
      }
    }
  }
`);

export const IntegrationTokenFields = graphql(`
  fragment IntegrationTokenFields on IntegrationToken {
    id
    provider
    agentName
    hint
    status
    scopes
    issuedAt
    issuedBy
    expiresAt
    lastUsedAt
    revokedAt
    revokedReason
    note
  }
`);

export const IntegrationTokensQuery = graphql(`
  query IntegrationTokens(
    $provider: IntegrationProvider
    $agent: String
    $status: IntegrationTokenStatus
    $first: Int
    $after: String
  ) {
    integrationTokens(
      provider: $provider
      agent: $agent
      status: $status
      first: $first
      after: $after
    ) {
      edges {
        cursor
        node {
          id
        }
      }
      nodes {
        ...IntegrationTokenFields
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      totalCount
    }
  }
`);

export const IntegrationTokenQuery = graphql(`
  query IntegrationToken($id: ID!) {
    integrationToken(id: $id) {
      ...IntegrationTokenFields
    }
  }
`);
