import { setTimeout as sleep } from 'node:timers/promises';

import type { Clock } from '../../platform/clock.js';
import { DomainError } from '../../platform/errors.js';
import type { Logger } from '../../platform/log/logger.js';
import { Turns } from '../../platform/tasks/turns.js';
import { liveKitIsLate } from '../fault.js';
import { checkNameOrNone } from '../limits.js';
import { outsidePolicy } from '../policies/allowed.js';
import { decideDispatches, tooMany, type AllowedDispatch } from '../policies/dispatch-allowed.js';
import type { RoomPolicyService } from '../policies/policy.service.js';
import type { LiveKitProject } from '../project.service.js';
import type { RoomCaller } from '../room-tokens/caller.js';
import type { AgentDispatchOrder } from '../room-tokens/order.js';
import { checkAgentDispatch } from '../room-tokens/room-config.js';
import type { Room, RoomDispatch } from './room.js';
import type { RoomService } from './room.service.js';
import { keyOfOrder, SentDispatches } from './sent-dispatches.js';

/** How long somebody waits for a dispatch. */
const WAIT_MS = 5_000;

/** What {@link DispatchService.dispatch} did. */
export interface DispatchOutcome {
  readonly dispatch: RoomDispatch;
  /** `false` where the same had been asked for within the last minute: no other was sent. */
  readonly isNew: boolean;
}

interface DispatchServiceParts {
  readonly rooms: RoomService;
  readonly policies: RoomPolicyService;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Sends agents into rooms, at most one for the same order within a minute: whoever was not answered
 * in time can ask again. Two orders are the same that have the same room, name, deployment,
 * metadata and attributes.
 *
 * Every method throws DomainError `UPSTREAM_ERROR` while LiveKit is away, and `FORBIDDEN`, reason
 * `OUTSIDE_POLICY`, for a room that is not the caller's.
 */
export class DispatchService {
  readonly #parts: DispatchServiceParts;
  /** By project, since each has rooms and dispatches of its own. */
  readonly #sent = new Map<string, SentDispatches>();
  readonly #turns = new Turns();
  /** What LiveKit has not yet answered, though whoever asked may be gone. */
  readonly #underWay = new Map<string, Promise<DispatchOutcome>>();

  constructor(parts: DispatchServiceParts) {
    this.#parts = parts;
  }

