import type { Scope } from './registry.js';

/** What an API token can be good for, and the scope that an agent needs for it. */
export const API_GRANT_SCOPES = {
  EGRESS: 'livekit.egress',
  INGRESS: 'livekit.ingress',
  SIP_ADMIN: 'livekit.sip.admin',
  SIP_CALL: 'livekit.sip.call',
  ROOM_LIST: 'livekit.list',
} as const satisfies Readonly<Record<string, Scope>>;

/** See {@link API_GRANT_SCOPES}. */
export type ApiGrant = keyof typeof API_GRANT_SCOPES;
