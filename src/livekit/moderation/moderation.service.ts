import { DomainError, upstreamError } from '../../platform/errors.js';
import { checkMetadata, checkNameOrNone, checkRoomName } from '../limits.js';
import type { RoomPolicyService } from '../policies/policy.service.js';
import type { RoomCaller } from '../room-tokens/caller.js';
import { checkConfiguringAllowed } from '../policies/allowed.js';
import type { Room, RoomParticipant, RoomTrack } from '../rooms/room.js';
import type { RoomService } from '../rooms/room.service.js';
import { changeGrants, checkChanges, type ParticipantChanges } from './changes.js';
import type { ModeratedParticipant, ModerationClient } from './moderation.client.js';

/** A participant of the caller's project, by its room and identity. */
interface Participant {
  readonly room: string;
  readonly identity: string;
}

interface ModerationServiceParts {
  readonly policies: RoomPolicyService;
  readonly rooms: RoomService;
}

/**
 * Moderates the rooms of the caller's policy.
 *
 * Every method throws DomainError `BAD_USER_INPUT`, `UPSTREAM_ERROR` while LiveKit is away,
 * `FORBIDDEN`, reason `OUTSIDE_POLICY`, for what is not the caller's, and `NOT_FOUND` for what is
 * not in the room.
 */
export class ModerationService {
  readonly #parts: ModerationServiceParts;

  constructor(parts: ModerationServiceParts) {
    this.#parts = parts;
  }

  /**
   * Mutes or unmutes a track of a participant.
   *
   * @throws also DomainError `UPSTREAM_ERROR`, reason `REMOTE_UNMUTE_DISABLED`, if the project does
   *   not let anybody unmute others
   */
  async muteTrack(
    { room, identity }: Participant,
    { id, isMuted }: Pick<RoomTrack, 'id' | 'isMuted'>,
    caller: RoomCaller,
  ): Promise<RoomTrack> {
    const { name, moderation } = await this.#parts.rooms.checkRoom('room', room, caller);
    checkNameOrNone('trackId', id);
    // Of what it does not find LiveKit answers nothing, or that nobody answers.
    const { participant } = await findIn(moderation, room, identity);
    if (!participant.tracks.some((one) => one.id === id)) throw noSuchTrack();
    const track = await moderation.mute(room, identity, { id, isMuted }).catch((error: unknown) => {
      throw isMuted ? error : asUnmuteRefusal(error);
    });
    if (!track) throw noSuchTrack();
    const details = { room, identity, trackId: id, isMuted: String(isMuted) };
    await this.#parts.rooms.record('ROOM_TRACK_MUTED', caller, name, details);
    return track;
  }

  /** Changes a participant's name, metadata, attributes and rights; what is left out stays. */
  async updateParticipant(
    { room, identity }: Participant,
    changes: ParticipantChanges,
    caller: RoomCaller,
  ): Promise<RoomParticipant> {
    const { name, moderation } = await this.#parts.rooms.checkRoom('room', room, caller);
    const policy = await this.#parts.policies.policyOf(caller);
    checkChanges(changes, policy);
    const found = await findIn(moderation, room, identity);
    const rights =
      changes.grants && changeGrants(found.participant.permissions, changes.grants, policy);
    const changed = await moderation.update(room, found, changes, rights);
    if (!changed) throw nobodyThere();
    const details = { room, identity, changes: describe(changes) };
    await this.#parts.rooms.record('ROOM_PARTICIPANT_UPDATED', caller, name, details);
    return changed;
  }

  /** Replaces a room's metadata, for callers that may configure rooms. */
  async updateRoomMetadata(room: string, metadata: string, caller: RoomCaller): Promise<Room> {
    const { name, moderation } = await this.#parts.rooms.checkRoom('room', room, caller);
    checkMetadata('metadata', metadata);
    const policy = await this.#parts.policies.policyOf(caller);
    if (policy) checkConfiguringAllowed(policy, 'metadata');
    const changed = await moderation.updateRoomMetadata(room, metadata);
    if (!changed) throw new DomainError('NOT_FOUND', 'No room of that name is open.');
    await this.#parts.rooms.record('ROOM_METADATA_UPDATED', caller, name, { room });
    return changed;
  }
}

async function findIn(
  client: ModerationClient,
  room: string,
  identity: string,
): Promise<ModeratedParticipant> {
  checkRoomName('identity', identity);
  const found = await client.find(room, identity);
  if (!found) throw nobodyThere();
  return found;
}

/** What was changed, in JSON; of texts, which can be about people, only that they were. */
function describe({ name, metadata, attributes, grants }: ParticipantChanges): string {
  return JSON.stringify({
    ...(name === undefined ? {} : { name: true }),
    ...(metadata === undefined ? {} : { metadata: true }),
    ...(attributes && { attributes: Object.keys(attributes) }),
    ...(grants && { grants }),
  });
}

function asUnmuteRefusal(error: unknown): unknown {
  if (!(error instanceof DomainError) || error.reason !== 'FAILED_PRECONDITION') return error;
  return upstreamError(
    'REMOTE_UNMUTE_DISABLED',
    'This LiveKit project lets nobody unmute the tracks of others. Ask the participant to do it, ' +
      'or turn it on: enable_remote_unmute in the settings of a server, or in those of the project.',
    { retryable: false, cause: error },
  );
}

function nobodyThere(): DomainError {
  return new DomainError('NOT_FOUND', 'Nobody of that identity is in a room of that name.');
}

function noSuchTrack(): DomainError {
  return new DomainError('NOT_FOUND', 'That participant publishes no track of that id.');
}
