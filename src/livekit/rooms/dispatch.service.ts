import { setTimeout as sleep } from 'node:timers/promises';

import { DomainError } from '../../platform/errors.js';
import { liveKitIsLate } from '../fault.js';
import { checkNameOrNone } from '../limits.js';
import type { RoomCaller } from '../room-tokens/caller.js';
import type { AgentDispatchOrder } from '../room-tokens/order.js';
import { checkAgentDispatch } from '../room-tokens/room-config.js';
import type { LiveKitClient } from '../server.client.js';
import type { RoomDispatch } from './room.js';
import type { RoomService } from './room.service.js';

/** How long somebody waits for a dispatch. */
const WAIT_MS = 5_000;

/** What {@link DispatchService.dispatch} did. */
export interface DispatchOutcome {
  readonly dispatch: RoomDispatch;
  /** `false` where the same agent had been sent already, and is not done. */
  readonly isNew: boolean;
}

/**
 * Sends agents into rooms, at most one for the same order: whoever was not answered in time can ask
 * again. Two orders are the same that have the same room, name, deployment, metadata and
 * attributes. Once its agent is done, an order is a new one.
 *
 * Every method throws DomainError `UPSTREAM_ERROR` while LiveKit is away, and `FORBIDDEN`, reason
 * `OUTSIDE_POLICY`, for a room that is not the caller's.
 */
export class DispatchService {
  readonly #client: LiveKitClient;
  readonly #rooms: RoomService;
  /** What LiveKit has not yet answered, though whoever asked may be gone. */
  readonly #underWay = new Map<string, Promise<DispatchOutcome>>();

  constructor(client: LiveKitClient, rooms: RoomService) {
    this.#client = client;
    this.#rooms = rooms;
  }

  /**
   * The agents that were sent into a room, by id; none where it is not open.
   *
   * @throws DomainError `BAD_USER_INPUT`
   */
  async list(room: string, caller: RoomCaller): Promise<readonly RoomDispatch[]> {
    await this.#rooms.checkRoom('room', room, caller);
    if (!(await this.#rooms.isOpen(room))) return [];
    const dispatches = await this.#client.listDispatches(room);
    return dispatches.sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  }

  /**
   * Sends an agent into a room that is open.
   *
   * @throws DomainError `BAD_USER_INPUT`, or `NOT_FOUND` when no room of that name is open: LiveKit
   *   itself would open one, and nobody else might ever come
   */
  async dispatch(
    room: string,
    order: AgentDispatchOrder,
    caller: RoomCaller,
  ): Promise<DispatchOutcome> {
    await this.#rooms.checkRoom('room', room, caller);
    checkAgentDispatch('input', [order]);
    await this.#requireOpen(room);
    const key = keyOf(room, order);
    const underWay = this.#underWay.get(key);
    if (underWay) return { ...(await inTime(underWay)), isNew: false };
    const sending = this.#sendOnce(key, room, order, caller);
    this.#underWay.set(key, sending);
    const forget = (): void => {
      this.#underWay.delete(key);
    };
    sending.then(forget, forget);
    return inTime(sending);
  }

  /**
   * Takes an agent out of a room again, or has it not come.
   *
   * @throws DomainError `BAD_USER_INPUT`, or `NOT_FOUND` when there is no such dispatch
   */
  async delete(room: string, id: string, caller: RoomCaller): Promise<void> {
    await this.#rooms.checkRoom('room', room, caller);
    checkNameOrNone('id', id);
    await this.#requireOpen(room);
    if (!(await this.#client.deleteDispatch(room, id))) {
      throw new DomainError('NOT_FOUND', 'No agent was sent into that room by that dispatch.');
    }
    await this.#rooms.record('ROOM_AGENT_DISPATCH_DELETED', caller, { room, dispatchId: id });
  }

  async #sendOnce(
    key: string,
    room: string,
    order: AgentDispatchOrder,
    caller: RoomCaller,
  ): Promise<DispatchOutcome> {
    const found = await this.#client.listDispatches(room);
    const same = found.find((one) => !one.isOver && keyOf(room, orderOf(one)) === key);
    if (same) return { dispatch: same, isNew: false };
    const dispatch = await this.#client.dispatchAgent(room, order);
    const { id: dispatchId, agentName } = dispatch;
    await this.#rooms.record('ROOM_AGENT_DISPATCHED', caller, { room, dispatchId, agentName });
    return { dispatch, isNew: true };
  }

  async #requireOpen(room: string): Promise<void> {
    if (await this.#rooms.isOpen(room)) return;
    throw new DomainError('NOT_FOUND', 'No room of that name is open.');
  }
}

async function inTime<T>(sending: Promise<T>): Promise<T> {
  const waiting = new AbortController();
  const late = sleep(WAIT_MS, undefined, { signal: waiting.signal }).then(() => {
    throw liveKitIsLate();
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([sending, late]);
  } finally {
    waiting.abort();
  }
}

function orderOf({ attributes, ...dispatch }: RoomDispatch): AgentDispatchOrder {
  const byName = Object.fromEntries(attributes.map(({ name, value }) => [name, value]));
  return { ...dispatch, attributes: byName };
}

function keyOf(room: string, order: AgentDispatchOrder): string {
  const { agentName = '', deployment = '', metadata = '', attributes = {} } = order;
  const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([room, agentName, deployment, metadata, sorted]);
}
