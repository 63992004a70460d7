import { DomainError } from '../../platform/errors.js';
import type { RoomPolicyService } from '../policies/policy.service.js';
import type { LiveKitProject } from '../project.service.js';
import type { RoomCaller } from '../room-tokens/caller.js';
import type { RoomConfigOrder } from '../room-tokens/order.js';
import { checkRoomConfig } from '../room-tokens/room-config.js';
import { checkConfiguringAllowed } from '../policies/allowed.js';
import type { Room } from './room.js';
import type { RoomService } from './room.service.js';

/** What {@link RoomCreationService.create} did. */
export interface CreatedRoom {
  readonly room: Room;
  /** `false` if it was open already: it is as it was. */
  readonly isNew: boolean;
}

interface RoomCreationServiceParts {
  readonly policies: RoomPolicyService;
  readonly rooms: RoomService;
}

/**
 * Creates and deletes rooms: those of the caller's policy, if it may configure rooms.
 *
 * Every method throws DomainError `UPSTREAM_ERROR` while LiveKit is away, and `FORBIDDEN`, reason
 * `OUTSIDE_POLICY`, for a room that is not the caller's.
 */
export class RoomCreationService {
  readonly #parts: RoomCreationServiceParts;

  constructor(parts: RoomCreationServiceParts) {
    this.#parts = parts;
  }

  /**
   * Creates a room, or returns the one of that name that is open, so that it can be called again
   * after a timeout. Two calls at the same moment may both be told that the room is new.
   *
   * @throws DomainError `BAD_USER_INPUT`
   */
  async create(name: string, config: RoomConfigOrder, caller: RoomCaller): Promise<CreatedRoom> {
    const project = await this.#checkAllowed('name', name, caller);
    checkRoomConfig(undefined, config);
    const open = await this.#parts.rooms.findOpen(project, name);
    const room = await project.creation.create(name, config);
    const isNew = room.id !== open?.id;
    // A room that is open is recorded too: the call that opened it may have timed out.
    const details = { room: name, roomId: room.id, isNew: String(isNew) };
    await this.#parts.rooms.record('ROOM_CREATED', caller, project.name, details);
    return { room, isNew };
  }

  /**
   * Closes a room and removes everybody in it.
   *
   * @throws DomainError `BAD_USER_INPUT`, or `NOT_FOUND` if no room of that name is open
   */
  async delete(room: string, caller: RoomCaller): Promise<void> {
    const project = await this.#checkAllowed('room', room, caller);
    if (!(await project.creation.delete(room))) {
      throw new DomainError('NOT_FOUND', 'No room of that name is open.');
    }
    await this.#parts.rooms.record('ROOM_DELETED', caller, project.name, { room });
  }

  async #checkAllowed(argument: string, room: string, caller: RoomCaller): Promise<LiveKitProject> {
    const project = await this.#parts.rooms.checkRoom(argument, room, caller);
    const policy = await this.#parts.policies.policyOf(caller);
    if (policy) checkConfiguringAllowed(policy, argument);
    return project;
  }
}
