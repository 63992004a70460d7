import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { TokenVerifier, type ClaimGrants } from 'livekit-server-sdk';
import { WebSocketServer } from 'ws';

import { EmulatedRooms } from './rooms.js';
import { callService } from './services.js';
import { TwirpRefusal } from './twirp.js';
import { readStrictly, type StrictRelease } from './strict-room-config.js';

const LEEWAY_SECONDS = 60;

/** What an emulated server can be told to do wrong. */
export interface LiveKitFaults {
  /** How far its clock is ahead of this machine's. */
  clockOffsetSeconds: number;
  /** How long it thinks before it answers a call. */
  delayMs: number;
  /** How long a dispatch takes, which then happens even if nobody waits for it any more. */
  dispatchDelayMs: number;
  /** What it answers to every call instead of doing it. */
  answer: { readonly status: number; readonly body: string; readonly type?: string } | undefined;
  /** Whether it remembers which room tokens it was told to refuse, as LiveKit Cloud does. */
  refusesRevokedTokens: boolean;
  /**
   * As which release it reads the room configuration of a token: up to 1.11.0 an unknown field made
   * the token invalid. `undefined`: as those since 1.12.0, which pass it over.
   */
  strictRoomConfig: StrictRelease | undefined;
  /** Whether a room opens with its first participant, or must have been created before. */
  autoCreate: boolean;
  /** Whether it tells a dispatch's deployment and attributes: servers before 1.12 do not. */
  echoesDispatches: boolean;
  /** Whether the tracks of others can be unmuted. */
  unmutesRemotely: boolean;
}

/** A server that speaks as much of LiveKit's protocol as the gateway and its tests use. */
export interface LiveKitEmulator {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly faults: LiveKitFaults;
  /** Has a participant publish a microphone; returns the track's id. */
  publish(room: string, identity: string): string;
  stop(): Promise<void>;
}

/**
 * Starts a LiveKit server in this process: RoomService and AgentDispatchService by Twirp in JSON,
 * and participants by a WebSocket on `/rtc`, which it tells nothing but that they are in. It checks
 * every token as a real one does and keeps rooms and participants in memory.
 */
export async function startEmulator(): Promise<LiveKitEmulator> {
  const apiKey = `API${randomBytes(6).toString('hex')}`;
  const apiSecret = randomBytes(32).toString('base64url');
  const faults: LiveKitFaults = {
    clockOffsetSeconds: 0,
    delayMs: 0,
    dispatchDelayMs: 0,
    answer: undefined,
    refusesRevokedTokens: false,
    strictRoomConfig: '1.9.1',
    autoCreate: false,
    echoesDispatches: true,
    unmutesRemotely: false,
  };
  const rooms = new EmulatedRooms(faults);
  const verifier = new TokenVerifier(apiKey, apiSecret);
  const authenticate = (request: IncomingMessage) => verify(request, verifier, faults);

  const server = createServer((request, response) => {
    const date = new Date(Date.now() + faults.clockOffsetSeconds * 1000);
    response.setHeader('date', date.toUTCString());
    answer(request, response).catch((error: unknown) => {
      refuse(response, error);
    });
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, service, method] = /^\/twirp\/livekit\.(\w+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    if (service === undefined || method === undefined) {
      response.writeHead(request.url === '/' ? 200 : 404).end('OK');
      return;
    }
    if (faults.delayMs > 0) await sleep(faults.delayMs, undefined, { ref: false });
    if (faults.answer) {
      const { status, body, type = 'application/json' } = faults.answer;
      response.writeHead(status, { 'content-type': type }).end(body);
      return;
    }
    const grants = await authenticate(request);
    if (method === 'CreateDispatch') await sleep(faults.dispatchDelayMs, undefined, { ref: false });
    const result = callService(rooms, `${service}.${method}`, await readJson(request), grants);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  };

  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    void authenticate(request).then(
      (grants) => {
        if (faults.refusesRevokedTokens && rooms.isRevoked(grants)) {
          socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
          return;
        }
        if (!rooms.canEnter(grants)) {
          socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
          return;
        }
        sockets.handleUpgrade(request, socket, head, (connection) => {
          const end = (): void => {
            connection.close();
          };
          rooms.enter(grants, end);
          connection.once('close', () => {
            rooms.leave(grants, end);
          });
          connection.send('joined');
        });
      },
      () => socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n'),
    );
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    apiKey,
    apiSecret,
    faults,
    publish: (room, identity) => rooms.publish(room, identity),
    stop: async () => {
      for (const connection of sockets.clients) connection.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** As a LiveKit server does it, by a clock that may be wrong. */
async function verify(
  request: IncomingMessage,
  verifier: TokenVerifier,
  faults: LiveKitFaults,
): Promise<ClaimGrants> {
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  const anyTime = Math.abs(faults.clockOffsetSeconds) + 10 * 365 * 24 * 3600;
  const grants = await verifier.verify(token, anyTime).catch(() => {
    throw new PlainRefusal('invalid authorization token: error in cryptographic primitive');
  });
  if (faults.strictRoomConfig && grants.roomConfig !== undefined) {
    try {
      readStrictly(grants.roomConfig, faults.strictRoomConfig);
    } catch (error) {
      throw new PlainRefusal(`invalid token: ${token}, error: proto: ${String(error)}`);
    }
  }
  const nowSeconds = Date.now() / 1000 + faults.clockOffsetSeconds;
  if (nowSeconds + LEEWAY_SECONDS < (grants.nbf ?? 0)) {
    throw new PlainRefusal(`invalid token: ${token}, error: token not valid yet (nbf)`);
  }
  if (nowSeconds - LEEWAY_SECONDS > (grants.exp ?? 0)) {
    throw new PlainRefusal(`invalid token: ${token}, error: token is expired (exp)`);
  }
  return grants;
}

/** A refusal before the service is reached: plain text, as LiveKit writes it. */
class PlainRefusal extends Error {}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof TwirpRefusal) {
    const { code, message, status } = error;
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ code, msg: message }));
    return;
  }
  const status = error instanceof PlainRefusal ? 401 : 500;
  response.writeHead(status, { 'content-type': 'text/plain' }).end(String(error));
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
}
