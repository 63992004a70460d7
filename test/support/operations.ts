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

graphql(`
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

export const RotateTokenMutation = graphql(`
  mutation RotateToken($input: RotateTokenInput!) {
    rotateToken(input: $input) {
      token
      integrationToken {
        ...IntegrationTokenFields
      }
    }
  }
`);

export const RevokeTokenMutation = graphql(`
  mutation RevokeToken($input: RevokeTokenInput!) {
    revokeToken(input: $input) {
      integrationToken {
        ...IntegrationTokenFields
      }
    }
  }
`);

export const RevokeAgentTokensMutation = graphql(`
  mutation RevokeAgentTokens($input: RevokeAgentTokensInput!) {
    revokeAgentTokens(input: $input) {
      revokedCount
    }
  }
`);

export const RegisterAgentMutation = graphql(`
  mutation RegisterAgent($input: RegisterAgentInput!) {
    registerAgent(input: $input) {
      agent {
        id
        name
        provider
        renewal
        ttlSeconds
        overlapSeconds
        scopes
        enabled
      }
    }
  }
`);

export const DeleteAgentMutation = graphql(`
  mutation DeleteAgent($input: DeleteAgentInput!) {
    deleteAgent(input: $input) {
      agentName
      deletedId
    }
  }
`);

export const UpdateAgentMutation = graphql(`
  mutation UpdateAgent($input: UpdateAgentInput!) {
    updateAgent(input: $input) {
      agent {
        name
        renewal
        ttlSeconds
        overlapSeconds
        scopes
        enabled
      }
    }
  }
`);

export const AgentsQuery = graphql(`
  query Agents($provider: IntegrationProvider, $first: Int, $after: String) {
    agents(provider: $provider, first: $first, after: $after) {
      nodes {
        name
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const AgentActivitiesQuery = graphql(`
  query AgentActivities {
    agents(first: 200) {
      nodes {
        name
        tokenExpiresAt
        lastUsedAt
        googleAccounts
      }
    }
  }
`);

export const AgentQuery = graphql(`
  query Agent($name: String!) {
    agent(name: $name) {
      id
      name
      enabled
      keys {
        id
        hint
        revokedAt
      }
    }
  }
`);

export const CreateAgentKeyMutation = graphql(`
  mutation CreateAgentKey($input: CreateAgentKeyInput!) {
    createAgentKey(input: $input) {
      key
      agentKey {
        id
        hint
        expiresAt
      }
    }
  }
`);

export const RevokeAgentKeyMutation = graphql(`
  mutation RevokeAgentKey($input: RevokeAgentKeyInput!) {
    revokeAgentKey(input: $input) {
      agentKey {
        id
        revokedAt
      }
    }
  }
`);

export const AuditEventsQuery = graphql(`
  query AuditEvents($filter: AuditEventFilter, $first: Int, $after: String) {
    auditEvents(filter: $filter, first: $first, after: $after) {
      nodes {
        id
        at
        action
        actorKind
        actorName
        agentName
        tokenId
        address
        requestId
        details
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const GatewayStatusQuery = graphql(`
  query GatewayStatus {
    gatewayStatus {
      version
      checkedAt
      findings {
        area
        code
        level
        subject
        message
        action
      }
    }
  }
`);
