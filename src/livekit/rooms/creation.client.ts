import { roomOf } from '../answer.sdk.js';
import type { RoomConfigOrder } from '../room-tokens/order.js';
import type { LiveKitClient } from '../server.client.js';
import type { Room } from './room.js';

/** Creates and deletes rooms. Every method fails as those of {@link LiveKitClient} do. */
export class RoomCreationClient {
  readonly #client: LiveKitClient;

  constructor(client: LiveKitClient) {
    this.#client = client;
  }

  /** Creates a room; one of that name that is open comes back as it is. */
  async create(name: string, config: RoomConfigOrder): Promise<Room> {
    const { emptyTimeoutSeconds, departureTimeoutSeconds, ...rest } = config;
    const { minPlayoutDelayMs, maxPlayoutDelayMs, ...same } = rest;
    const request = {
      name,
      ...same,
      emptyTimeout: emptyTimeoutSeconds,
      departureTimeout: departureTimeoutSeconds,
      minPlayoutDelay: minPlayoutDelayMs,
      maxPlayoutDelay: maxPlayoutDelayMs,
    };
    const said = Object.entries(request).filter(([, value]) => value !== undefined);
    // The SDK's type lacks presets and tags; the message that it makes of this has them.
    const options = Object.fromEntries(said) as unknown as { name: string };
    return roomOf(await this.#client.call(({ rooms }) => rooms.createRoom(options)));
  }

  /**
   * Closes a room and removes everybody in it.
   *
   * @returns whether it was open
   */
  async delete(room: string): Promise<boolean> {
    const done = await this.#client.callIfFound(async ({ rooms }) => {
      await rooms.deleteRoom(room);
      return true;
    });
    return done ?? false;
  }
}
