import { graphql } from './generated/index.js';

/** Who the key belongs to: asked once, to tell a superuser from everybody else. */
export const ViewerQuery = graphql(`
  query Viewer {
    viewer {
      kind
      name
    }
  }
`);

/** A page of a provider's tokens, newest first. */
export const TokensQuery = graphql(`
  query Tokens($provider: IntegrationProvider!, $after: String) {
    integrationTokens(provider: $provider, first: 10, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          agentName
          hint
          status
          issuedAt
          expiresAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Makes a new token the agent's current one. */
export const GenerateTokenMutation = graphql(`
  mutation GenerateToken($input: GenerateTokenInput!) {
    generateToken(input: $input) {
      token
      integrationToken {
        agentName
        expiresAt
      }
    }
  }
`);

/** Ends a token at once. */
export const RevokeTokenMutation = graphql(`
  mutation RevokeToken($input: RevokeTokenInput!) {
    revokeToken(input: $input) {
      integrationToken {
        id
        status
      }
    }
  }
`);
