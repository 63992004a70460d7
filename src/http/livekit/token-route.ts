import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type {
  AuthenticateUser,
  UserRequest,
} from '../../authentication/users/user-authenticator.js';
import { roomJoiner } from '../../graphql/access/rules.js';
import type { IssuedRoomToken } from '../../livekit/room-tokens/room-token.service.js';
import type { Actor } from '../../platform/actor.js';
import { DomainError } from '../../platform/errors.js';
import type { Metrics } from '../../platform/metrics.js';
import type { RequestContext } from '../../request/context.js';
import { requireJsonAccepted } from '../accept.js';
import { actingContext, type ActingParts } from '../acting-context.js';
import { refuseOtherMethods } from '../post-alone.js';
import { auditRefusal } from '../../graphql/errors/report.js';
import { requireLeave, type LeaveParts } from '../refusal-by-rule.js';
import { asDomainError } from '../server/error-reply.js';
import { readJsonBodies } from '../server/json-body.js';

const URL = '/livekit/token';

/** Does the same by GraphQL. */
const FIELD = 'liveKitRoomToken';

/** A room token with the name that it shows, and the room's key where that is shared. */
type NamedRoomToken = IssuedRoomToken & {
  readonly name: string | undefined;
  readonly e2eeKey: string | null;
};

/** What {@link registerLiveKitToken} is made of. */
export interface LiveKitTokenParts extends LeaveParts, ActingParts {
  /** Reads the standard request in a body and signs what it asks for. */
  readonly issueRoomToken: (body: unknown, context: RequestContext) => Promise<NamedRoomToken>;
  readonly authenticateUser: AuthenticateUser;
  /** The same for a user of an application. */
  readonly issueUserRoomToken: (body: unknown, request: UserRequest) => Promise<NamedRoomToken>;
  readonly metrics: Metrics;
}

/**
 * `POST /livekit/token`: LiveKit's standard token endpoint, for whoever may use `liveKitRoomToken`,
 * for agents by their key, since SDKs fix their headers as hosts of MCP do, and for users of an
 * application by its JWT, who are let in nowhere else.
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

interface Issued {
  readonly issued: NamedRoomToken;
  readonly actor: Actor;
}

async function issueToPrincipal(
  parts: LiveKitTokenParts,
  request: FastifyRequest,
): Promise<Issued> {
  const context = await actingContext(parts, request, { forDelegates: false });
  await requireLeave(parts, context, FIELD, roomJoiner);
  return { issued: await parts.issueRoomToken(request.body, context), actor: context.actor };
}

/** What a rule for users refuses is a refusal by rule, as of a field. */
async function issueToUser(
  parts: LiveKitTokenParts,
  { body }: FastifyRequest,
  ofUser: UserRequest,
): Promise<Issued> {
  const { context } = ofUser;
  try {
    return { issued: await parts.issueUserRoomToken(body, ofUser), actor: context.actor };
  } catch (error) {
    if (error instanceof DomainError) await auditRefusal(parts, context, FIELD, error);
    throw error;
  }
}

async function answer(
  parts: LiveKitTokenParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { id: requestId, clientAddress, raw } = request;
  const ofUser = await parts.authenticateUser({ requestId, clientAddress, raw });
  const { issued, actor } = await (ofUser
    ? issueToUser(parts, request, ofUser)
    : issueToPrincipal(parts, request));
  const { room, identity } = issued;
  parts.logger.info(
    {
      requestId,
      address: actor.address,
      principal: actor.kind,
      name: actor.name,
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
      ...(issued.e2eeKey !== null && { e2ee_key: issued.e2eeKey }),
    });
}
