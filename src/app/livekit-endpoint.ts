import type { LiveKitTokenParts } from '../http/livekit/token-route.js';
import { roomCallerOf } from '../livekit/room-tokens/caller.js';
import { endpointFieldOf, readTokenRequest } from '../livekit/room-tokens/endpoint.js';
import { inWordsOf } from '../platform/errors.js';
import type { Services } from './services.js';

/** What LiveKit's token endpoint does with a body, in the endpoint's words. */
export function liveKitEndpoint({
  roomTokens,
  redact,
}: Pick<Services, 'roomTokens' | 'redact'>): Pick<
  LiveKitTokenParts,
  'issueRoomToken' | 'issueUserRoomToken'
> {
  return {
    issueRoomToken: async (body, context) => {
      const order = readTokenRequest(body, redact);
      const issue = () => roomTokens.issue(order, roomCallerOf(context));
      return { ...(await inWordsOf(endpointFieldOf, issue)), name: order.name };
    },
    issueUserRoomToken: async (body, { issue }) => {
      const order = readTokenRequest(body, redact);
      return inWordsOf(endpointFieldOf, () => issue(order));
    },
  };
}
