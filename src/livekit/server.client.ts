import type { AgentDispatchClient, RoomServiceClient } from 'livekit-server-sdk';

import type { LiveKitKey } from '../config/settings/livekit.js';
import type { Clock } from '../platform/clock.js';
import type { DomainError } from '../platform/errors.js';
import { askClock } from '../platform/network/clock-probe.js';
import { dispatchOf, dispatchOfJson, participantOf, roomOf } from './answer.sdk.js';
import { clockSkewFault, isSkewed, skewSeconds } from './clock-skew.js';
import { isCredentialRefusal, isNotFound, liveKitFault } from './fault.js';
import type { ProjectKeys } from './project-keys.js';
import type { AgentDispatchOrder } from './room-tokens/order.js';
import type { Room, RoomDispatch, RoomParticipant } from './rooms/room.js';
import { callTwirp } from './twirp-call.js';

/** How long LiveKit gets to answer one call, and one look at its clock. */
const CALL_SECONDS = 5;
const CLOCK_PROBE_MS = 2_000;

/**
 * How long a dispatch may take that nobody waits for any more: what comes of it decides whether
 * another is needed.
 */
const DISPATCH_SECONDS = 30;

/** The SDK's clients of one project. */
export interface LiveKitSdkClients {
  readonly apiUrl: string;
  readonly rooms: RoomServiceClient;
  readonly dispatches: AgentDispatchClient;
}

/**
 * Calls the server of a LiveKit project. The SDK is loaded at the first call. Every method fails
 * with `UPSTREAM_ERROR`, whose reason is LiveKit's own, `TIMEOUT`, `UNREACHABLE`,
 * `UNREADABLE_ANSWER`, or `CLOCK_SKEW` where LiveKit refuses the gateway because their clocks
 * differ.
 */
export class LiveKitClient {
  readonly #keys: ProjectKeys;
  readonly #clock: Clock;
  /** By the name of the key that they sign with. */
  readonly #clients = new Map<string, Promise<LiveKitSdkClients>>();

  constructor(keys: ProjectKeys, clock: Clock) {
    this.#keys = keys;
    this.#clock = clock;
  }

  /** The rooms that are open: all of them, or those of the given names. */
  async listRooms(names: readonly string[] = []): Promise<Room[]> {
    const rooms = await this.call((clients) => clients.rooms.listRooms([...names]));
    return rooms.map(roomOf);
  }

  /** Who is in a room; nobody, where there is no such room. */
  async listParticipants(room: string): Promise<RoomParticipant[]> {
    const found = await this.callIfFound((clients) => clients.rooms.listParticipants(room));
    return (found ?? []).map(participantOf);
  }

  /**
   * Removes a participant from a room, and has LiveKit refuse that identity's room tokens from
   * before an instant. LiveKit Cloud does; a server of one's own forgets the instant.
   *
   * @returns whether there was such a participant
   */
  async removeParticipant(room: string, identity: string, tokensBefore: Date): Promise<boolean> {
    const revokeTokenTs = BigInt(Math.floor(tokensBefore.getTime() / 1000));
    const done = await this.callIfFound(async (clients) => {
      await clients.rooms.removeParticipant(room, identity, { revokeTokenTs });
      return true;
    });
    return done ?? false;
  }

  /** Sends an agent into a room; most servers open one where there is none of that name. */
  async dispatchAgent(room: string, order: AgentDispatchOrder): Promise<RoomDispatch> {
    return this.call(async ({ dispatches, apiUrl }) => {
      const answer = await callTwirp({
        apiUrl,
        // The SDK has no place for attributes.
        method: 'AgentDispatchService/CreateDispatch',
        message: { room, ...order },
        headers: await dispatches.authHeader({ roomAdmin: true, room }),
        timeoutMs: DISPATCH_SECONDS * 1000,
      });
      return dispatchOfJson(answer);
    });
  }

  /** The agents that were sent into a room that is open, those that are done included. */
  async listDispatches(room: string): Promise<RoomDispatch[]> {
    const found = await this.callIfFound((clients) => clients.dispatches.listDispatch(room));
    return (found ?? []).map(dispatchOf);
  }

  /**
   * Takes an agent out of a room again, or has it not come.
   *
   * @returns whether there was such a dispatch
   */
  async deleteDispatch(room: string, id: string): Promise<boolean> {
    const done = await this.callIfFound(async (clients) => {
      await clients.dispatches.deleteDispatch(id, room);
      return true;
    });
    return done ?? false;
  }

  /**
   * How far LiveKit's clock is ahead of the gateway's, in seconds, by the `Date` of its answers;
   * `undefined` where it does not tell.
   */
  async clockSkewSeconds(): Promise<number | undefined> {
    const answer = await askClock(this.#keys.settings.apiUrl, CLOCK_PROBE_MS);
    return answer?.date && skewSeconds(answer.date, this.#clock.now());
  }

  /**
   * Calls LiveKit's API, for the clients of one part of it.
   *
   * @returns what `call` returns; `undefined` if LiveKit answers that what was named is not there
   */
  async callIfFound<T>(call: (clients: LiveKitSdkClients) => Promise<T>): Promise<T | undefined> {
    return this.call(async (clients) => {
      try {
        return await call(clients);
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    });
  }

  /** Calls LiveKit's API, for the clients of one part of it. */
  async call<T>(call: (clients: LiveKitSdkClients) => Promise<T>): Promise<T> {
    try {
      return await this.#callBy(this.#keys.inUse, call);
    } catch (error) {
      throw await this.#faultOf(error);
    }
  }

  /** What LiveKit refuses by one key it did not do, so it can be asked for by the other. */
  async #callBy<T>(key: LiveKitKey, call: (clients: LiveKitSdkClients) => Promise<T>): Promise<T> {
    try {
      return await call(await this.#connect(key));
    } catch (error) {
      const other = isCredentialRefusal(error) ? this.#keys.otherThan(key) : undefined;
      if (!other) throw error;
      const clients = await this.#connect(other);
      const result = await call(clients).catch((failure: unknown) => {
        if (isCredentialRefusal(failure)) throw error;
        this.#keys.goOnBy(other);
        throw failure;
      });
      this.#keys.goOnBy(other);
      return result;
    }
  }

  async #faultOf(error: unknown): Promise<DomainError> {
    const { name } = this.#keys.settings;
    if (isCredentialRefusal(error)) {
      const skew = await this.clockSkewSeconds();
      if (skew !== undefined && isSkewed(skew)) return clockSkewFault(name, skew, error);
    }
    return liveKitFault(error, name);
  }

  #connect(key: LiveKitKey): Promise<LiveKitSdkClients> {
    const known = this.#clients.get(key.apiKey);
    if (known) return known;
    const clients = connect(this.#keys.settings.apiUrl, key);
    this.#clients.set(key.apiKey, clients);
    return clients;
  }
}

async function connect(
  apiUrl: string,
  { apiKey, apiSecret }: LiveKitKey,
): Promise<LiveKitSdkClients> {
  const { AgentDispatchClient: Dispatches, RoomServiceClient: Rooms } =
    await import('livekit-server-sdk');
  // The SDK would go on to other regions by itself, up to three deadlines long, and say so on the
  // console; callers are told to try again instead.
  const options = { requestTimeout: CALL_SECONDS, failover: false };
  return {
    apiUrl,
    rooms: new Rooms(apiUrl, apiKey, apiSecret, options),
    dispatches: new Dispatches(apiUrl, apiKey, apiSecret, options),
  };
}