  /**
   * The agents that were sent into a room, by id; none where it is not open.
   *
   * @throws DomainError `BAD_USER_INPUT`
   */
  async list(room: string, caller: RoomCaller): Promise<readonly RoomDispatch[]> {
    const project = await this.#parts.rooms.checkRoom('room', room, caller);
    if (!(await this.#parts.rooms.findOpen(project, room))) return [];
    const dispatches = await project.client.listDispatches(room);
    return dispatches.sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  }

  /**
   * Sends an agent into a room that is open, as the caller's policy says.
   *
   * @throws DomainError `BAD_USER_INPUT`, or `NOT_FOUND` when no room of that name is open: LiveKit
   *   itself would open one, and nobody else might ever come
   */
  async dispatch(
    room: string,
    order: AgentDispatchOrder,
    caller: RoomCaller,
  ): Promise<DispatchOutcome> {
    const project = await this.#parts.rooms.checkRoom('room', room, caller);
    checkAgentDispatch('input', [order]);
    const allowed = await this.#decide(room, order, caller);
    const open = await this.#requireOpen(project, room);
    const key = JSON.stringify([project.name, keyOfOrder(room, allowed.order)]);
    // Under another bound the same order can be refused to one caller and not to the other.
    const bounded = JSON.stringify([key, allowed.maxPerRoom]);
    const underWay = this.#underWay.get(bounded);
    if (underWay) return { ...(await inTime(underWay)), isNew: false };
    const { agentName = '' } = allowed.order;
    const sending = this.#turns.take(JSON.stringify([project.name, room, agentName]), () =>
      this.#sendOnce(project, open, allowed, caller),
    );
    this.#underWay.set(bounded, sending);
    const forget = (): void => {
      this.#underWay.delete(bounded);
    };
    sending.then(forget, forget);
    return inTime(sending, () => {
      sending.catch((error: unknown) => {
        const message = 'A LiveKit agent that nobody waited for any more could not be sent';
        this.#parts.logger.warn({ err: error, room }, message);
      });
    });
  }

  /**
   * Takes an agent out of a room again, or has it not come.
   *
   * @throws DomainError `BAD_USER_INPUT`, or `NOT_FOUND` when there is no such dispatch
   */
  async delete(room: string, id: string, caller: RoomCaller): Promise<void> {
    const project = await this.#parts.rooms.checkRoom('room', room, caller);
    checkNameOrNone('id', id);
    await this.#requireOpen(project, room);
    if (!(await project.client.deleteDispatch(room, id))) {
      throw new DomainError('NOT_FOUND', 'No agent was sent into that room by that dispatch.');
    }
    const details = { room, dispatchId: id };
    await this.#parts.rooms.record('ROOM_AGENT_DISPATCH_DELETED', caller, project.name, details);
  }

  async #sendOnce(
    project: LiveKitProject,
    { name: room, createdAt }: Room,
    allowed: AllowedDispatch,
    caller: RoomCaller,
  ): Promise<DispatchOutcome> {
    const sent = this.#sentTo(project);
    const key = keyOfOrder(room, allowed.order);
    const listed = await project.client.listDispatches(room);
    const same = sent.findSame(key, listed, createdAt);
    const dispatch = same ?? (await sendWithin(project, room, allowed, listed));
    const { id: dispatchId, agentName } = dispatch;
    const isRecorded = sent.isRecorded(dispatchId);
    if (!isRecorded) {
      // Whoever asked first may not have lived to write it down.
      sent.add(dispatchId, key, same?.createdAt ?? this.#parts.clock.now());
      const details = { room, dispatchId, agentName };
      await this.#parts.rooms.record('ROOM_AGENT_DISPATCHED', caller, project.name, details);
      sent.noteRecorded(dispatchId);
    }
    return { dispatch, isNew: !same };
  }

  async #decide(
    room: string,
    order: AgentDispatchOrder,
    caller: RoomCaller,
  ): Promise<AllowedDispatch> {
    const policy = await this.#parts.policies.policyOf(caller);
    const values = { room, agent: caller.agent?.name, claims: caller.user?.claims };
    const basis = { policy, values, opensRoom: false };
    const [allowed] = decideDispatches('input', [order], basis);
    if (!allowed) throw new Error('A dispatch that was asked for was not decided on.');
    checkAgentDispatch('input', [allowed.order]);
    return allowed;
  }

  #sentTo({ name }: LiveKitProject): SentDispatches {
    const sent = this.#sent.get(name) ?? new SentDispatches(this.#parts.clock);
    this.#sent.set(name, sent);
    return sent;
  }

  async #requireOpen(project: LiveKitProject, room: string): Promise<Room> {
    const open = await this.#parts.rooms.findOpen(project, room);
    if (open) return open;
    throw new DomainError('NOT_FOUND', 'No room of that name is open.');
  }
}

/**
 * Sends an agent, and takes it back where the room would have more of it than the rule says: as
 * another gateway may have sent one meanwhile, that shows for certain only afterwards.
 */
async function sendWithin(
  { client }: LiveKitProject,
  room: string,
  { order, maxPerRoom }: AllowedDispatch,
  listed: readonly RoomDispatch[],
): Promise<RoomDispatch> {
  const { agentName = '' } = order;
  const isFull = (dispatches: readonly RoomDispatch[], most: number): boolean =>
    dispatches.filter((one) => one.agentName === agentName && !one.isOver).length > most;
  if (maxPerRoom === undefined) return client.dispatchAgent(room, order);
  if (isFull(listed, maxPerRoom - 1)) throw outsidePolicy('input', tooMany(maxPerRoom));
  const dispatch = await client.dispatchAgent(room, order);
  if (isFull(await client.listDispatches(room), maxPerRoom)) {
    await client.deleteDispatch(room, dispatch.id);
    throw outsidePolicy('input', tooMany(maxPerRoom));
  }
  return dispatch;
}

/** @param onLate - called where it takes too long, and goes on without whoever waited */
async function inTime<T>(sending: Promise<T>, onLate?: () => void): Promise<T> {
  const waiting = new AbortController();
  const late = sleep(WAIT_MS, undefined, { signal: waiting.signal }).then(() => {
    onLate?.();
    throw liveKitIsLate();
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([sending, late]);
  } finally {
    waiting.abort();
  }
}
