import { once } from 'node:events';

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
  /** Joins a room as a participant. */
  join(roomToken: string): Promise<Visit>;
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
      env,
      faults: undefined,
      join: (roomToken) => join(LIVEKIT_URL, roomToken),
      stop: () => Promise.resolve(),
    };
  }
  const emulator = await startEmulator();
  const { url, apiKey, apiSecret } = emulator;
  return {
    env: { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret },
    faults: emulator.faults,
    join: (roomToken) => join(url, roomToken),
    stop: () => emulator.stop(),
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
