/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What `generateToken` makes, and for whom. */
export type GenerateTokenInput = {
  /** The agent: 1 to 100 characters out of `A-Z a-z 0-9 . _ -`. An unknown one is registered. */
  agent: string;
  /** A remark for people, at most 500 characters. */
  note?: string | null | undefined;
  /** How many seconds the agent's present token stays good, never past its own expiry; 300 when left out, and 0 revokes it at once. */
  overlapSeconds?: number | null | undefined;
  /** The provider that the agent belongs to. */
  provider: IntegrationProvider;
  /** What it may be used for; the provider's default when left out. */
  scopes?: Array<string> | null | undefined;
  /** The lifetime in seconds, 60 to 31622400; 30 days when left out. */
  ttlSeconds?: number | null | undefined;
};

/** A system whose agents carry integration tokens. */
export type IntegrationProvider =
  /** MCP servers for Google Calendar; their tokens travel in the `X-Google-MCP-Token` header. */
  | 'GOOGLE_CALENDAR_MCP'
  /** LiveKit voice agents; their tokens travel in the `X-LiveKit-Token` header. */
  | 'LIVEKIT';

/** Where a token stands at the moment of the answer. */
export type IntegrationTokenStatus =
  /** Good, and its agent's current token. */
  | 'ACTIVE'
  /** Past its `expiresAt`, and refused. */
  | 'EXPIRED'
  /** Good until its `expiresAt`; another token has taken its place. */
  | 'RETIRING'
  /** Ended before its time, and refused. */
  | 'REVOKED';

/** Which token `revokeToken` ends. */
export type RevokeTokenInput = {
  /** The id from `integrationTokens`. */
  id: string | number;
  /** Why, for people and the audit log; at most 500 characters. */
  reason?: string | null | undefined;
  /** Whether to take those whom it let into LiveKit rooms out of them; false when left out. Doing it again, when it is revoked already, tries those again that could not be removed. */
  removeFromRooms?: boolean | null | undefined;
};

/** What sort of principal a request acts for. */
export type ViewerKind =
  /** An agent, by a live integration token. */
  | 'AGENT'
  /** Nobody in particular: the request carried no credential. */
  | 'ANONYMOUS'
  /** A client that acts for a user as an agent, by an access token of `/oauth/token`: at `/mcp` alone. */
  | 'DELEGATE'
  /** An agent, by its agent key or by a JWT of a subject bound to it: it may read its own current token. */
  | 'ENROLLED_AGENT'
  /** Somebody who governs tokens. */
  | 'SUPERUSER'
  /** A back end that may introspect tokens, and nothing else. */
  | 'VERIFIER';

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { kind: ViewerKind, name: string | null } };

export type TokensQueryVariables = Exact<{
  provider: IntegrationProvider;
  after?: string | null | undefined;
}>;


export type TokensQuery = { integrationTokens: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, agentName: string, hint: string, status: IntegrationTokenStatus, issuedAt: string, expiresAt: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type GenerateTokenMutationVariables = Exact<{
  input: GenerateTokenInput;
}>;


export type GenerateTokenMutation = { generateToken: { token: string, integrationToken: { agentName: string, expiresAt: string } } };

export type RevokeTokenMutationVariables = Exact<{
  input: RevokeTokenInput;
}>;


export type RevokeTokenMutation = { revokeToken: { integrationToken: { id: string, status: IntegrationTokenStatus } } };


export const ViewerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;
export const TokensDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Tokens"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"IntegrationProvider"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"integrationTokens"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<TokensQuery, TokensQueryVariables>;
export const GenerateTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GenerateToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GenerateTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generateToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"integrationToken"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}}]}}]} as unknown as DocumentNode<GenerateTokenMutation, GenerateTokenMutationVariables>;
export const RevokeTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"integrationToken"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]} as unknown as DocumentNode<RevokeTokenMutation, RevokeTokenMutationVariables>;