import type { AuditAction } from '../../platform/audit-action.js';
import type { Clock } from '../../platform/clock.js';
import { DomainError } from '../../platform/errors.js';
import type { Exclusion } from '../exclusions/exclusion.js';
import type { ExclusionService } from '../exclusions/exclusion.service.js';
import { checkRoomName } from '../limits.js';
import { checkRoomAllowed } from '../policies/allowed.js';
import { fitsSome } from '../policies/pattern.js';
import type { RoomPolicyService } from '../policies/policy.service.js';
import { projectDetail } from '../project-name.js';
import type { LiveKitProject, ProjectService } from '../project.service.js';
import type { RoomCaller } from '../room-tokens/caller.js';
import type { RoomAdmissionStore } from './admission.store.js';
import { revocationTime } from './removal.js';
import type { Room, RoomParticipant } from './room.js';

interface RoomServiceParts {
  readonly projects: ProjectService;
  readonly policies: RoomPolicyService;
  readonly admissions: RoomAdmissionStore;
  readonly exclusions: ExclusionService;
  readonly clock: Clock;
}

/** Whom {@link RoomService.remove} removes. */
export interface ParticipantRemoval {
  readonly room: string;
  readonly identity: string;
  /** For how long it gets no room token; it can come back at once when left out. */
  readonly excludeSeconds?: number | undefined;
}

/** What {@link RoomService.remove} did. */
export interface RemovedParticipant {
  /** The instant before which LiveKit was told to refuse the identity's room tokens. */
  readonly roomTokensRefusedBefore: Date;
  /** Can be false where it was excluded. */
  readonly wasInRoom: boolean;
  readonly exclusions: readonly Exclusion[];
}

/**
 * Looks into rooms and acts in them, for those with the right to. An agent's policy says which
 * rooms; to it the others are not there.
 *
 * Every method throws DomainError `UPSTREAM_ERROR` while LiveKit is away, and `FORBIDDEN`, reason
 * `OUTSIDE_POLICY`, for a room that is not the caller's.
 */
export class RoomService {
  readonly #parts: RoomServiceParts;

  constructor(parts: RoomServiceParts) {
    this.#parts = parts;
  }

  /** The open rooms that the caller may use, by name. */
  async list(caller: RoomCaller): Promise<readonly Room[]> {
    const policy = await this.#parts.policies.policyOf(caller);
    const { client } = this.#parts.projects.of(caller, policy);
    const rooms = await client.listRooms();
    return rooms
      .filter(({ name }) => !policy || fitsSome(policy.rooms, name))
      .sort((a, b) => compare(a.name, b.name));
  }

  /**
   * Who is in a room, by identity; nobody where there is no such room.
   *
   * @throws DomainError `BAD_USER_INPUT`
   */
  async participants(room: string, caller: RoomCaller): Promise<readonly RoomParticipant[]> {
    const { client } = await this.checkRoom('room', room, caller);
    const participants = await client.listParticipants(room);
    return participants.sort((a, b) => compare(a.identity, b.identity));
  }

  /**
   * Removes a participant from a room, and has LiveKit refuse the room tokens that it holds, where
   * the server can. An exclusion comes first, and stands whether or not the rest succeeds.
   *
   * @throws DomainError `BAD_USER_INPUT`, or `NOT_FOUND` when nobody of that identity is in the
   *   room and none was to be excluded
   */
  async remove(
    { room, identity, excludeSeconds }: ParticipantRemoval,
    caller: RoomCaller,
  ): Promise<RemovedParticipant> {
    const { name: project, client } = await this.checkRoom('room', room, caller);
    checkRoomName('identity', identity);
    const { exclusions, clock } = this.#parts;
    const place = { project, room, identity };
    const excluded =
      excludeSeconds === undefined
        ? []
        : await exclusions.excludeParticipant(place, excludeSeconds, caller);
    const roomTokensRefusedBefore = revocationTime(clock);
    const wasInRoom = await client.removeParticipant(room, identity, roomTokensRefusedBefore);
    if (!wasInRoom && excluded.length === 0) {
      throw new DomainError('NOT_FOUND', 'Nobody of that identity is in a room of that name.');
    }
    if (wasInRoom) {
      await this.record('ROOM_PARTICIPANT_REMOVED', caller, project, { room, identity });
    }
    return { roomTokensRefusedBefore, wasInRoom, exclusions: excluded };
  }

  /** The room of that name, if it is open. */
  async findOpen({ client }: LiveKitProject, room: string): Promise<Room | undefined> {
    const open = await client.listRooms([room]);
    return open.find(({ name }) => name === room);
  }

  /**
   * Checks that the caller may act in a room, and returns the project that it is in.
   *
   * @throws DomainError `BAD_USER_INPUT`, or `UPSTREAM_ERROR`, reason `NOT_CONFIGURED`
   */
  async checkRoom(argument: string, room: string, caller: RoomCaller): Promise<LiveKitProject> {
    checkRoomName(argument, room);
    const policy = await this.#parts.policies.policyOf(caller);
    if (policy) checkRoomAllowed(policy, argument, room);
    return this.#parts.projects.of(caller, policy);
  }

  /**
   * Writes down what a caller has done in a room.
   *
   * @param project - the name of the room's project
   */
  record(
    action: AuditAction,
    { actor, agent }: RoomCaller,
    project: string,
    details: Readonly<Record<string, string>>,
  ): Promise<void> {
    const [agentName, tokenId] = [agent?.name ?? null, agent?.tokenId ?? null];
    const at = this.#parts.clock.now();
    const inProject = { ...projectDetail(project), ...details };
    return this.#parts.admissions.record([
      { at, action, actor, agentName, tokenId, details: inProject },
    ]);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
