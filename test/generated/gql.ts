/* eslint-disable */
import * as types from './graphql.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  mutation RoomToken($input: LiveKitRoomTokenInput!) {\n    liveKitRoomToken(input: $input) {\n      serverUrl\n      roomToken\n      room\n      identity\n      issuedAt\n      expiresAt\n    }\n  }\n": typeof types.RoomTokenDocument,
    "\n  query Rooms($first: Int, $after: String) {\n    liveKitRooms(first: $first, after: $after) {\n      nodes {\n        id\n        name\n        createdAt\n        participantCount\n        metadata\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.RoomsDocument,
    "\n  query Participants($room: String!) {\n    liveKitParticipants(room: $room) {\n      nodes {\n        id\n        identity\n        name\n        kind\n        joinedAt\n        metadata\n        attributes {\n          name\n          value\n        }\n      }\n      totalCount\n    }\n  }\n": typeof types.ParticipantsDocument,
    "\n  mutation RemoveParticipant($input: RemoveLiveKitParticipantInput!) {\n    removeLiveKitParticipant(input: $input) {\n      room\n      identity\n      roomTokensRefusedBefore\n    }\n  }\n": typeof types.RemoveParticipantDocument,
    "\n  mutation DispatchAgent($input: DispatchLiveKitAgentInput!) {\n    dispatchLiveKitAgent(input: $input) {\n      dispatch {\n        id\n        room\n        agentName\n        metadata\n      }\n    }\n  }\n": typeof types.DispatchAgentDocument,
    "\n  mutation RevokeWithRooms($input: RevokeTokenInput!) {\n    revokeToken(input: $input) {\n      integrationToken {\n        status\n      }\n      roomRemovals {\n        room\n        identity\n        outcome\n        roomTokensRefusedBefore\n        roomTokenExpiresAt\n        message\n      }\n    }\n  }\n": typeof types.RevokeWithRoomsDocument,
    "\n  mutation RevokeAllWithRooms($input: RevokeAgentTokensInput!) {\n    revokeAgentTokens(input: $input) {\n      revokedCount\n      roomRemovals {\n        room\n        identity\n        outcome\n        message\n      }\n    }\n  }\n": typeof types.RevokeAllWithRoomsDocument,
    "\n  mutation LiveKitPolicy($input: UpdateAgentInput!) {\n    updateAgent(input: $input) {\n      agent {\n        liveKitPolicy {\n          rooms\n          identities\n          canPublish\n          canSubscribe\n          canPublishData\n          canUpdateOwnMetadata\n          publishSources\n          canConfigureRooms\n        }\n      }\n    }\n  }\n": typeof types.LiveKitPolicyDocument,
    "\n  mutation BindAgentSubject($input: BindAgentSubjectInput!) {\n    bindAgentSubject(input: $input) {\n      agentSubject {\n        id\n        agentName\n        issuer\n        subject\n        createdAt\n      }\n    }\n  }\n": typeof types.BindAgentSubjectDocument,
    "\n  mutation UnbindAgentSubject($input: UnbindAgentSubjectInput!) {\n    unbindAgentSubject(input: $input) {\n      agentSubject {\n        id\n        agentName\n      }\n    }\n  }\n": typeof types.UnbindAgentSubjectDocument,
    "\n  query AgentSubjects($name: String!) {\n    agent(name: $name) {\n      subjects {\n        id\n        agentName\n        issuer\n        subject\n        createdAt\n      }\n    }\n  }\n": typeof types.AgentSubjectsDocument,
    "\n  query Viewer {\n    viewer {\n      kind\n      name\n      provider\n      scopes\n    }\n  }\n": typeof types.ViewerDocument,
    "\n  query CurrentToken($agent: String!) {\n    currentToken(agent: $agent) {\n      agentName\n      provider\n      header\n      token\n      expiresAt\n      refreshAt\n      valid\n      message\n    }\n  }\n": typeof types.CurrentTokenDocument,
    "\n  mutation GenerateToken($input: GenerateTokenInput!) {\n    generateToken(input: $input) {\n      token\n      integrationToken {\n        ...IntegrationTokenFields\n      }\n    }\n  }\n": typeof types.GenerateTokenDocument,
    "\n  fragment IntegrationTokenFields on IntegrationToken {\n    id\n    provider\n    agentName\n    hint\n    status\n    scopes\n    issuedAt\n    issuedBy\n    expiresAt\n    lastUsedAt\n    revokedAt\n    revokedReason\n    note\n  }\n": typeof types.IntegrationTokenFieldsFragmentDoc,
    "\n  query IntegrationTokens(\n    $provider: IntegrationProvider\n    $agent: String\n    $status: IntegrationTokenStatus\n    $first: Int\n    $after: String\n  ) {\n    integrationTokens(\n      provider: $provider\n      agent: $agent\n      status: $status\n      first: $first\n      after: $after\n    ) {\n      edges {\n        cursor\n        node {\n          id\n        }\n      }\n      nodes {\n        ...IntegrationTokenFields\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.IntegrationTokensDocument,
    "\n  query IntegrationToken($id: ID!) {\n    integrationToken(id: $id) {\n      ...IntegrationTokenFields\n    }\n  }\n": typeof types.IntegrationTokenDocument,
    "\n  mutation RotateToken($input: RotateTokenInput!) {\n    rotateToken(input: $input) {\n      token\n      integrationToken {\n        ...IntegrationTokenFields\n      }\n    }\n  }\n": typeof types.RotateTokenDocument,
    "\n  mutation RevokeToken($input: RevokeTokenInput!) {\n    revokeToken(input: $input) {\n      integrationToken {\n        ...IntegrationTokenFields\n      }\n    }\n  }\n": typeof types.RevokeTokenDocument,
    "\n  mutation RevokeAgentTokens($input: RevokeAgentTokensInput!) {\n    revokeAgentTokens(input: $input) {\n      revokedCount\n    }\n  }\n": typeof types.RevokeAgentTokensDocument,
    "\n  mutation RegisterAgent($input: RegisterAgentInput!) {\n    registerAgent(input: $input) {\n      agent {\n        id\n        name\n        provider\n        renewal\n        ttlSeconds\n        overlapSeconds\n        scopes\n        enabled\n      }\n    }\n  }\n": typeof types.RegisterAgentDocument,
    "\n  mutation UpdateAgent($input: UpdateAgentInput!) {\n    updateAgent(input: $input) {\n      agent {\n        name\n        renewal\n        ttlSeconds\n        overlapSeconds\n        scopes\n        enabled\n      }\n    }\n  }\n": typeof types.UpdateAgentDocument,
    "\n  query Agents($provider: IntegrationProvider, $first: Int, $after: String) {\n    agents(provider: $provider, first: $first, after: $after) {\n      nodes {\n        name\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.AgentsDocument,
    "\n  query Agent($name: String!) {\n    agent(name: $name) {\n      name\n      enabled\n      keys {\n        id\n        hint\n        revokedAt\n      }\n    }\n  }\n": typeof types.AgentDocument,
    "\n  mutation CreateAgentKey($input: CreateAgentKeyInput!) {\n    createAgentKey(input: $input) {\n      key\n      agentKey {\n        id\n        hint\n      }\n    }\n  }\n": typeof types.CreateAgentKeyDocument,
    "\n  mutation RevokeAgentKey($input: RevokeAgentKeyInput!) {\n    revokeAgentKey(input: $input) {\n      agentKey {\n        id\n        revokedAt\n      }\n    }\n  }\n": typeof types.RevokeAgentKeyDocument,
    "\n  query AuditEvents($filter: AuditEventFilter, $first: Int, $after: String) {\n    auditEvents(filter: $filter, first: $first, after: $after) {\n      nodes {\n        id\n        at\n        action\n        actorKind\n        actorName\n        agentName\n        tokenId\n        address\n        requestId\n        details\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.AuditEventsDocument,
    "\n  subscription CurrentTokenChanged($agent: String!) {\n    currentTokenChanged(agent: $agent) {\n      agentName\n      provider\n      changedAt\n      expiresAt\n      refreshAt\n      currentToken {\n        token\n        valid\n      }\n    }\n  }\n": typeof types.CurrentTokenChangedDocument,
};
const documents: Documents = {
    "\n  mutation RoomToken($input: LiveKitRoomTokenInput!) {\n    liveKitRoomToken(input: $input) {\n      serverUrl\n      roomToken\n      room\n      identity\n      issuedAt\n      expiresAt\n    }\n  }\n": types.RoomTokenDocument,
    "\n  query Rooms($first: Int, $after: String) {\n    liveKitRooms(first: $first, after: $after) {\n      nodes {\n        id\n        name\n        createdAt\n        participantCount\n        metadata\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.RoomsDocument,
    "\n  query Participants($room: String!) {\n    liveKitParticipants(room: $room) {\n      nodes {\n        id\n        identity\n        name\n        kind\n        joinedAt\n        metadata\n        attributes {\n          name\n          value\n        }\n      }\n      totalCount\n    }\n  }\n": types.ParticipantsDocument,
    "\n  mutation RemoveParticipant($input: RemoveLiveKitParticipantInput!) {\n    removeLiveKitParticipant(input: $input) {\n      room\n      identity\n      roomTokensRefusedBefore\n    }\n  }\n": types.RemoveParticipantDocument,
    "\n  mutation DispatchAgent($input: DispatchLiveKitAgentInput!) {\n    dispatchLiveKitAgent(input: $input) {\n      dispatch {\n        id\n        room\n        agentName\n        metadata\n      }\n    }\n  }\n": types.DispatchAgentDocument,
    "\n  mutation RevokeWithRooms($input: RevokeTokenInput!) {\n    revokeToken(input: $input) {\n      integrationToken {\n        status\n      }\n      roomRemovals {\n        room\n        identity\n        outcome\n        roomTokensRefusedBefore\n        roomTokenExpiresAt\n        message\n      }\n    }\n  }\n": types.RevokeWithRoomsDocument,
    "\n  mutation RevokeAllWithRooms($input: RevokeAgentTokensInput!) {\n    revokeAgentTokens(input: $input) {\n      revokedCount\n      roomRemovals {\n        room\n        identity\n        outcome\n        message\n      }\n    }\n  }\n": types.RevokeAllWithRoomsDocument,
    "\n  mutation LiveKitPolicy($input: UpdateAgentInput!) {\n    updateAgent(input: $input) {\n      agent {\n        liveKitPolicy {\n          rooms\n          identities\n          canPublish\n          canSubscribe\n          canPublishData\n          canUpdateOwnMetadata\n          publishSources\n          canConfigureRooms\n        }\n      }\n    }\n  }\n": types.LiveKitPolicyDocument,
    "\n  mutation BindAgentSubject($input: BindAgentSubjectInput!) {\n    bindAgentSubject(input: $input) {\n      agentSubject {\n        id\n        agentName\n        issuer\n        subject\n        createdAt\n      }\n    }\n  }\n": types.BindAgentSubjectDocument,
    "\n  mutation UnbindAgentSubject($input: UnbindAgentSubjectInput!) {\n    unbindAgentSubject(input: $input) {\n      agentSubject {\n        id\n        agentName\n      }\n    }\n  }\n": types.UnbindAgentSubjectDocument,
    "\n  query AgentSubjects($name: String!) {\n    agent(name: $name) {\n      subjects {\n        id\n        agentName\n        issuer\n        subject\n        createdAt\n      }\n    }\n  }\n": types.AgentSubjectsDocument,
    "\n  query Viewer {\n    viewer {\n      kind\n      name\n      provider\n      scopes\n    }\n  }\n": types.ViewerDocument,
    "\n  query CurrentToken($agent: String!) {\n    currentToken(agent: $agent) {\n      agentName\n      provider\n      header\n      token\n      expiresAt\n      refreshAt\n      valid\n      message\n    }\n  }\n": types.CurrentTokenDocument,
    "\n  mutation GenerateToken($input: GenerateTokenInput!) {\n    generateToken(input: $input) {\n      token\n      integrationToken {\n        ...IntegrationTokenFields\n      }\n    }\n  }\n": types.GenerateTokenDocument,
    "\n  fragment IntegrationTokenFields on IntegrationToken {\n    id\n    provider\n    agentName\n    hint\n    status\n    scopes\n    issuedAt\n    issuedBy\n    expiresAt\n    lastUsedAt\n    revokedAt\n    revokedReason\n    note\n  }\n": types.IntegrationTokenFieldsFragmentDoc,
    "\n  query IntegrationTokens(\n    $provider: IntegrationProvider\n    $agent: String\n    $status: IntegrationTokenStatus\n    $first: Int\n    $after: String\n  ) {\n    integrationTokens(\n      provider: $provider\n      agent: $agent\n      status: $status\n      first: $first\n      after: $after\n    ) {\n      edges {\n        cursor\n        node {\n          id\n        }\n      }\n      nodes {\n        ...IntegrationTokenFields\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.IntegrationTokensDocument,
    "\n  query IntegrationToken($id: ID!) {\n    integrationToken(id: $id) {\n      ...IntegrationTokenFields\n    }\n  }\n": types.IntegrationTokenDocument,
    "\n  mutation RotateToken($input: RotateTokenInput!) {\n    rotateToken(input: $input) {\n      token\n      integrationToken {\n        ...IntegrationTokenFields\n      }\n    }\n  }\n": types.RotateTokenDocument,
    "\n  mutation RevokeToken($input: RevokeTokenInput!) {\n    revokeToken(input: $input) {\n      integrationToken {\n        ...IntegrationTokenFields\n      }\n    }\n  }\n": types.RevokeTokenDocument,
    "\n  mutation RevokeAgentTokens($input: RevokeAgentTokensInput!) {\n    revokeAgentTokens(input: $input) {\n      revokedCount\n    }\n  }\n": types.RevokeAgentTokensDocument,
    "\n  mutation RegisterAgent($input: RegisterAgentInput!) {\n    registerAgent(input: $input) {\n      agent {\n        id\n        name\n        provider\n        renewal\n        ttlSeconds\n        overlapSeconds\n        scopes\n        enabled\n      }\n    }\n  }\n": types.RegisterAgentDocument,
    "\n  mutation UpdateAgent($input: UpdateAgentInput!) {\n    updateAgent(input: $input) {\n      agent {\n        name\n        renewal\n        ttlSeconds\n        overlapSeconds\n        scopes\n        enabled\n      }\n    }\n  }\n": types.UpdateAgentDocument,
    "\n  query Agents($provider: IntegrationProvider, $first: Int, $after: String) {\n    agents(provider: $provider, first: $first, after: $after) {\n      nodes {\n        name\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.AgentsDocument,
    "\n  query Agent($name: String!) {\n    agent(name: $name) {\n      name\n      enabled\n      keys {\n        id\n        hint\n        revokedAt\n      }\n    }\n  }\n": types.AgentDocument,
    "\n  mutation CreateAgentKey($input: CreateAgentKeyInput!) {\n    createAgentKey(input: $input) {\n      key\n      agentKey {\n        id\n        hint\n      }\n    }\n  }\n": types.CreateAgentKeyDocument,
    "\n  mutation RevokeAgentKey($input: RevokeAgentKeyInput!) {\n    revokeAgentKey(input: $input) {\n      agentKey {\n        id\n        revokedAt\n      }\n    }\n  }\n": types.RevokeAgentKeyDocument,
    "\n  query AuditEvents($filter: AuditEventFilter, $first: Int, $after: String) {\n    auditEvents(filter: $filter, first: $first, after: $after) {\n      nodes {\n        id\n        at\n        action\n        actorKind\n        actorName\n        agentName\n        tokenId\n        address\n        requestId\n        details\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.AuditEventsDocument,
    "\n  subscription CurrentTokenChanged($agent: String!) {\n    currentTokenChanged(agent: $agent) {\n      agentName\n      provider\n      changedAt\n      expiresAt\n      refreshAt\n      currentToken {\n        token\n        valid\n      }\n    }\n  }\n": types.CurrentTokenChangedDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RoomToken($input: LiveKitRoomTokenInput!) {\n    liveKitRoomToken(input: $input) {\n      serverUrl\n      roomToken\n      room\n      identity\n      issuedAt\n      expiresAt\n    }\n  }\n"): (typeof documents)["\n  mutation RoomToken($input: LiveKitRoomTokenInput!) {\n    liveKitRoomToken(input: $input) {\n      serverUrl\n      roomToken\n      room\n      identity\n      issuedAt\n      expiresAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Rooms($first: Int, $after: String) {\n    liveKitRooms(first: $first, after: $after) {\n      nodes {\n        id\n        name\n        createdAt\n        participantCount\n        metadata\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Rooms($first: Int, $after: String) {\n    liveKitRooms(first: $first, after: $after) {\n      nodes {\n        id\n        name\n        createdAt\n        participantCount\n        metadata\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Participants($room: String!) {\n    liveKitParticipants(room: $room) {\n      nodes {\n        id\n        identity\n        name\n        kind\n        joinedAt\n        metadata\n        attributes {\n          name\n          value\n        }\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Participants($room: String!) {\n    liveKitParticipants(room: $room) {\n      nodes {\n        id\n        identity\n        name\n        kind\n        joinedAt\n        metadata\n        attributes {\n          name\n          value\n        }\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveParticipant($input: RemoveLiveKitParticipantInput!) {\n    removeLiveKitParticipant(input: $input) {\n      room\n      identity\n      roomTokensRefusedBefore\n    }\n  }\n"): (typeof documents)["\n  mutation RemoveParticipant($input: RemoveLiveKitParticipantInput!) {\n    removeLiveKitParticipant(input: $input) {\n      room\n      identity\n      roomTokensRefusedBefore\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DispatchAgent($input: DispatchLiveKitAgentInput!) {\n    dispatchLiveKitAgent(input: $input) {\n      dispatch {\n        id\n        room\n        agentName\n        metadata\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DispatchAgent($input: DispatchLiveKitAgentInput!) {\n    dispatchLiveKitAgent(input: $input) {\n      dispatch {\n        id\n        room\n        agentName\n        metadata\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeWithRooms($input: RevokeTokenInput!) {\n    revokeToken(input: $input) {\n      integrationToken {\n        status\n      }\n      roomRemovals {\n        room\n        identity\n        outcome\n        roomTokensRefusedBefore\n        roomTokenExpiresAt\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeWithRooms($input: RevokeTokenInput!) {\n    revokeToken(input: $input) {\n      integrationToken {\n        status\n      }\n      roomRemovals {\n        room\n        identity\n        outcome\n        roomTokensRefusedBefore\n        roomTokenExpiresAt\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeAllWithRooms($input: RevokeAgentTokensInput!) {\n    revokeAgentTokens(input: $input) {\n      revokedCount\n      roomRemovals {\n        room\n        identity\n        outcome\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeAllWithRooms($input: RevokeAgentTokensInput!) {\n    revokeAgentTokens(input: $input) {\n      revokedCount\n      roomRemovals {\n        room\n        identity\n        outcome\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation LiveKitPolicy($input: UpdateAgentInput!) {\n    updateAgent(input: $input) {\n      agent {\n        liveKitPolicy {\n          rooms\n          identities\n          canPublish\n          canSubscribe\n          canPublishData\n          canUpdateOwnMetadata\n          publishSources\n          canConfigureRooms\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation LiveKitPolicy($input: UpdateAgentInput!) {\n    updateAgent(input: $input) {\n      agent {\n        liveKitPolicy {\n          rooms\n          identities\n          canPublish\n          canSubscribe\n          canPublishData\n          canUpdateOwnMetadata\n          publishSources\n          canConfigureRooms\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation BindAgentSubject($input: BindAgentSubjectInput!) {\n    bindAgentSubject(input: $input) {\n      agentSubject {\n        id\n        agentName\n        issuer\n        subject\n        createdAt\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation BindAgentSubject($input: BindAgentSubjectInput!) {\n    bindAgentSubject(input: $input) {\n      agentSubject {\n        id\n        agentName\n        issuer\n        subject\n        createdAt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnbindAgentSubject($input: UnbindAgentSubjectInput!) {\n    unbindAgentSubject(input: $input) {\n      agentSubject {\n        id\n        agentName\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UnbindAgentSubject($input: UnbindAgentSubjectInput!) {\n    unbindAgentSubject(input: $input) {\n      agentSubject {\n        id\n        agentName\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AgentSubjects($name: String!) {\n    agent(name: $name) {\n      subjects {\n        id\n        agentName\n        issuer\n        subject\n        createdAt\n      }\n    }\n  }\n"): (typeof documents)["\n  query AgentSubjects($name: String!) {\n    agent(name: $name) {\n      subjects {\n        id\n        agentName\n        issuer\n        subject\n        createdAt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer {\n    viewer {\n      kind\n      name\n      provider\n      scopes\n    }\n  }\n"): (typeof documents)["\n  query Viewer {\n    viewer {\n      kind\n      name\n      provider\n      scopes\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CurrentToken($agent: String!) {\n    currentToken(agent: $agent) {\n      agentName\n      provider\n      header\n      token\n      expiresAt\n      refreshAt\n      valid\n      message\n    }\n  }\n"): (typeof documents)["\n  query CurrentToken($agent: String!) {\n    currentToken(agent: $agent) {\n      agentName\n      provider\n      header\n      token\n      expiresAt\n      refreshAt\n      valid\n      message\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation GenerateToken($input: GenerateTokenInput!) {\n    generateToken(input: $input) {\n      token\n      integrationToken {\n        ...IntegrationTokenFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation GenerateToken($input: GenerateTokenInput!) {\n    generateToken(input: $input) {\n      token\n      integrationToken {\n        ...IntegrationTokenFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment IntegrationTokenFields on IntegrationToken {\n    id\n    provider\n    agentName\n    hint\n    status\n    scopes\n    issuedAt\n    issuedBy\n    expiresAt\n    lastUsedAt\n    revokedAt\n    revokedReason\n    note\n  }\n"): (typeof documents)["\n  fragment IntegrationTokenFields on IntegrationToken {\n    id\n    provider\n    agentName\n    hint\n    status\n    scopes\n    issuedAt\n    issuedBy\n    expiresAt\n    lastUsedAt\n    revokedAt\n    revokedReason\n    note\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query IntegrationTokens(\n    $provider: IntegrationProvider\n    $agent: String\n    $status: IntegrationTokenStatus\n    $first: Int\n    $after: String\n  ) {\n    integrationTokens(\n      provider: $provider\n      agent: $agent\n      status: $status\n      first: $first\n      after: $after\n    ) {\n      edges {\n        cursor\n        node {\n          id\n        }\n      }\n      nodes {\n        ...IntegrationTokenFields\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query IntegrationTokens(\n    $provider: IntegrationProvider\n    $agent: String\n    $status: IntegrationTokenStatus\n    $first: Int\n    $after: String\n  ) {\n    integrationTokens(\n      provider: $provider\n      agent: $agent\n      status: $status\n      first: $first\n      after: $after\n    ) {\n      edges {\n        cursor\n        node {\n          id\n        }\n      }\n      nodes {\n        ...IntegrationTokenFields\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query IntegrationToken($id: ID!) {\n    integrationToken(id: $id) {\n      ...IntegrationTokenFields\n    }\n  }\n"): (typeof documents)["\n  query IntegrationToken($id: ID!) {\n    integrationToken(id: $id) {\n      ...IntegrationTokenFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateToken($input: RotateTokenInput!) {\n    rotateToken(input: $input) {\n      token\n      integrationToken {\n        ...IntegrationTokenFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RotateToken($input: RotateTokenInput!) {\n    rotateToken(input: $input) {\n      token\n      integrationToken {\n        ...IntegrationTokenFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeToken($input: RevokeTokenInput!) {\n    revokeToken(input: $input) {\n      integrationToken {\n        ...IntegrationTokenFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeToken($input: RevokeTokenInput!) {\n    revokeToken(input: $input) {\n      integrationToken {\n        ...IntegrationTokenFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeAgentTokens($input: RevokeAgentTokensInput!) {\n    revokeAgentTokens(input: $input) {\n      revokedCount\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeAgentTokens($input: RevokeAgentTokensInput!) {\n    revokeAgentTokens(input: $input) {\n      revokedCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RegisterAgent($input: RegisterAgentInput!) {\n    registerAgent(input: $input) {\n      agent {\n        id\n        name\n        provider\n        renewal\n        ttlSeconds\n        overlapSeconds\n        scopes\n        enabled\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RegisterAgent($input: RegisterAgentInput!) {\n    registerAgent(input: $input) {\n      agent {\n        id\n        name\n        provider\n        renewal\n        ttlSeconds\n        overlapSeconds\n        scopes\n        enabled\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateAgent($input: UpdateAgentInput!) {\n    updateAgent(input: $input) {\n      agent {\n        name\n        renewal\n        ttlSeconds\n        overlapSeconds\n        scopes\n        enabled\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateAgent($input: UpdateAgentInput!) {\n    updateAgent(input: $input) {\n      agent {\n        name\n        renewal\n        ttlSeconds\n        overlapSeconds\n        scopes\n        enabled\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Agents($provider: IntegrationProvider, $first: Int, $after: String) {\n    agents(provider: $provider, first: $first, after: $after) {\n      nodes {\n        name\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Agents($provider: IntegrationProvider, $first: Int, $after: String) {\n    agents(provider: $provider, first: $first, after: $after) {\n      nodes {\n        name\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Agent($name: String!) {\n    agent(name: $name) {\n      name\n      enabled\n      keys {\n        id\n        hint\n        revokedAt\n      }\n    }\n  }\n"): (typeof documents)["\n  query Agent($name: String!) {\n    agent(name: $name) {\n      name\n      enabled\n      keys {\n        id\n        hint\n        revokedAt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateAgentKey($input: CreateAgentKeyInput!) {\n    createAgentKey(input: $input) {\n      key\n      agentKey {\n        id\n        hint\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateAgentKey($input: CreateAgentKeyInput!) {\n    createAgentKey(input: $input) {\n      key\n      agentKey {\n        id\n        hint\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeAgentKey($input: RevokeAgentKeyInput!) {\n    revokeAgentKey(input: $input) {\n      agentKey {\n        id\n        revokedAt\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeAgentKey($input: RevokeAgentKeyInput!) {\n    revokeAgentKey(input: $input) {\n      agentKey {\n        id\n        revokedAt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditEvents($filter: AuditEventFilter, $first: Int, $after: String) {\n    auditEvents(filter: $filter, first: $first, after: $after) {\n      nodes {\n        id\n        at\n        action\n        actorKind\n        actorName\n        agentName\n        tokenId\n        address\n        requestId\n        details\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query AuditEvents($filter: AuditEventFilter, $first: Int, $after: String) {\n    auditEvents(filter: $filter, first: $first, after: $after) {\n      nodes {\n        id\n        at\n        action\n        actorKind\n        actorName\n        agentName\n        tokenId\n        address\n        requestId\n        details\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription CurrentTokenChanged($agent: String!) {\n    currentTokenChanged(agent: $agent) {\n      agentName\n      provider\n      changedAt\n      expiresAt\n      refreshAt\n      currentToken {\n        token\n        valid\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription CurrentTokenChanged($agent: String!) {\n    currentTokenChanged(agent: $agent) {\n      agentName\n      provider\n      changedAt\n      expiresAt\n      refreshAt\n      currentToken {\n        token\n        valid\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;