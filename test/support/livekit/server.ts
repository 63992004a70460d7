import { once } from 'node:events';

import { decodeJwt } from 'jose';
import { RoomServiceClient, type ClaimGrants } from 'livekit-server-sdk';
import { WebSocket } from 'ws';

import { startEmulator, type LiveKitFaults } from './emulator.js';

/** A LiveKit project to test with. */
export interface LiveKitServer {
  /** The settings that lead a gateway to it. */
  readonly env: {
    readonly LIVEKIT_URL: string;
    readonly LIVEKIT_API_KEY: string;
    readonly LIVEKIT_API_SECRET: string;
  };
  /** What the server does wrong; `undefined` for a real one, which cannot be told to. */
  readonly faults: LiveKitFaults | undefined;
  /**
   * Has a participant publish a microphone, and returns the track's id; `undefined` for a real
   * server, to which the participants of the tests send no media.
   */
  readonly publish: ((room: string, identity: string) => string) | undefined;
  /** Opens a room, as the servers need it that do not open one for whoever comes. */
  openRoom(name: string): Promise<void>;
  /** Joins a room as a participant; the room is opened before, unless that is not wanted. */
  join(roomToken: string, options?: { readonly opensRoom: boolean }): Promise<Visit>;
  stop(): Promise<void>;
}

/** A participant that is in a room. */
export interface Visit {
  /** Resolves once the server has ended it, or it has left. */
  readonly ended: Promise<unknown>;
  leave(): Promise<void>;
}

/**
 * A LiveKit server: the one that `LIVEKIT_URL` names, with `LIVEKIT_API_KEY` and
 * `LIVEKIT_API_SECRET`, or one of the tests' own that speaks its protocol.
 */
export async function startLiveKit(): Promise<LiveKitServer> {
  const { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = process.env;
  if (LIVEKIT_URL && LIVEKIT_API_KEY && LIVEKIT_API_SECRET) {
    const env = { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET };
    return {
      ...serverOf(env),
      faults: undefined,
      publish: undefined,
      stop: () => Promise.resolve(),
    };
  }
  return startEmulatedLiveKit();
}

/** A LiveKit server of the tests' own. */
export async function startEmulatedLiveKit(): Promise<LiveKitServer> {
  const emulator = await startEmulator();
  const { url, apiKey, apiSecret } = emulator;
  const env = { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret };
  const { faults } = emulator;
  const publish = (room: string, identity: string) => emulator.publish(room, identity);
  return { ...serverOf(env), faults, publish, stop: () => emulator.stop() };
}

function serverOf(env: LiveKitServer['env']): Pick<LiveKitServer, 'env' | 'openRoom' | 'join'> {
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = env;
  const service = new RoomServiceClient(url, key, secret);
  const openRoom = async (name: string): Promise<void> => {
    await service.createRoom({ name });
  };
  return {
    env,
    openRoom,
    join: async (roomToken, { opensRoom } = { opensRoom: true }) => {
      const { video } = decodeJwt<ClaimGrants>(roomToken);
      if (opensRoom && video?.room !== undefined) await openRoom(video.room);
      return join(url, roomToken);
    },
  };
}

/**
 * Joins as far as a participant must in order to be one: it opens the connection over which LiveKit
 * would go on to exchange media, and waits for the first message on it.
 */
async function join(serverUrl: string, roomToken: string): Promise<Visit> {
  const url = new URL('/rtc', serverUrl.replace(/^http/, 'ws'));
  url.search = new URLSearchParams({ protocol: '9', auto_subscribe: '0' }).toString();
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${roomToken}` } });
  const ended = new Promise((resolve) => socket.once('close', resolve));
  await once(socket, 'message');
  return {
    ended,
    leave: async () => {
      socket.close();
      await ended;
    },
  };
}
