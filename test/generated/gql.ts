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
    "\n  fragment CalendarEventFields on CalendarEvent {\n    id\n    account\n    calendarId\n    etag\n    seriesId\n    status\n    eventType\n    summary\n    description\n    descriptionText\n    location\n    time {\n      __typename\n      ... on AllDayTime {\n        startDate\n        endDate\n      }\n      ... on TimedTime {\n        startAt\n        endAt\n        timeZone\n        endTimeZone\n        startLocal\n        endLocal\n      }\n    }\n    recurrence\n    organizer {\n      email\n      self\n    }\n    attendees {\n      email\n      displayName\n      response\n      optional\n      comment\n    }\n    attendeesOmitted\n    ownResponse\n    workingLocation\n    conferenceUrl\n    htmlLink\n    transparency\n    visibility\n    reminders {\n      useDefault\n      overrides {\n        method\n        minutesBefore\n      }\n    }\n    colorId\n    color\n    updatedAt\n  }\n": typeof types.CalendarEventFieldsFragmentDoc,
    "\n  query Calendars($connection: ID, $first: Int, $after: String) {\n    calendars(connection: $connection, first: $first, after: $after) {\n      account\n      edges {\n        cursor\n      }\n      nodes {\n        id\n        account\n        name\n        timeZone\n        role\n        primary\n        selected\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n    }\n  }\n": typeof types.CalendarsDocument,
    "\n  query Calendar($connection: ID, $id: ID) {\n    calendar(connection: $connection, id: $id) {\n      id\n      account\n      name\n      timeZone\n      role\n      primary\n    }\n  }\n": typeof types.CalendarDocument,
    "\n  query EventByClocks($id: ID!, $zone: TimeZone) {\n    calendarEvent(id: $id) {\n      time {\n        ... on TimedTime {\n          startLocal(timeZone: $zone)\n          endLocal(timeZone: $zone)\n        }\n      }\n    }\n  }\n": typeof types.EventByClocksDocument,
    "\n  query CalendarEvents(\n    $connection: ID\n    $calendar: ID\n    $filter: CalendarEventFilter\n    $first: Int\n    $after: String\n  ) {\n    calendarEvents(\n      connection: $connection\n      calendar: $calendar\n      filter: $filter\n      first: $first\n      after: $after\n    ) {\n      account\n      timeZone\n      edges {\n        cursor\n      }\n      nodes {\n        ...CalendarEventFields\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n    }\n  }\n": typeof types.CalendarEventsDocument,
    "\n  query CalendarEvent($connection: ID, $calendar: ID, $id: ID!) {\n    calendarEvent(connection: $connection, calendar: $calendar, id: $id) {\n      ...CalendarEventFields\n    }\n  }\n": typeof types.CalendarEventDocument,
    "\n  query FreeBusy($connections: [ID!], $calendars: [ID!], $since: DateTime!, $until: DateTime!) {\n    freeBusy(connections: $connections, calendars: $calendars, since: $since, until: $until) {\n      account\n      calendars {\n        calendarId\n        busy {\n          startAt\n          endAt\n        }\n        unavailableReason\n      }\n    }\n  }\n": typeof types.FreeBusyDocument,
    "\n  query GroupBusy($calendars: [ID!], $since: DateTime!, $until: DateTime!) {\n    freeBusy(calendars: $calendars, since: $since, until: $until) {\n      calendars {\n        calendarId\n        busy {\n          startAt\n        }\n        unavailableReason\n        members {\n          calendarId\n          busy {\n            startAt\n          }\n          unavailableReason\n        }\n      }\n    }\n  }\n": typeof types.GroupBusyDocument,
    "\n  query SuggestTimes($input: SuggestTimesInput!) {\n    suggestTimes(input: $input) {\n      account\n      slots {\n        startAt\n        endAt\n        timeZone\n        startLocal\n        endLocal\n      }\n      freeForAll\n      unavailable {\n        calendarId\n        unavailableReason\n      }\n    }\n  }\n": typeof types.SuggestTimesDocument,
    "\n  mutation CreateCalendarEvent($input: CreateCalendarEventInput!) {\n    createCalendarEvent(input: $input) {\n      account\n      created\n      event {\n        ...CalendarEventFields\n      }\n    }\n  }\n": typeof types.CreateCalendarEventDocument,
    "\n  mutation UpdateCalendarEvent($input: UpdateCalendarEventInput!) {\n    updateCalendarEvent(input: $input) {\n      account\n      changed\n      event {\n        ...CalendarEventFields\n      }\n    }\n  }\n": typeof types.UpdateCalendarEventDocument,
    "\n  mutation DeleteCalendarEvent($input: DeleteCalendarEventInput!) {\n    deleteCalendarEvent(input: $input) {\n      account\n      deletedId\n    }\n  }\n": typeof types.DeleteCalendarEventDocument,
    "\n  mutation RespondToCalendarEvent($input: RespondToCalendarEventInput!) {\n    respondToCalendarEvent(input: $input) {\n      account\n      event {\n        ...CalendarEventFields\n      }\n    }\n  }\n": typeof types.RespondToCalendarEventDocument,
    "\n  mutation CreateWithConflicts($input: CreateCalendarEventInput!) {\n    createCalendarEvent(input: $input) {\n      created\n      event {\n        id\n        calendarId\n        status\n        transparency\n        visibility\n        guestsCanModify\n        guestsCanInviteOthers\n        guestsCanSeeOtherGuests\n      }\n      conflicts {\n        id\n        summary\n      }\n    }\n  }\n": typeof types.CreateWithConflictsDocument,
    "\n  mutation UpdateWithConflicts($input: UpdateCalendarEventInput!) {\n    updateCalendarEvent(input: $input) {\n      event {\n        id\n        guestsCanModify\n        guestsCanInviteOthers\n        guestsCanSeeOtherGuests\n      }\n      conflicts {\n        id\n        summary\n      }\n    }\n  }\n": typeof types.UpdateWithConflictsDocument,
    "\n  mutation MoveCalendarEvent($input: MoveCalendarEventInput!) {\n    moveCalendarEvent(input: $input) {\n      account\n      moved\n      event {\n        ...CalendarEventFields\n      }\n    }\n  }\n": typeof types.MoveCalendarEventDocument,
    "\n  mutation CreateCalendarEvents($input: CreateCalendarEventsInput!) {\n    createCalendarEvents(input: $input) {\n      account\n      results {\n        created\n        event {\n          id\n          summary\n        }\n        error {\n          code\n          reason\n          message\n          argument\n          retryable\n        }\n        conflicts {\n          id\n          summary\n        }\n      }\n    }\n  }\n": typeof types.CreateCalendarEventsDocument,
    "\n  fragment GoogleAccountFields on GoogleAccount {\n    id\n    kind\n    account\n    state\n    agents\n    grantedScopes\n    neededScopes\n    missingScopes\n    consentExpiresAt\n    lastRefreshAt\n    lastError\n    warnings {\n      kind\n      message\n    }\n  }\n": typeof types.GoogleAccountFieldsFragmentDoc,
    "\n  mutation ConnectGoogleAccount($input: ConnectGoogleAccountInput!) {\n    connectGoogleAccount(input: $input) {\n      consentUrl\n      expiresAt\n    }\n  }\n": typeof types.ConnectGoogleAccountDocument,
    "\n  mutation ImportGoogleConnection($input: ImportGoogleConnectionInput!) {\n    importGoogleConnection(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n    }\n  }\n": typeof types.ImportGoogleConnectionDocument,
    "\n  mutation ImportGoogleServiceAccount($input: ImportGoogleServiceAccountInput!) {\n    importGoogleServiceAccount(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n    }\n  }\n": typeof types.ImportGoogleServiceAccountDocument,
    "\n  mutation DisconnectGoogleAccount($input: DisconnectGoogleAccountInput!) {\n    disconnectGoogleAccount(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n      revokedAtGoogle\n      message\n    }\n  }\n": typeof types.DisconnectGoogleAccountDocument,
    "\n  mutation BindGoogleConnection($input: BindGoogleConnectionInput!) {\n    bindGoogleConnection(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n    }\n  }\n": typeof types.BindGoogleConnectionDocument,
    "\n  mutation UnbindGoogleConnection($input: UnbindGoogleConnectionInput!) {\n    unbindGoogleConnection(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n    }\n  }\n": typeof types.UnbindGoogleConnectionDocument,
    "\n  query GoogleConnections($agent: String, $state: GoogleAccountState, $first: Int, $after: String) {\n    googleConnections(agent: $agent, state: $state, first: $first, after: $after) {\n      nodes {\n        ...GoogleAccountFields\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.GoogleConnectionsDocument,
    "\n  query GoogleAccessToken($connection: ID) {\n    googleAccessToken(connection: $connection) {\n      id\n      account\n      accessToken\n      expiresAt\n      grantedScopes\n    }\n  }\n": typeof types.GoogleAccessTokenDocument,
    "\n  mutation RoomToken($input: LiveKitRoomTokenInput!) {\n    liveKitRoomToken(input: $input) {\n      serverUrl\n      roomToken\n      room\n      identity\n      issuedAt\n      expiresAt\n    }\n  }\n": typeof types.RoomTokenDocument,
    "\n  query Rooms($first: Int, $after: String) {\n    liveKitRooms(first: $first, after: $after) {\n      nodes {\n        id\n        name\n        createdAt\n        participantCount\n        metadata\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.RoomsDocument,
    "\n  query Participants($room: String!) {\n    liveKitParticipants(room: $room) {\n      nodes {\n        id\n        identity\n        name\n        kind\n        joinedAt\n        metadata\n        attributes {\n          name\n          value\n        }\n      }\n      totalCount\n    }\n  }\n": typeof types.ParticipantsDocument,
    "\n  query Participant($room: String!, $identity: String) {\n    liveKitParticipant(room: $room, identity: $identity) {\n      identity\n      state\n    }\n  }\n": typeof types.ParticipantDocument,
    "\n  mutation RemoveParticipant($input: RemoveLiveKitParticipantInput!) {\n    removeLiveKitParticipant(input: $input) {\n      room\n      identity\n      roomTokensRefusedBefore\n    }\n  }\n": typeof types.RemoveParticipantDocument,
    "\n  mutation DispatchAgent($input: DispatchLiveKitAgentInput!) {\n    dispatchLiveKitAgent(input: $input) {\n      dispatch {\n        id\n        room\n        agentName\n        metadata\n        deployment\n        attributes {\n          name\n          value\n        }\n        createdAt\n        isOver\n      }\n      isNew\n    }\n  }\n": typeof types.DispatchAgentDocument,
    "\n  query Dispatches($room: String!) {\n    liveKitAgentDispatches(room: $room) {\n      nodes {\n        id\n        agentName\n      }\n      totalCount\n    }\n  }\n": typeof types.DispatchesDocument,
    "\n  mutation DeleteDispatch($input: DeleteLiveKitAgentDispatchInput!) {\n    deleteLiveKitAgentDispatch(input: $input) {\n      room\n      id\n    }\n  }\n": typeof types.DeleteDispatchDocument,
    "\n  mutation RevokeWithRooms($input: RevokeTokenInput!) {\n    revokeToken(input: $input) {\n      integrationToken {\n        status\n      }\n      roomRemovals {\n        room\n        identity\n        outcome\n        roomTokensRefusedBefore\n        roomTokenExpiresAt\n        message\n      }\n    }\n  }\n": typeof types.RevokeWithRoomsDocument,
    "\n  mutation RevokeAllWithRooms($input: RevokeAgentTokensInput!) {\n    revokeAgentTokens(input: $input) {\n      revokedCount\n      roomRemovals {\n        room\n        identity\n        outcome\n        message\n      }\n    }\n  }\n": typeof types.RevokeAllWithRoomsDocument,
    "\n  mutation LiveKitPolicy($input: UpdateAgentInput!) {\n    updateAgent(input: $input) {\n      agent {\n        liveKitPolicy {\n          rooms\n          identities\n          canPublish\n          canSubscribe\n          canPublishData\n          canUpdateOwnMetadata\n          publishSources\n          canConfigureRooms\n        }\n      }\n    }\n  }\n": typeof types.LiveKitPolicyDocument,
    "\n  mutation CreateRoom($input: CreateLiveKitRoomInput!) {\n    createLiveKitRoom(input: $input) {\n      room {\n        id\n        name\n        maxParticipants\n        metadata\n        emptyTimeoutSeconds\n        departureTimeoutSeconds\n      }\n      isNew\n    }\n  }\n": typeof types.CreateRoomDocument,
    "\n  mutation DeleteRoom($input: DeleteLiveKitRoomInput!) {\n    deleteLiveKitRoom(input: $input) {\n      room\n    }\n  }\n": typeof types.DeleteRoomDocument,
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
    "\n  mutation DeleteAgent($input: DeleteAgentInput!) {\n    deleteAgent(input: $input) {\n      agentName\n      deletedId\n    }\n  }\n": typeof types.DeleteAgentDocument,
    "\n  mutation UpdateAgent($input: UpdateAgentInput!) {\n    updateAgent(input: $input) {\n      agent {\n        name\n        renewal\n        ttlSeconds\n        overlapSeconds\n        scopes\n        enabled\n      }\n    }\n  }\n": typeof types.UpdateAgentDocument,
    "\n  query Agents($provider: IntegrationProvider, $first: Int, $after: String) {\n    agents(provider: $provider, first: $first, after: $after) {\n      nodes {\n        name\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.AgentsDocument,
    "\n  query AgentActivities {\n    agents(first: 200) {\n      nodes {\n        name\n        tokenExpiresAt\n        lastUsedAt\n        googleAccounts\n      }\n    }\n  }\n": typeof types.AgentActivitiesDocument,
    "\n  query Agent($name: String!) {\n    agent(name: $name) {\n      id\n      name\n      enabled\n      keys {\n        id\n        hint\n        revokedAt\n      }\n    }\n  }\n": typeof types.AgentDocument,
    "\n  mutation CreateAgentKey($input: CreateAgentKeyInput!) {\n    createAgentKey(input: $input) {\n      key\n      agentKey {\n        id\n        hint\n        expiresAt\n      }\n    }\n  }\n": typeof types.CreateAgentKeyDocument,
    "\n  mutation RevokeAgentKey($input: RevokeAgentKeyInput!) {\n    revokeAgentKey(input: $input) {\n      agentKey {\n        id\n        revokedAt\n      }\n    }\n  }\n": typeof types.RevokeAgentKeyDocument,
    "\n  query AuditEvents($filter: AuditEventFilter, $first: Int, $after: String) {\n    auditEvents(filter: $filter, first: $first, after: $after) {\n      nodes {\n        id\n        at\n        action\n        actorKind\n        actorName\n        agentName\n        tokenId\n        address\n        requestId\n        details\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.AuditEventsDocument,
    "\n  query GatewayStatus {\n    gatewayStatus {\n      version\n      checkedAt\n      findings {\n        area\n        code\n        level\n        subject\n        message\n        action\n      }\n    }\n  }\n": typeof types.GatewayStatusDocument,
    "\n  subscription CurrentTokenChanged($agent: String!) {\n    currentTokenChanged(agent: $agent) {\n      agentName\n      provider\n      changedAt\n      expiresAt\n      refreshAt\n      currentToken {\n        token\n        valid\n      }\n    }\n  }\n": typeof types.CurrentTokenChangedDocument,
};
const documents: Documents = {
    "\n  fragment CalendarEventFields on CalendarEvent {\n    id\n    account\n    calendarId\n    etag\n    seriesId\n    status\n    eventType\n    summary\n    description\n    descriptionText\n    location\n    time {\n      __typename\n      ... on AllDayTime {\n        startDate\n        endDate\n      }\n      ... on TimedTime {\n        startAt\n        endAt\n        timeZone\n        endTimeZone\n        startLocal\n        endLocal\n      }\n    }\n    recurrence\n    organizer {\n      email\n      self\n    }\n    attendees {\n      email\n      displayName\n      response\n      optional\n      comment\n    }\n    attendeesOmitted\n    ownResponse\n    workingLocation\n    conferenceUrl\n    htmlLink\n    transparency\n    visibility\n    reminders {\n      useDefault\n      overrides {\n        method\n        minutesBefore\n      }\n    }\n    colorId\n    color\n    updatedAt\n  }\n": types.CalendarEventFieldsFragmentDoc,
    "\n  query Calendars($connection: ID, $first: Int, $after: String) {\n    calendars(connection: $connection, first: $first, after: $after) {\n      account\n      edges {\n        cursor\n      }\n      nodes {\n        id\n        account\n        name\n        timeZone\n        role\n        primary\n        selected\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n    }\n  }\n": types.CalendarsDocument,
    "\n  query Calendar($connection: ID, $id: ID) {\n    calendar(connection: $connection, id: $id) {\n      id\n      account\n      name\n      timeZone\n      role\n      primary\n    }\n  }\n": types.CalendarDocument,
    "\n  query EventByClocks($id: ID!, $zone: TimeZone) {\n    calendarEvent(id: $id) {\n      time {\n        ... on TimedTime {\n          startLocal(timeZone: $zone)\n          endLocal(timeZone: $zone)\n        }\n      }\n    }\n  }\n": types.EventByClocksDocument,
    "\n  query CalendarEvents(\n    $connection: ID\n    $calendar: ID\n    $filter: CalendarEventFilter\n    $first: Int\n    $after: String\n  ) {\n    calendarEvents(\n      connection: $connection\n      calendar: $calendar\n      filter: $filter\n      first: $first\n      after: $after\n    ) {\n      account\n      timeZone\n      edges {\n        cursor\n      }\n      nodes {\n        ...CalendarEventFields\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n    }\n  }\n": types.CalendarEventsDocument,
    "\n  query CalendarEvent($connection: ID, $calendar: ID, $id: ID!) {\n    calendarEvent(connection: $connection, calendar: $calendar, id: $id) {\n      ...CalendarEventFields\n    }\n  }\n": types.CalendarEventDocument,
    "\n  query FreeBusy($connections: [ID!], $calendars: [ID!], $since: DateTime!, $until: DateTime!) {\n    freeBusy(connections: $connections, calendars: $calendars, since: $since, until: $until) {\n      account\n      calendars {\n        calendarId\n        busy {\n          startAt\n          endAt\n        }\n        unavailableReason\n      }\n    }\n  }\n": types.FreeBusyDocument,
    "\n  query GroupBusy($calendars: [ID!], $since: DateTime!, $until: DateTime!) {\n    freeBusy(calendars: $calendars, since: $since, until: $until) {\n      calendars {\n        calendarId\n        busy {\n          startAt\n        }\n        unavailableReason\n        members {\n          calendarId\n          busy {\n            startAt\n          }\n          unavailableReason\n        }\n      }\n    }\n  }\n": types.GroupBusyDocument,
    "\n  query SuggestTimes($input: SuggestTimesInput!) {\n    suggestTimes(input: $input) {\n      account\n      slots {\n        startAt\n        endAt\n        timeZone\n        startLocal\n        endLocal\n      }\n      freeForAll\n      unavailable {\n        calendarId\n        unavailableReason\n      }\n    }\n  }\n": types.SuggestTimesDocument,
    "\n  mutation CreateCalendarEvent($input: CreateCalendarEventInput!) {\n    createCalendarEvent(input: $input) {\n      account\n      created\n      event {\n        ...CalendarEventFields\n      }\n    }\n  }\n": types.CreateCalendarEventDocument,
    "\n  mutation UpdateCalendarEvent($input: UpdateCalendarEventInput!) {\n    updateCalendarEvent(input: $input) {\n      account\n      changed\n      event {\n        ...CalendarEventFields\n      }\n    }\n  }\n": types.UpdateCalendarEventDocument,
    "\n  mutation DeleteCalendarEvent($input: DeleteCalendarEventInput!) {\n    deleteCalendarEvent(input: $input) {\n      account\n      deletedId\n    }\n  }\n": types.DeleteCalendarEventDocument,
    "\n  mutation RespondToCalendarEvent($input: RespondToCalendarEventInput!) {\n    respondToCalendarEvent(input: $input) {\n      account\n      event {\n        ...CalendarEventFields\n      }\n    }\n  }\n": types.RespondToCalendarEventDocument,
    "\n  mutation CreateWithConflicts($input: CreateCalendarEventInput!) {\n    createCalendarEvent(input: $input) {\n      created\n      event {\n        id\n        calendarId\n        status\n        transparency\n        visibility\n        guestsCanModify\n        guestsCanInviteOthers\n        guestsCanSeeOtherGuests\n      }\n      conflicts {\n        id\n        summary\n      }\n    }\n  }\n": types.CreateWithConflictsDocument,
    "\n  mutation UpdateWithConflicts($input: UpdateCalendarEventInput!) {\n    updateCalendarEvent(input: $input) {\n      event {\n        id\n        guestsCanModify\n        guestsCanInviteOthers\n        guestsCanSeeOtherGuests\n      }\n      conflicts {\n        id\n        summary\n      }\n    }\n  }\n": types.UpdateWithConflictsDocument,
    "\n  mutation MoveCalendarEvent($input: MoveCalendarEventInput!) {\n    moveCalendarEvent(input: $input) {\n      account\n      moved\n      event {\n        ...CalendarEventFields\n      }\n    }\n  }\n": types.MoveCalendarEventDocument,
    "\n  mutation CreateCalendarEvents($input: CreateCalendarEventsInput!) {\n    createCalendarEvents(input: $input) {\n      account\n      results {\n        created\n        event {\n          id\n          summary\n        }\n        error {\n          code\n          reason\n          message\n          argument\n          retryable\n        }\n        conflicts {\n          id\n          summary\n        }\n      }\n    }\n  }\n": types.CreateCalendarEventsDocument,
    "\n  fragment GoogleAccountFields on GoogleAccount {\n    id\n    kind\n    account\n    state\n    agents\n    grantedScopes\n    neededScopes\n    missingScopes\n    consentExpiresAt\n    lastRefreshAt\n    lastError\n    warnings {\n      kind\n      message\n    }\n  }\n": types.GoogleAccountFieldsFragmentDoc,
    "\n  mutation ConnectGoogleAccount($input: ConnectGoogleAccountInput!) {\n    connectGoogleAccount(input: $input) {\n      consentUrl\n      expiresAt\n    }\n  }\n": types.ConnectGoogleAccountDocument,
    "\n  mutation ImportGoogleConnection($input: ImportGoogleConnectionInput!) {\n    importGoogleConnection(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n    }\n  }\n": types.ImportGoogleConnectionDocument,
    "\n  mutation ImportGoogleServiceAccount($input: ImportGoogleServiceAccountInput!) {\n    importGoogleServiceAccount(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n    }\n  }\n": types.ImportGoogleServiceAccountDocument,
    "\n  mutation DisconnectGoogleAccount($input: DisconnectGoogleAccountInput!) {\n    disconnectGoogleAccount(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n      revokedAtGoogle\n      message\n    }\n  }\n": types.DisconnectGoogleAccountDocument,
    "\n  mutation BindGoogleConnection($input: BindGoogleConnectionInput!) {\n    bindGoogleConnection(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n    }\n  }\n": types.BindGoogleConnectionDocument,
    "\n  mutation UnbindGoogleConnection($input: UnbindGoogleConnectionInput!) {\n    unbindGoogleConnection(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n    }\n  }\n": types.UnbindGoogleConnectionDocument,
    "\n  query GoogleConnections($agent: String, $state: GoogleAccountState, $first: Int, $after: String) {\n    googleConnections(agent: $agent, state: $state, first: $first, after: $after) {\n      nodes {\n        ...GoogleAccountFields\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.GoogleConnectionsDocument,
    "\n  query GoogleAccessToken($connection: ID) {\n    googleAccessToken(connection: $connection) {\n      id\n      account\n      accessToken\n      expiresAt\n      grantedScopes\n    }\n  }\n": types.GoogleAccessTokenDocument,
    "\n  mutation RoomToken($input: LiveKitRoomTokenInput!) {\n    liveKitRoomToken(input: $input) {\n      serverUrl\n      roomToken\n      room\n      identity\n      issuedAt\n      expiresAt\n    }\n  }\n": types.RoomTokenDocument,
    "\n  query Rooms($first: Int, $after: String) {\n    liveKitRooms(first: $first, after: $after) {\n      nodes {\n        id\n        name\n        createdAt\n        participantCount\n        metadata\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.RoomsDocument,
    "\n  query Participants($room: String!) {\n    liveKitParticipants(room: $room) {\n      nodes {\n        id\n        identity\n        name\n        kind\n        joinedAt\n        metadata\n        attributes {\n          name\n          value\n        }\n      }\n      totalCount\n    }\n  }\n": types.ParticipantsDocument,
    "\n  query Participant($room: String!, $identity: String) {\n    liveKitParticipant(room: $room, identity: $identity) {\n      identity\n      state\n    }\n  }\n": types.ParticipantDocument,
    "\n  mutation RemoveParticipant($input: RemoveLiveKitParticipantInput!) {\n    removeLiveKitParticipant(input: $input) {\n      room\n      identity\n      roomTokensRefusedBefore\n    }\n  }\n": types.RemoveParticipantDocument,
    "\n  mutation DispatchAgent($input: DispatchLiveKitAgentInput!) {\n    dispatchLiveKitAgent(input: $input) {\n      dispatch {\n        id\n        room\n        agentName\n        metadata\n        deployment\n        attributes {\n          name\n          value\n        }\n        createdAt\n        isOver\n      }\n      isNew\n    }\n  }\n": types.DispatchAgentDocument,
    "\n  query Dispatches($room: String!) {\n    liveKitAgentDispatches(room: $room) {\n      nodes {\n        id\n        agentName\n      }\n      totalCount\n    }\n  }\n": types.DispatchesDocument,
    "\n  mutation DeleteDispatch($input: DeleteLiveKitAgentDispatchInput!) {\n    deleteLiveKitAgentDispatch(input: $input) {\n      room\n      id\n    }\n  }\n": types.DeleteDispatchDocument,
    "\n  mutation RevokeWithRooms($input: RevokeTokenInput!) {\n    revokeToken(input: $input) {\n      integrationToken {\n        status\n      }\n      roomRemovals {\n        room\n        identity\n        outcome\n        roomTokensRefusedBefore\n        roomTokenExpiresAt\n        message\n      }\n    }\n  }\n": types.RevokeWithRoomsDocument,
    "\n  mutation RevokeAllWithRooms($input: RevokeAgentTokensInput!) {\n    revokeAgentTokens(input: $input) {\n      revokedCount\n      roomRemovals {\n        room\n        identity\n        outcome\n        message\n      }\n    }\n  }\n": types.RevokeAllWithRoomsDocument,
    "\n  mutation LiveKitPolicy($input: UpdateAgentInput!) {\n    updateAgent(input: $input) {\n      agent {\n        liveKitPolicy {\n          rooms\n          identities\n          canPublish\n          canSubscribe\n          canPublishData\n          canUpdateOwnMetadata\n          publishSources\n          canConfigureRooms\n        }\n      }\n    }\n  }\n": types.LiveKitPolicyDocument,
    "\n  mutation CreateRoom($input: CreateLiveKitRoomInput!) {\n    createLiveKitRoom(input: $input) {\n      room {\n        id\n        name\n        maxParticipants\n        metadata\n        emptyTimeoutSeconds\n        departureTimeoutSeconds\n      }\n      isNew\n    }\n  }\n": types.CreateRoomDocument,
    "\n  mutation DeleteRoom($input: DeleteLiveKitRoomInput!) {\n    deleteLiveKitRoom(input: $input) {\n      room\n    }\n  }\n": types.DeleteRoomDocument,
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
    "\n  mutation DeleteAgent($input: DeleteAgentInput!) {\n    deleteAgent(input: $input) {\n      agentName\n      deletedId\n    }\n  }\n": types.DeleteAgentDocument,
    "\n  mutation UpdateAgent($input: UpdateAgentInput!) {\n    updateAgent(input: $input) {\n      agent {\n        name\n        renewal\n        ttlSeconds\n        overlapSeconds\n        scopes\n        enabled\n      }\n    }\n  }\n": types.UpdateAgentDocument,
    "\n  query Agents($provider: IntegrationProvider, $first: Int, $after: String) {\n    agents(provider: $provider, first: $first, after: $after) {\n      nodes {\n        name\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.AgentsDocument,
    "\n  query AgentActivities {\n    agents(first: 200) {\n      nodes {\n        name\n        tokenExpiresAt\n        lastUsedAt\n        googleAccounts\n      }\n    }\n  }\n": types.AgentActivitiesDocument,
    "\n  query Agent($name: String!) {\n    agent(name: $name) {\n      id\n      name\n      enabled\n      keys {\n        id\n        hint\n        revokedAt\n      }\n    }\n  }\n": types.AgentDocument,
    "\n  mutation CreateAgentKey($input: CreateAgentKeyInput!) {\n    createAgentKey(input: $input) {\n      key\n      agentKey {\n        id\n        hint\n        expiresAt\n      }\n    }\n  }\n": types.CreateAgentKeyDocument,
    "\n  mutation RevokeAgentKey($input: RevokeAgentKeyInput!) {\n    revokeAgentKey(input: $input) {\n      agentKey {\n        id\n        revokedAt\n      }\n    }\n  }\n": types.RevokeAgentKeyDocument,
    "\n  query AuditEvents($filter: AuditEventFilter, $first: Int, $after: String) {\n    auditEvents(filter: $filter, first: $first, after: $after) {\n      nodes {\n        id\n        at\n        action\n        actorKind\n        actorName\n        agentName\n        tokenId\n        address\n        requestId\n        details\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.AuditEventsDocument,
    "\n  query GatewayStatus {\n    gatewayStatus {\n      version\n      checkedAt\n      findings {\n        area\n        code\n        level\n        subject\n        message\n        action\n      }\n    }\n  }\n": types.GatewayStatusDocument,
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
export function graphql(source: "\n  fragment CalendarEventFields on CalendarEvent {\n    id\n    account\n    calendarId\n    etag\n    seriesId\n    status\n    eventType\n    summary\n    description\n    descriptionText\n    location\n    time {\n      __typename\n      ... on AllDayTime {\n        startDate\n        endDate\n      }\n      ... on TimedTime {\n        startAt\n        endAt\n        timeZone\n        endTimeZone\n        startLocal\n        endLocal\n      }\n    }\n    recurrence\n    organizer {\n      email\n      self\n    }\n    attendees {\n      email\n      displayName\n      response\n      optional\n      comment\n    }\n    attendeesOmitted\n    ownResponse\n    workingLocation\n    conferenceUrl\n    htmlLink\n    transparency\n    visibility\n    reminders {\n      useDefault\n      overrides {\n        method\n        minutesBefore\n      }\n    }\n    colorId\n    color\n    updatedAt\n  }\n"): (typeof documents)["\n  fragment CalendarEventFields on CalendarEvent {\n    id\n    account\n    calendarId\n    etag\n    seriesId\n    status\n    eventType\n    summary\n    description\n    descriptionText\n    location\n    time {\n      __typename\n      ... on AllDayTime {\n        startDate\n        endDate\n      }\n      ... on TimedTime {\n        startAt\n        endAt\n        timeZone\n        endTimeZone\n        startLocal\n        endLocal\n      }\n    }\n    recurrence\n    organizer {\n      email\n      self\n    }\n    attendees {\n      email\n      displayName\n      response\n      optional\n      comment\n    }\n    attendeesOmitted\n    ownResponse\n    workingLocation\n    conferenceUrl\n    htmlLink\n    transparency\n    visibility\n    reminders {\n      useDefault\n      overrides {\n        method\n        minutesBefore\n      }\n    }\n    colorId\n    color\n    updatedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Calendars($connection: ID, $first: Int, $after: String) {\n    calendars(connection: $connection, first: $first, after: $after) {\n      account\n      edges {\n        cursor\n      }\n      nodes {\n        id\n        account\n        name\n        timeZone\n        role\n        primary\n        selected\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query Calendars($connection: ID, $first: Int, $after: String) {\n    calendars(connection: $connection, first: $first, after: $after) {\n      account\n      edges {\n        cursor\n      }\n      nodes {\n        id\n        account\n        name\n        timeZone\n        role\n        primary\n        selected\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Calendar($connection: ID, $id: ID) {\n    calendar(connection: $connection, id: $id) {\n      id\n      account\n      name\n      timeZone\n      role\n      primary\n    }\n  }\n"): (typeof documents)["\n  query Calendar($connection: ID, $id: ID) {\n    calendar(connection: $connection, id: $id) {\n      id\n      account\n      name\n      timeZone\n      role\n      primary\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EventByClocks($id: ID!, $zone: TimeZone) {\n    calendarEvent(id: $id) {\n      time {\n        ... on TimedTime {\n          startLocal(timeZone: $zone)\n          endLocal(timeZone: $zone)\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query EventByClocks($id: ID!, $zone: TimeZone) {\n    calendarEvent(id: $id) {\n      time {\n        ... on TimedTime {\n          startLocal(timeZone: $zone)\n          endLocal(timeZone: $zone)\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CalendarEvents(\n    $connection: ID\n    $calendar: ID\n    $filter: CalendarEventFilter\n    $first: Int\n    $after: String\n  ) {\n    calendarEvents(\n      connection: $connection\n      calendar: $calendar\n      filter: $filter\n      first: $first\n      after: $after\n    ) {\n      account\n      timeZone\n      edges {\n        cursor\n      }\n      nodes {\n        ...CalendarEventFields\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query CalendarEvents(\n    $connection: ID\n    $calendar: ID\n    $filter: CalendarEventFilter\n    $first: Int\n    $after: String\n  ) {\n    calendarEvents(\n      connection: $connection\n      calendar: $calendar\n      filter: $filter\n      first: $first\n      after: $after\n    ) {\n      account\n      timeZone\n      edges {\n        cursor\n      }\n      nodes {\n        ...CalendarEventFields\n      }\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CalendarEvent($connection: ID, $calendar: ID, $id: ID!) {\n    calendarEvent(connection: $connection, calendar: $calendar, id: $id) {\n      ...CalendarEventFields\n    }\n  }\n"): (typeof documents)["\n  query CalendarEvent($connection: ID, $calendar: ID, $id: ID!) {\n    calendarEvent(connection: $connection, calendar: $calendar, id: $id) {\n      ...CalendarEventFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FreeBusy($connections: [ID!], $calendars: [ID!], $since: DateTime!, $until: DateTime!) {\n    freeBusy(connections: $connections, calendars: $calendars, since: $since, until: $until) {\n      account\n      calendars {\n        calendarId\n        busy {\n          startAt\n          endAt\n        }\n        unavailableReason\n      }\n    }\n  }\n"): (typeof documents)["\n  query FreeBusy($connections: [ID!], $calendars: [ID!], $since: DateTime!, $until: DateTime!) {\n    freeBusy(connections: $connections, calendars: $calendars, since: $since, until: $until) {\n      account\n      calendars {\n        calendarId\n        busy {\n          startAt\n          endAt\n        }\n        unavailableReason\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GroupBusy($calendars: [ID!], $since: DateTime!, $until: DateTime!) {\n    freeBusy(calendars: $calendars, since: $since, until: $until) {\n      calendars {\n        calendarId\n        busy {\n          startAt\n        }\n        unavailableReason\n        members {\n          calendarId\n          busy {\n            startAt\n          }\n          unavailableReason\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query GroupBusy($calendars: [ID!], $since: DateTime!, $until: DateTime!) {\n    freeBusy(calendars: $calendars, since: $since, until: $until) {\n      calendars {\n        calendarId\n        busy {\n          startAt\n        }\n        unavailableReason\n        members {\n          calendarId\n          busy {\n            startAt\n          }\n          unavailableReason\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SuggestTimes($input: SuggestTimesInput!) {\n    suggestTimes(input: $input) {\n      account\n      slots {\n        startAt\n        endAt\n        timeZone\n        startLocal\n        endLocal\n      }\n      freeForAll\n      unavailable {\n        calendarId\n        unavailableReason\n      }\n    }\n  }\n"): (typeof documents)["\n  query SuggestTimes($input: SuggestTimesInput!) {\n    suggestTimes(input: $input) {\n      account\n      slots {\n        startAt\n        endAt\n        timeZone\n        startLocal\n        endLocal\n      }\n      freeForAll\n      unavailable {\n        calendarId\n        unavailableReason\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateCalendarEvent($input: CreateCalendarEventInput!) {\n    createCalendarEvent(input: $input) {\n      account\n      created\n      event {\n        ...CalendarEventFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateCalendarEvent($input: CreateCalendarEventInput!) {\n    createCalendarEvent(input: $input) {\n      account\n      created\n      event {\n        ...CalendarEventFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateCalendarEvent($input: UpdateCalendarEventInput!) {\n    updateCalendarEvent(input: $input) {\n      account\n      changed\n      event {\n        ...CalendarEventFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateCalendarEvent($input: UpdateCalendarEventInput!) {\n    updateCalendarEvent(input: $input) {\n      account\n      changed\n      event {\n        ...CalendarEventFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteCalendarEvent($input: DeleteCalendarEventInput!) {\n    deleteCalendarEvent(input: $input) {\n      account\n      deletedId\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteCalendarEvent($input: DeleteCalendarEventInput!) {\n    deleteCalendarEvent(input: $input) {\n      account\n      deletedId\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RespondToCalendarEvent($input: RespondToCalendarEventInput!) {\n    respondToCalendarEvent(input: $input) {\n      account\n      event {\n        ...CalendarEventFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RespondToCalendarEvent($input: RespondToCalendarEventInput!) {\n    respondToCalendarEvent(input: $input) {\n      account\n      event {\n        ...CalendarEventFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWithConflicts($input: CreateCalendarEventInput!) {\n    createCalendarEvent(input: $input) {\n      created\n      event {\n        id\n        calendarId\n        status\n        transparency\n        visibility\n        guestsCanModify\n        guestsCanInviteOthers\n        guestsCanSeeOtherGuests\n      }\n      conflicts {\n        id\n        summary\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateWithConflicts($input: CreateCalendarEventInput!) {\n    createCalendarEvent(input: $input) {\n      created\n      event {\n        id\n        calendarId\n        status\n        transparency\n        visibility\n        guestsCanModify\n        guestsCanInviteOthers\n        guestsCanSeeOtherGuests\n      }\n      conflicts {\n        id\n        summary\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateWithConflicts($input: UpdateCalendarEventInput!) {\n    updateCalendarEvent(input: $input) {\n      event {\n        id\n        guestsCanModify\n        guestsCanInviteOthers\n        guestsCanSeeOtherGuests\n      }\n      conflicts {\n        id\n        summary\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateWithConflicts($input: UpdateCalendarEventInput!) {\n    updateCalendarEvent(input: $input) {\n      event {\n        id\n        guestsCanModify\n        guestsCanInviteOthers\n        guestsCanSeeOtherGuests\n      }\n      conflicts {\n        id\n        summary\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MoveCalendarEvent($input: MoveCalendarEventInput!) {\n    moveCalendarEvent(input: $input) {\n      account\n      moved\n      event {\n        ...CalendarEventFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation MoveCalendarEvent($input: MoveCalendarEventInput!) {\n    moveCalendarEvent(input: $input) {\n      account\n      moved\n      event {\n        ...CalendarEventFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateCalendarEvents($input: CreateCalendarEventsInput!) {\n    createCalendarEvents(input: $input) {\n      account\n      results {\n        created\n        event {\n          id\n          summary\n        }\n        error {\n          code\n          reason\n          message\n          argument\n          retryable\n        }\n        conflicts {\n          id\n          summary\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateCalendarEvents($input: CreateCalendarEventsInput!) {\n    createCalendarEvents(input: $input) {\n      account\n      results {\n        created\n        event {\n          id\n          summary\n        }\n        error {\n          code\n          reason\n          message\n          argument\n          retryable\n        }\n        conflicts {\n          id\n          summary\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment GoogleAccountFields on GoogleAccount {\n    id\n    kind\n    account\n    state\n    agents\n    grantedScopes\n    neededScopes\n    missingScopes\n    consentExpiresAt\n    lastRefreshAt\n    lastError\n    warnings {\n      kind\n      message\n    }\n  }\n"): (typeof documents)["\n  fragment GoogleAccountFields on GoogleAccount {\n    id\n    kind\n    account\n    state\n    agents\n    grantedScopes\n    neededScopes\n    missingScopes\n    consentExpiresAt\n    lastRefreshAt\n    lastError\n    warnings {\n      kind\n      message\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConnectGoogleAccount($input: ConnectGoogleAccountInput!) {\n    connectGoogleAccount(input: $input) {\n      consentUrl\n      expiresAt\n    }\n  }\n"): (typeof documents)["\n  mutation ConnectGoogleAccount($input: ConnectGoogleAccountInput!) {\n    connectGoogleAccount(input: $input) {\n      consentUrl\n      expiresAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ImportGoogleConnection($input: ImportGoogleConnectionInput!) {\n    importGoogleConnection(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ImportGoogleConnection($input: ImportGoogleConnectionInput!) {\n    importGoogleConnection(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ImportGoogleServiceAccount($input: ImportGoogleServiceAccountInput!) {\n    importGoogleServiceAccount(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ImportGoogleServiceAccount($input: ImportGoogleServiceAccountInput!) {\n    importGoogleServiceAccount(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DisconnectGoogleAccount($input: DisconnectGoogleAccountInput!) {\n    disconnectGoogleAccount(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n      revokedAtGoogle\n      message\n    }\n  }\n"): (typeof documents)["\n  mutation DisconnectGoogleAccount($input: DisconnectGoogleAccountInput!) {\n    disconnectGoogleAccount(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n      revokedAtGoogle\n      message\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation BindGoogleConnection($input: BindGoogleConnectionInput!) {\n    bindGoogleConnection(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation BindGoogleConnection($input: BindGoogleConnectionInput!) {\n    bindGoogleConnection(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnbindGoogleConnection($input: UnbindGoogleConnectionInput!) {\n    unbindGoogleConnection(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UnbindGoogleConnection($input: UnbindGoogleConnectionInput!) {\n    unbindGoogleConnection(input: $input) {\n      connection {\n        ...GoogleAccountFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GoogleConnections($agent: String, $state: GoogleAccountState, $first: Int, $after: String) {\n    googleConnections(agent: $agent, state: $state, first: $first, after: $after) {\n      nodes {\n        ...GoogleAccountFields\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query GoogleConnections($agent: String, $state: GoogleAccountState, $first: Int, $after: String) {\n    googleConnections(agent: $agent, state: $state, first: $first, after: $after) {\n      nodes {\n        ...GoogleAccountFields\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GoogleAccessToken($connection: ID) {\n    googleAccessToken(connection: $connection) {\n      id\n      account\n      accessToken\n      expiresAt\n      grantedScopes\n    }\n  }\n"): (typeof documents)["\n  query GoogleAccessToken($connection: ID) {\n    googleAccessToken(connection: $connection) {\n      id\n      account\n      accessToken\n      expiresAt\n      grantedScopes\n    }\n  }\n"];
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
export function graphql(source: "\n  query Participant($room: String!, $identity: String) {\n    liveKitParticipant(room: $room, identity: $identity) {\n      identity\n      state\n    }\n  }\n"): (typeof documents)["\n  query Participant($room: String!, $identity: String) {\n    liveKitParticipant(room: $room, identity: $identity) {\n      identity\n      state\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveParticipant($input: RemoveLiveKitParticipantInput!) {\n    removeLiveKitParticipant(input: $input) {\n      room\n      identity\n      roomTokensRefusedBefore\n    }\n  }\n"): (typeof documents)["\n  mutation RemoveParticipant($input: RemoveLiveKitParticipantInput!) {\n    removeLiveKitParticipant(input: $input) {\n      room\n      identity\n      roomTokensRefusedBefore\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DispatchAgent($input: DispatchLiveKitAgentInput!) {\n    dispatchLiveKitAgent(input: $input) {\n      dispatch {\n        id\n        room\n        agentName\n        metadata\n        deployment\n        attributes {\n          name\n          value\n        }\n        createdAt\n        isOver\n      }\n      isNew\n    }\n  }\n"): (typeof documents)["\n  mutation DispatchAgent($input: DispatchLiveKitAgentInput!) {\n    dispatchLiveKitAgent(input: $input) {\n      dispatch {\n        id\n        room\n        agentName\n        metadata\n        deployment\n        attributes {\n          name\n          value\n        }\n        createdAt\n        isOver\n      }\n      isNew\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Dispatches($room: String!) {\n    liveKitAgentDispatches(room: $room) {\n      nodes {\n        id\n        agentName\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Dispatches($room: String!) {\n    liveKitAgentDispatches(room: $room) {\n      nodes {\n        id\n        agentName\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteDispatch($input: DeleteLiveKitAgentDispatchInput!) {\n    deleteLiveKitAgentDispatch(input: $input) {\n      room\n      id\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteDispatch($input: DeleteLiveKitAgentDispatchInput!) {\n    deleteLiveKitAgentDispatch(input: $input) {\n      room\n      id\n    }\n  }\n"];
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
export function graphql(source: "\n  mutation CreateRoom($input: CreateLiveKitRoomInput!) {\n    createLiveKitRoom(input: $input) {\n      room {\n        id\n        name\n        maxParticipants\n        metadata\n        emptyTimeoutSeconds\n        departureTimeoutSeconds\n      }\n      isNew\n    }\n  }\n"): (typeof documents)["\n  mutation CreateRoom($input: CreateLiveKitRoomInput!) {\n    createLiveKitRoom(input: $input) {\n      room {\n        id\n        name\n        maxParticipants\n        metadata\n        emptyTimeoutSeconds\n        departureTimeoutSeconds\n      }\n      isNew\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteRoom($input: DeleteLiveKitRoomInput!) {\n    deleteLiveKitRoom(input: $input) {\n      room\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteRoom($input: DeleteLiveKitRoomInput!) {\n    deleteLiveKitRoom(input: $input) {\n      room\n    }\n  }\n"];
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
export function graphql(source: "\n  mutation DeleteAgent($input: DeleteAgentInput!) {\n    deleteAgent(input: $input) {\n      agentName\n      deletedId\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteAgent($input: DeleteAgentInput!) {\n    deleteAgent(input: $input) {\n      agentName\n      deletedId\n    }\n  }\n"];
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
export function graphql(source: "\n  query AgentActivities {\n    agents(first: 200) {\n      nodes {\n        name\n        tokenExpiresAt\n        lastUsedAt\n        googleAccounts\n      }\n    }\n  }\n"): (typeof documents)["\n  query AgentActivities {\n    agents(first: 200) {\n      nodes {\n        name\n        tokenExpiresAt\n        lastUsedAt\n        googleAccounts\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Agent($name: String!) {\n    agent(name: $name) {\n      id\n      name\n      enabled\n      keys {\n        id\n        hint\n        revokedAt\n      }\n    }\n  }\n"): (typeof documents)["\n  query Agent($name: String!) {\n    agent(name: $name) {\n      id\n      name\n      enabled\n      keys {\n        id\n        hint\n        revokedAt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateAgentKey($input: CreateAgentKeyInput!) {\n    createAgentKey(input: $input) {\n      key\n      agentKey {\n        id\n        hint\n        expiresAt\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateAgentKey($input: CreateAgentKeyInput!) {\n    createAgentKey(input: $input) {\n      key\n      agentKey {\n        id\n        hint\n        expiresAt\n      }\n    }\n  }\n"];
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
export function graphql(source: "\n  query GatewayStatus {\n    gatewayStatus {\n      version\n      checkedAt\n      findings {\n        area\n        code\n        level\n        subject\n        message\n        action\n      }\n    }\n  }\n"): (typeof documents)["\n  query GatewayStatus {\n    gatewayStatus {\n      version\n      checkedAt\n      findings {\n        area\n        code\n        level\n        subject\n        message\n        action\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription CurrentTokenChanged($agent: String!) {\n    currentTokenChanged(agent: $agent) {\n      agentName\n      provider\n      changedAt\n      expiresAt\n      refreshAt\n      currentToken {\n        token\n        valid\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription CurrentTokenChanged($agent: String!) {\n    currentTokenChanged(agent: $agent) {\n      agentName\n      provider\n      changedAt\n      expiresAt\n      refreshAt\n      currentToken {\n        token\n        valid\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;