import { graphql } from '../generated/index.js';

/** The operations about Google accounts, typed by codegen. */
graphql(`
  fragment GoogleAccountFields on GoogleAccount {
    id
    kind
    account
    state
    agents
    grantedScopes
    neededScopes
    missingScopes
    consentExpiresAt
    lastRefreshAt
    lastError
    warnings {
      kind
      message
    }
  }
`);

export const ConnectGoogleAccountMutation = graphql(`
  mutation ConnectGoogleAccount($input: ConnectGoogleAccountInput!) {
    connectGoogleAccount(input: $input) {
      consentUrl
      expiresAt
    }
  }
`);

export const ImportGoogleConnectionMutation = graphql(`
  mutation ImportGoogleConnection($input: ImportGoogleConnectionInput!) {
    importGoogleConnection(input: $input) {
      connection {
        ...GoogleAccountFields
      }
    }
  }
`);

export const ImportGoogleServiceAccountMutation = graphql(`
  mutation ImportGoogleServiceAccount($input: ImportGoogleServiceAccountInput!) {
    importGoogleServiceAccount(input: $input) {
      connection {
        ...GoogleAccountFields
      }
    }
  }
`);

export const DisconnectGoogleAccountMutation = graphql(`
  mutation DisconnectGoogleAccount($input: DisconnectGoogleAccountInput!) {
    disconnectGoogleAccount(input: $input) {
      connection {
        ...GoogleAccountFields
      }
      revokedAtGoogle
      message
    }
  }
`);

export const BindGoogleConnectionMutation = graphql(`
  mutation BindGoogleConnection($input: BindGoogleConnectionInput!) {
    bindGoogleConnection(input: $input) {
      connection {
        ...GoogleAccountFields
      }
    }
  }
`);

export const UnbindGoogleConnectionMutation = graphql(`
  mutation UnbindGoogleConnection($input: UnbindGoogleConnectionInput!) {
    unbindGoogleConnection(input: $input) {
      connection {
        ...GoogleAccountFields
      }
    }
  }
`);

export const GoogleConnectionsQuery = graphql(`
  query GoogleConnections($agent: String, $state: GoogleAccountState, $first: Int, $after: String) {
    googleConnections(agent: $agent, state: $state, first: $first, after: $after) {
      nodes {
        ...GoogleAccountFields
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const GoogleAccessTokenQuery = graphql(`
  query GoogleAccessToken($connection: ID) {
    googleAccessToken(connection: $connection) {
      id
      account
      accessToken
      expiresAt
      grantedScopes
    }
  }
`);
