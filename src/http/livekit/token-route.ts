import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { roomJoiner } from '../../graphql/access/rules.js';
import type { IssuedRoomToken } from '../../livekit/room-tokens/room-token.service.js';
import type { Metrics } from '../../platform/metrics.js';
import type { RequestContext } from '../../request/context.js';
import { principalName } from '../../request/principal.js';
import { requireJsonAccepted } from '../accept.js';
import { actingContext, type ActingParts } from '../acting-context.js';
import { refuseOtherMethods } from '../post-alone.js';
import { requireLeave, type LeaveParts } from '../refusal-by-rule.js';
import { asDomainError } from '../server/error-reply.js';
import { readJsonBodies } from '../server/json-body.js';

const URL = '/livekit/token';

/** What {@link registerLiveKitToken} is made of. */
export interface LiveKitTokenParts extends LeaveParts, ActingParts {
  /** Reads the standard request in a body and signs what it asks for. */
  readonly issueRoomToken: (
    body: unknown,
    context: RequestContext,
  ) => Promise<IssuedRoomToken & { readonly name: string | undefined }>;
  readonly metrics: Metrics;
}

/**
 * `POST /livekit/token`: LiveKit's standard token endpoint, for whoever may use `liveKitRoomToken`,
 * and for agents by their key, since SDKs fix their headers as hosts of MCP do.
 *
 * @see https://docs.livekit.io/frontends/build/authentication/endpoint/
 */
export async function registerLiveKitToken(
  server: FastifyInstance,
  parts: LiveKitTokenParts,
): Promise<void> {
  await server.register((scope, _options, done) => {
    scope.removeContentTypeParser('application/json');
    readJsonBodies(scope, { isOptional: true });
    scope.addHook('onError', (_request, _reply, error, next) => {
      parts.metrics.roomTokenRequest(asDomainError(error).code);
      next();
    });
    scope.post(URL, { onRequest: requireJsonAccepted }, async (request, reply) => {
      await answer(parts, request, reply);
      parts.metrics.roomTokenRequest('OK');
      return reply;
    });
    refuseOtherMethods(scope, URL, { message: 'A room token is asked for by POST.' });
    done();
  });
}

async function answer(
  parts: LiveKitTokenParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const context = await actingContext(parts, request, { forDelegates: false });
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
  void reply
    .code(201)
    .header('cache-control', 'no-store')
    .send({
      server_url: issued.serverUrl,
      participant_token: issued.roomToken,
      room_name: room,
      // What others are shown where there is no name.
      participant_name: issued.name ?? identity,
    });
}
