import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { withoutNulls } from '../../platform/without-nulls.js';
import type { RequestContext } from '../../request/context.js';
import { attributesOf } from '../room-tokens/attributes.js';
import { roomCallerOf } from '../room-tokens/caller.js';
import type { ModerationService } from './moderation.service.js';
import {
  MuteLiveKitTrackInput,
  MuteLiveKitTrackPayload,
  UpdateLiveKitParticipantInput,
  UpdateLiveKitParticipantPayload,
  UpdateLiveKitRoomMetadataInput,
  UpdateLiveKitRoomMetadataPayload,
} from './moderation.type.js';

const WHO = 'For superusers, and for agents with the scope `livekit.admin`, within their policy';

/** The schema's fields that change participants and rooms. */
@Resolver()
export class ModerationResolver {
  readonly #moderation: ModerationService;

  constructor(moderation: ModerationService) {
    this.#moderation = moderation;
  }

  @Mutation(() => MuteLiveKitTrackPayload, {
    description: `Mutes or unmutes a track of a participant. ${WHO}.`,
  })
  async muteLiveKitTrack(
    @Arg('input', () => MuteLiveKitTrackInput, { description: 'Which track.' })
    { project, trackId: id, isMuted, ...place }: MuteLiveKitTrackInput,
    @Ctx() context: RequestContext,
  ): Promise<MuteLiveKitTrackPayload> {
    const caller = roomCallerOf(context, project);
    return { track: await this.#moderation.muteTrack(place, { id, isMuted }, caller) };
  }

  @Mutation(() => UpdateLiveKitParticipantPayload, {
    description:
      'Changes the name, metadata, attributes and rights of a participant that is in a room. ' +
      `${WHO}.`,
  })
  async updateLiveKitParticipant(
    @Arg('input', () => UpdateLiveKitParticipantInput, {
      description: 'The participant, and what changes.',
    })
    input: UpdateLiveKitParticipantInput,
    @Ctx() context: RequestContext,
  ): Promise<UpdateLiveKitParticipantPayload> {
    const { project, room, identity, attributes, grants, ...texts } = withoutNulls(input);
    const changes = {
      ...texts,
      attributes: attributes && attributesOf('attributes', attributes),
      grants: grants && withoutNulls(grants),
    };
    const caller = roomCallerOf(context, project);
    return {
      participant: await this.#moderation.updateParticipant({ room, identity }, changes, caller),
    };
  }

  @Mutation(() => UpdateLiveKitRoomMetadataPayload, {
    description:
      `Replaces the metadata of a room that is open. ${WHO}, ` + 'if it lets them configure rooms.',
  })
  async updateLiveKitRoomMetadata(
    @Arg('input', () => UpdateLiveKitRoomMetadataInput, {
      description: 'The room, and its metadata.',
    })
    { project, room, metadata }: UpdateLiveKitRoomMetadataInput,
    @Ctx() context: RequestContext,
  ): Promise<UpdateLiveKitRoomMetadataPayload> {
    const caller = roomCallerOf(context, project);
    return { room: await this.#moderation.updateRoomMetadata(room, metadata, caller) };
  }
}
