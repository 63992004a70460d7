import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import { withoutNulls } from '../../platform/without-nulls.js';
import type { RequestContext } from '../../request/context.js';
import { LiveKitParticipant } from '../rooms/room.type.js';
import { Project } from '../project.type.js';
import { roomCallerOf } from './caller.js';
import { attributesOf } from './attributes.js';
import { roomConfigOf } from './room-config-input.js';
import type { AgentDispatchOrder, RoomTokenOrder } from './order.js';
import type { IssuedRoomToken, RoomTokenService } from './room-token.service.js';
import {
  LiveKitRoomTokenInput,
  LiveKitRoomTokenPayload,
  type LiveKitAgentDispatchInput,
} from './room-token.type.js';

/** The schema's field that lets somebody into a room. */
@Resolver(() => LiveKitRoomTokenPayload)
export class RoomTokenResolver {
  readonly #roomTokens: RoomTokenService;

  constructor(roomTokens: RoomTokenService) {
    this.#roomTokens = roomTokens;
  }

  @Query(() => LiveKitParticipant, {
    nullable: true,
    description:
      'The participant for whom `liveKitRoomToken` would sign a room token, if it is in the room ' +
      'already. For superusers, and for agents with the scope `livekit.join`, within their policy.',
  })
  liveKitParticipant(
    @Arg('room', () => String, { description: 'The name of the room.' }) room: string,
    @Arg('identity', () => String, {
      nullable: true,
      description:
        "Its identity. The caller's own participant if left out: of an agent, the one with its " +
        'name, or with an identity that the gateway generated for it.',
    })
    identity: string | null | undefined,
    @Project() project: string | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<LiveKitParticipant | null> {
    return this.#roomTokens.findJoined(
      withoutNulls({ room, identity }),
      roomCallerOf(context, project),
    );
  }

  @Mutation(() => LiveKitRoomTokenPayload, {
    description:
      'Signs a room token, with which a participant joins a LiveKit room. For superusers, and for ' +
      'agents with the scope `livekit.join`, within their policy.',
  })
  liveKitRoomToken(
    @Arg('input', () => LiveKitRoomTokenInput, { description: 'Into which room, as whom.' })
    { project, ...input }: LiveKitRoomTokenInput,
    @Ctx() context: RequestContext,
  ): Promise<LiveKitRoomTokenPayload> {
    return this.#roomTokens.issue(orderOf(input), roomCallerOf(context, project));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The key that all participants of the room share for end-to-end encryption, a text as ' +
      "LiveKit’s key providers take it. Null where the caller's policy does not share it; a " +
      'superuser is given it always. Secret.',
  })
  e2eeKey(@Root() issued: IssuedRoomToken): Promise<string | null> {
    return issued.readE2eeKey();
  }
}

function orderOf(input: Omit<LiveKitRoomTokenInput, 'project'>): RoomTokenOrder {
  const { attributes, agentDispatch, grants, roomConfig, ...plain } = withoutNulls(input);
  return {
    ...plain,
    attributes: attributes && attributesOf('attributes', attributes),
    agentDispatch: agentDispatch?.map(agentDispatchOf),
    grants: grants && withoutNulls(grants),
    roomConfig: roomConfig && roomConfigOf(roomConfig, 'roomConfig.tags'),
  };
}

function agentDispatchOf(dispatch: LiveKitAgentDispatchInput): AgentDispatchOrder {
  const { attributes, ...plain } = withoutNulls(dispatch);
  return {
    ...plain,
    attributes: attributes && attributesOf('agentDispatch.attributes', attributes),
  };
}
