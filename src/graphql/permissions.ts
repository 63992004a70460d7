import {
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
  },
  Subscription: {
    currentTokenChanged: currentTokenReader,
  },
};
