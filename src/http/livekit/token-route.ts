import type { FastifyInstance } from 'fastify';

import type { CreateContext } from '../../authentication/context.js';
import { roomJoiner } from '../../graphql/access/rules.js';
import type { RoomTokenService } from '../../livekit/room-tokens/room-token.service.js';
import type { RequestContext } from '../../request/context.js';
import { principalName } from '../../request/principal.js';
import { requireJsonAccepted } from '../accept.js';
import { requireLeave, type LeaveParts } from '../refusal-by-rule.js';

/** What {@link registerLiveKitToken} is made of. */
export interface LiveKitTokenParts extends LeaveParts {
  readonly createContext: CreateContext;
  /** Reads the standard request in a body and signs what it asks for. */
  readonly issueRoomToken: (
    body: unknown,
    context: RequestContext,
  ) => ReturnType<RoomTokenService['issue']>;
}

/**
 * `POST /livekit/token`: LiveKit's standard token endpoint, for whoever may use `liveKitRoomToken`.
 *
 * @see https://docs.livekit.io/frontends/build/authentication/endpoint/
 */
export function registerLiveKitToken(server: FastifyInstance, parts: LiveKitTokenParts): void {
  server.post('/livekit/token', { onRequest: requireJsonAccepted }, async (request, reply) => {
    const context = await parts.createContext({
      requestId: request.id,
      clientAddress: request.clientAddress,
      raw: request.raw,
    });
    await requireLeave(parts, context, 'liveKitRoomToken', roomJoiner);
    const issued = await parts.issueRoomToken(request.body, context);
    const { requestId, actor, principal } = context;
    const { room, identity } = issued;
    parts.logger.info(
      {
        requestId,
        address: actor.address,
        principal: principal.kind,
        name: principalName(principal),
        room,
        identity,
      },
      'room token',
    );
    return reply
      .code(201)
      .header('cache-control', 'no-store')
      .send({ server_url: issued.serverUrl, participant_token: issued.roomToken });
  });
}
