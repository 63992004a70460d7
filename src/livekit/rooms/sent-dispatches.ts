import { addSeconds, type Clock } from '../../platform/clock.js';
import type { AgentDispatchOrder } from '../room-tokens/order.js';
import type { RoomDispatch } from './room.js';

/** How long a dispatch stands for orders like it: longer than whoever asks again waits to do so. */
const SAME_SECONDS = 60;

/** How long after a room opens its own dispatches are made. */
const OPENING_SECONDS = 5;

/** The most dispatches that are remembered. */
const MOST_REMEMBERED = 10_000;

interface SentDispatch {
  readonly key: string;
  readonly sentAt: Date;
  isRecorded: boolean;
}

/**
 * What this process has lately sent. LiveKit's servers before 1.12 do not tell a dispatch's
 * deployment and attributes, so those are known from here.
 */
export class SentDispatches {
  readonly #clock: Clock;
  /** By LiveKit's id, the oldest first. */
  readonly #sent = new Map<string, SentDispatch>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Remembers a dispatch for a minute, by the key of its order. */
  add(id: string, key: string, sentAt: Date): void {
    this.#forgetOld();
    this.#sent.set(id, { key, sentAt, isRecorded: false });
    const [oldest] = this.#sent.keys();
    if (this.#sent.size > MOST_REMEMBERED && oldest !== undefined) this.#sent.delete(oldest);
  }

  /** Notes that a dispatch is in the audit log. */
  noteRecorded(id: string): void {
    const sent = this.#sent.get(id);
    if (sent) sent.isRecorded = true;
  }

  /** Whether this process knows that a dispatch is in the audit log. */
  isRecorded(id: string): boolean {
    return this.#sent.get(id)?.isRecorded ?? false;
  }

  /**
   * Finds the dispatch that an order like it has lately made and that is not over. LiveKit lists
   * every dispatch as long as its room is open, and a server of one's own never tells that one is
   * over: so what is older than a minute counts as another.
   *
   * @param openedAt - when the room opened: it sends the workers without a name by itself then
   */
  findSame(key: string, listed: readonly RoomDispatch[], openedAt: Date): RoomDispatch | undefined {
    this.#forgetOld();
    const own = listed
      .filter((dispatch) => isOfOpening(dispatch, openedAt))
      .reduce<RoomDispatch | undefined>(earlierOf, undefined);
    return listed.find((dispatch) => {
      if (dispatch.isOver) return false;
      const sent = this.#sent.get(dispatch.id);
      if (sent) return sent.key === key;
      return dispatch !== own && this.#isRecent(dispatch) && keyOfListed(dispatch) === key;
    });
  }

  #isRecent({ createdAt }: RoomDispatch): boolean {
    return createdAt !== null && createdAt > addSeconds(this.#clock.now(), -SAME_SECONDS);
  }

  #forgetOld(): void {
    const before = addSeconds(this.#clock.now(), -SAME_SECONDS);
    for (const [id, { sentAt }] of this.#sent) {
      if (sentAt <= before) this.#sent.delete(id);
    }
  }
}

/** What two orders have in common that are the same. */
export function keyOfOrder(room: string, order: AgentDispatchOrder): string {
  const { agentName = '', deployment = '', metadata = '', attributes = {} } = order;
  const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([room, agentName, deployment, metadata, sorted]);
}

function keyOfListed({ room, attributes, ...dispatch }: RoomDispatch): string {
  const byName = Object.fromEntries(attributes.map(({ name, value }) => [name, value]));
  return keyOfOrder(room, { ...dispatch, attributes: byName });
}

/** Whether a room may have made this by itself: it names nobody and says nothing. */
function isOfOpening(dispatch: RoomDispatch, openedAt: Date): boolean {
  const { room, createdAt } = dispatch;
  const isEmpty = keyOfListed(dispatch) === keyOfOrder(room, {});
  return isEmpty && createdAt !== null && createdAt < addSeconds(openedAt, OPENING_SECONDS);
}

function earlierOf(first: RoomDispatch | undefined, second: RoomDispatch): RoomDispatch {
  return first?.createdAt && second.createdAt && first.createdAt <= second.createdAt
    ? first
    : second;
}
