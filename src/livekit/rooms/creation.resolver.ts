import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { RequestContext } from '../../request/context.js';
import { roomCallerOf } from '../room-tokens/caller.js';
import { roomConfigOf } from '../room-tokens/room-config-input.js';
import type { RoomCreationService } from './creation.service.js';
import {
  CreateLiveKitRoomInput,
  CreateLiveKitRoomPayload,
  DeleteLiveKitRoomInput,
  DeleteLiveKitRoomPayload,
} from './creation.type.js';

/** The schema's fields that create and delete rooms. */
@Resolver()
export class RoomCreationResolver {
  readonly #creations: RoomCreationService;

  constructor(creations: RoomCreationService) {
    this.#creations = creations;
  }

  @Mutation(() => CreateLiveKitRoomPayload, {
    description:
      'Creates a LiveKit room, or returns the one of that name that is open. For superusers, and ' +
      'for agents with the scope `livekit.admin`, within their policy, if it lets them configure rooms.',
  })
  createLiveKitRoom(
    @Arg('input', () => CreateLiveKitRoomInput, { description: 'Its name and configuration.' })
    { project, name, ...config }: CreateLiveKitRoomInput,
    @Ctx() context: RequestContext,
  ): Promise<CreateLiveKitRoomPayload> {
    return this.#creations.create(
      name,
      roomConfigOf(config, 'tags'),
      roomCallerOf(context, project),
    );
  }

  @Mutation(() => DeleteLiveKitRoomPayload, {
    description:
      'Closes a LiveKit room and removes everybody in it. For superusers, and for agents with the ' +
      'scope `livekit.admin`, within their policy, if it lets them configure rooms.',
  })
  async deleteLiveKitRoom(
    @Arg('input', () => DeleteLiveKitRoomInput, { description: 'Which room.' })
    { project, room }: DeleteLiveKitRoomInput,
    @Ctx() context: RequestContext,
  ): Promise<DeleteLiveKitRoomPayload> {
    await this.#creations.delete(room, roomCallerOf(context, project));
    return { room };
  }
}
