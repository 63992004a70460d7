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
      const caller = roomCallerOf(context);
      const issued = await inWordsOf(endpointFieldOf, () => roomTokens.issue(order, caller));
      // Whom a superuser's room token is for, no policy says.
      const e2eeKey = caller.agent ? await issued.readE2eeKey() : null;
      return { ...issued, name: order.name, e2eeKey };
    },
    issueUserRoomToken: async (body, { issue }) => {
      const order = readTokenRequest(body, redact);
      const issued = await inWordsOf(endpointFieldOf, () => issue(order));
      return { ...issued, e2eeKey: await issued.readE2eeKey() };
    },
  };
}
