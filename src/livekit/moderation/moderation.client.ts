import type { ParticipantInfo, ParticipantPermission, TrackSource } from 'livekit-server-sdk';

import { TRACK_SOURCES } from '../../providers/room-policy.js';
import { participantOf, roomOf, trackOf } from '../answer.sdk.js';
import type { ParticipantPermissions, Room, RoomParticipant, RoomTrack } from '../rooms/room.js';
import type { LiveKitClient } from '../server.client.js';
import type { ParticipantChanges } from './changes.js';

/** A participant, and all that LiveKit says of its rights. */
export interface ModeratedParticipant {
  readonly participant: RoomParticipant;
  readonly rawPermission: ParticipantPermission | undefined;
}

/** Changes participants and rooms. Every method fails as those of {@link LiveKitClient} do. */
export class ModerationClient {
  readonly #client: LiveKitClient;

  constructor(client: LiveKitClient) {
    this.#client = client;
  }

  /** Finds a participant of a room. */
  async find(room: string, identity: string): Promise<ModeratedParticipant | undefined> {
    const found = await this.#client.callIfFound(({ rooms }) =>
      rooms.getParticipant(room, identity),
    );
    return found && { participant: participantOf(found), rawPermission: found.permission };
  }

  /** Mutes or unmutes a track; `undefined` if there is no such track any more. */
  async mute(
    room: string,
    identity: string,
    { id, isMuted }: Pick<RoomTrack, 'id' | 'isMuted'>,
  ): Promise<RoomTrack | undefined> {
    // LiveKit answers without a track if there is none, which the SDK's type does not tell.
    const track = await this.#client.callIfFound(({ rooms }) =>
      rooms.mutePublishedTrack(room, identity, id, isMuted),
    );
    return track && trackOf(track);
  }

  /**
   * Changes a participant. LiveKit replaces all of its rights at once.
   *
   * @param rights - all that it has afterwards; `undefined` if they stay
   */
  async update(
    room: string,
    { participant, rawPermission }: ModeratedParticipant,
    { name, metadata, attributes }: ParticipantChanges,
    rights: ParticipantPermissions | undefined,
  ): Promise<RoomParticipant | undefined> {
    const changed = await this.#client.callIfFound(({ rooms }): Promise<ParticipantInfo> =>
      rooms.updateParticipant(room, participant.identity, {
        ...(name === undefined ? {} : { name }),
        ...(metadata === undefined ? {} : { metadata }),
        ...(attributes === undefined ? {} : { attributes: { ...attributes } }),
        ...(rights && { permission: Object.assign({}, rawPermission, permissionOf(rights)) }),
      }),
    );
    return changed && participantOf(changed);
  }

  /** Replaces the metadata of a room that is open. */
  async updateRoomMetadata(room: string, metadata: string): Promise<Room | undefined> {
    const changed = await this.#client.callIfFound(({ rooms }) =>
      rooms.updateRoomMetadata(room, metadata),
    );
    return changed && roomOf(changed);
  }
}

function permissionOf(rights: ParticipantPermissions): Partial<ParticipantPermission> {
  const { canUpdateOwnMetadata, publishSources, ...same } = rights;
  // LiveKit's numbers of sources begin with the unknown one.
  const numbers: unknown = publishSources?.map((source) => TRACK_SOURCES.indexOf(source) + 1);
  return {
    ...same,
    canUpdateMetadata: canUpdateOwnMetadata,
    canPublishSources: (numbers ?? []) as TrackSource[],
  };
}
