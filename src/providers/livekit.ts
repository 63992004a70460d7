import type { Provider } from './provider.js';

/**
 * LiveKit voice agents. `X-LiveKit-Token` carries the gateway's own opaque token; a LiveKit JWT
 * (a room token) is another thing, which the gateway hands out for it.
 */
export const liveKit = {
  id: 'LIVEKIT',
  prefix: 'lk',
  header: 'X-LiveKit-Token',
  displayName: 'LiveKit',
  description: 'LiveKit voice agents; their tokens travel in the `X-LiveKit-Token` header.',
  defaultAgent: 'livekit',
  scopes: [
    'livekit.join',
    'livekit.admin',
    'livekit.egress',
    'livekit.ingress',
    'livekit.sip.admin',
    'livekit.sip.call',
    'livekit.list',
  ],
  // They reach every room of the project.
  optInScopes: [
    'livekit.egress',
    'livekit.ingress',
    'livekit.sip.admin',
    'livekit.sip.call',
    'livekit.list',
  ],
  defaultScopes: ['livekit.join'],
} as const satisfies Provider;
