import {
  agentWithScope,
  anyone,
  currentTokenReader,
  introspector,
  roomGovernor,
  roomJoiner,
  superuser,
  type Decision,
} from './rules.js';

/**
 * Who may use which root field: one line each. A root field that is missing here is denied, and a
 * test fails for it.
 */
export const permissions: Readonly<Record<string, Readonly<Record<string, Decision>>>> = {
  Query: {
    viewer: anyone,
    integrationTokens: superuser,
    integrationToken: superuser,
    currentToken: currentTokenReader,
    agents: superuser,
    agent: superuser,
    auditEvents: superuser,
    introspectToken: introspector,
    liveKitRooms: roomGovernor,
    liveKitParticipants: roomGovernor,
    calendars: agentWithScope('calendar.read'),
    calendarEvents: agentWithScope('calendar.read'),
    calendarEvent: agentWithScope('calendar.read'),
    freeBusy: agentWithScope('calendar.read'),
    suggestTimes: agentWithScope('calendar.read'),
    googleConnections: superuser,
    googleAccessToken: agentWithScope('calendar.access_token'),
  },
  Mutation: {
    generateToken: superuser,
    rotateToken: superuser,
    revokeToken: superuser,
    revokeAgentTokens: superuser,
    registerAgent: superuser,
    updateAgent: superuser,
    createAgentKey: superuser,
    revokeAgentKey: superuser,
    bindAgentSubject: superuser,
    unbindAgentSubject: superuser,
    liveKitRoomToken: roomJoiner,
    removeLiveKitParticipant: roomGovernor,
    dispatchLiveKitAgent: roomGovernor,
    createCalendarEvent: agentWithScope('calendar.write'),
    updateCalendarEvent: agentWithScope('calendar.write'),
    deleteCalendarEvent: agentWithScope('calendar.write'),
    respondToCalendarEvent: agentWithScope('calendar.write'),
    connectGoogleAccount: superuser,
    importGoogleConnection: superuser,
    importGoogleServiceAccount: superuser,
    disconnectGoogleAccount: superuser,
    bindGoogleConnection: superuser,
    unbindGoogleConnection: superuser,
  },
  Subscription: {
    currentTokenChanged: currentTokenReader,
  },
};
