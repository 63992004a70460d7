import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import { decodeCursor } from '../../platform/cursor.js';
import { placeOf } from '../../platform/page.js';
import { withoutNulls } from '../../platform/without-nulls.js';
import type { RequestContext } from '../../request/context.js';
import type { Connection } from '../../schema/connection.type.js';
import { After, First } from '../../schema/page.args.js';
import { attributesOf } from '../room-tokens/attributes.js';
import { roomCallerOf } from '../room-tokens/caller.js';
import { Project } from '../project.type.js';
import { LiveKitAgentDispatchConnection } from './connection.type.js';
import type { DispatchService } from './dispatch.service.js';
import {
  DeleteLiveKitAgentDispatchInput,
  DeleteLiveKitAgentDispatchPayload,
  DispatchLiveKitAgentInput,
  DispatchLiveKitAgentPayload,
  type LiveKitAgentDispatch,
} from './dispatch.type.js';
import { pageOfWhole } from './page-of-whole.js';

/** The schema's fields about agents that are sent into rooms. */
@Resolver()
export class DispatchResolver {
  readonly #dispatches: DispatchService;

  constructor(dispatches: DispatchService) {
    this.#dispatches = dispatches;
  }

  @Query(() => LiveKitAgentDispatchConnection, {
    description:
      'The LiveKit agents that were sent into a room, by id. For superusers, and for agents with ' +
      'the scope `livekit.admin`, within their policy.',
  })
  async liveKitAgentDispatches(
    @Arg('room', () => String, { description: 'The name of the room.' }) room: string,
    @Project() project: string | null | undefined,
    @First() first: number | null,
    @After() after: string | null,
    @Ctx() context: RequestContext,
  ): Promise<Connection<LiveKitAgentDispatch>> {
    const place = placeOf({ first, after }, decodeCursor);
    const dispatches = await this.#dispatches.list(room, roomCallerOf(context, project));
    return pageOfWhole(dispatches, place, ({ id }) => id);
  }

  @Mutation(() => DispatchLiveKitAgentPayload, {
    description:
      'Sends a LiveKit agent into a room that is open, at most one for the same input within a ' +
      'minute. For superusers, and for agents with the scope `livekit.admin`, within their policy.',
  })
  async dispatchLiveKitAgent(
    @Arg('input', () => DispatchLiveKitAgentInput, { description: 'Which agent, and where to.' })
    input: DispatchLiveKitAgentInput,
    @Ctx() context: RequestContext,
  ): Promise<DispatchLiveKitAgentPayload> {
    const { project, room, attributes, ...plain } = withoutNulls(input);
    const order = { ...plain, attributes: attributes && attributesOf('attributes', attributes) };
    return this.#dispatches.dispatch(room, order, roomCallerOf(context, project));
  }

  @Mutation(() => DeleteLiveKitAgentDispatchPayload, {
    description:
      'Takes a LiveKit agent out of a room again, or has it not come. For superusers, and for ' +
      'agents with the scope `livekit.admin`, within their policy.',
  })
  async deleteLiveKitAgentDispatch(
    @Arg('input', () => DeleteLiveKitAgentDispatchInput, { description: 'Which dispatch.' })
    { project, room, id }: DeleteLiveKitAgentDispatchInput,
    @Ctx() context: RequestContext,
  ): Promise<DeleteLiveKitAgentDispatchPayload> {
    await this.#dispatches.delete(room, id, roomCallerOf(context, project));
    return { room, id };
  }
}
