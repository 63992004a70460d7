import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import { decodeCursor } from '../../platform/cursor.js';
import { placeOf } from '../../platform/page.js';
import { withoutNulls } from '../../platform/without-nulls.js';
import type { RequestContext } from '../../request/context.js';
import type { Connection } from '../../schema/connection.type.js';
import { After, First } from '../../schema/page.args.js';
import { roomCallerOf } from '../room-tokens/caller.js';
import { Project } from '../project.type.js';
import { LiveKitParticipantConnection, LiveKitRoomConnection } from './connection.type.js';
import { pageOfWhole } from './page-of-whole.js';
import type { RoomService } from './room.service.js';
import {
  type LiveKitParticipant,
  type LiveKitRoom,
  RemoveLiveKitParticipantInput,
  RemoveLiveKitParticipantPayload,
} from './room.type.js';

/** The schema's fields that look into rooms and act in them. */
@Resolver()
export class RoomResolver {
  readonly #rooms: RoomService;

  constructor(rooms: RoomService) {
    this.#rooms = rooms;
  }

  @Query(() => LiveKitRoomConnection, {
    description:
      'The LiveKit rooms that are open, by name. For superusers, and for agents with the scope ' +
      '`livekit.admin`, who see those of their policy.',
  })
  async liveKitRooms(
    @Project() project: string | null | undefined,
    @First() first: number | null,
    @After() after: string | null,
    @Ctx() context: RequestContext,
  ): Promise<Connection<LiveKitRoom>> {
    const place = placeOf({ first, after }, decodeCursor);
    return pageOfWhole(
      await this.#rooms.list(roomCallerOf(context, project)),
      place,
      (room) => room.name,
    );
  }

  @Query(() => LiveKitParticipantConnection, {
    description:
      'Who is in a LiveKit room, by identity. For superusers, and for agents with the scope ' +
      '`livekit.admin`, within their policy.',
  })
  async liveKitParticipants(
    @Arg('room', () => String, { description: 'The name of the room.' }) room: string,
    @Project() project: string | null | undefined,
    @First() first: number | null,
    @After() after: string | null,
    @Ctx() context: RequestContext,
  ): Promise<Connection<LiveKitParticipant>> {
    const place = placeOf({ first, after }, decodeCursor);
    const participants = await this.#rooms.participants(room, roomCallerOf(context, project));
    return pageOfWhole(participants, place, ({ identity }) => identity);
  }

  @Mutation(() => RemoveLiveKitParticipantPayload, {
    description:
      'Removes a participant from a LiveKit room. For superusers, and for agents with the scope ' +
      '`livekit.admin`, within their policy.',
  })
  async removeLiveKitParticipant(
    @Arg('input', () => RemoveLiveKitParticipantInput, { description: 'Whom, and from where.' })
    { project, ...input }: RemoveLiveKitParticipantInput,
    @Ctx() context: RequestContext,
  ): Promise<RemoveLiveKitParticipantPayload> {
    const { room, identity } = input;
    const removed = await this.#rooms.remove(withoutNulls(input), roomCallerOf(context, project));
    return { room, identity, ...removed };
  }
}
