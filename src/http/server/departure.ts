import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';

import type { FastifyInstance } from 'fastify';

import { serviceUnavailable, type DomainError } from '../../platform/errors.js';
import type { Connections } from './connections.js';

/** The most of a delay that is for open connections, once no others are accepted. */
const LAST_ANSWERS_MS = 2_000;
const LAST_ANSWERS_SHARE = 0.4;

/** A turn of the event loop that is this short had nothing to do. */
const QUIET_MS = 0.1;
/** The longest that requests wait for such a turn. */
const QUIET_WAIT_MS = 500;

/**
 * How far a stop has come.
 *
 * - `SERVING`: none has begun.
 * - `ANNOUNCED`: `/readyz` fails, so that load balancers turn to other replicas; all else goes on.
 * - `LAST_ANSWERS`: no connection is accepted, and each that is open gets one more answer, which
 *   says that it is the last. A proxy that is told so by an answer sends nothing more, whereas one
 *   whose idle connection is closed may be sending a request at that moment.
 * - `REFUSING`: what is in flight is finished, and nothing else is begun.
 */
export type Stage = 'SERVING' | 'ANNOUNCED' | 'LAST_ANSWERS' | 'REFUSING';

/** A server's way out, shared by everything that behaves differently on it. */
export class Departure {
  #stage: Stage = 'SERVING';

  get stage(): Stage {
    return this.#stage;
  }

  /** Whether clients should go elsewhere. */
  get hasBegun(): boolean {
    return this.#stage !== 'SERVING';
  }

  /** Whether nothing that lasts, such as a WebSocket, should be begun. */
  get isNear(): boolean {
    return this.#stage === 'LAST_ANSWERS' || this.#stage === 'REFUSING';
  }

  /**
   * Goes on serving for `delayMs`, to lose no request of a proxy's.
   *
   * @param onLastAnswers - called when no connection is accepted any more
   * @param hurry - ends the delay early
   */
  async delay(
    server: Server,
    { connections, delayMs, hurry, onLastAnswers }: DepartureDelay,
  ): Promise<void> {
    if (delayMs === 0 || hurry?.aborted) return;
    const lastAnswersMs = Math.min(LAST_ANSWERS_MS, delayMs * LAST_ANSWERS_SHARE);
    this.#stage = 'ANNOUNCED';
    await pause(delayMs - lastAnswersMs, hurry);
    connections.hold();
    await quietMoment();
    const allClosed = closeListener(server);
    this.#stage = 'LAST_ANSWERS';
    connections.release();
    onLastAnswers();
    await Promise.race([allClosed, pause(lastAnswersMs, hurry)]);
  }

  /** From now on requests are refused. */
  refuse(): void {
    this.#stage = 'REFUSING';
  }
}

interface DepartureDelay {
  readonly connections: Connections;
  readonly delayMs: number;
  readonly hurry: AbortSignal | undefined;
  readonly onLastAnswers: () => void;
}

async function pause(ms: number, hurry: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, hurry && { signal: hurry }).catch(() => undefined);
}

/**
 * Waits until the event loop has just looked for connections to accept, and had nothing else to do.
 * When a listener is closed, the kernel resets the connections that it has accepted and the process
 * has not yet, and a proxy may have sent a request on them.
 */
async function quietMoment(): Promise<void> {
  const deadlineMs = performance.now() + QUIET_WAIT_MS;
  let lookedAtMs: number;
  do {
    lookedAtMs = performance.now();
    // Resolves when the event loop has polled.
    await setImmediate();
  } while (performance.now() - lookedAtMs > QUIET_MS && performance.now() < deadlineMs);
}

/**
 * Accepts no more connections. `close` of an HTTP server would also close those that are idle.
 *
 * @returns resolves when every connection is closed
 */
function closeListener(server: Server): Promise<void> {
  return new Promise((resolve) => {
    NetServer.prototype.close.call(server, () => {
      resolve();
    });
  });
}

/** Has a server's answers follow its departure; its routes and streams look for themselves. */
export function departByAnswers(server: FastifyInstance, departure: Departure): void {
  /** The connections that have been promised no further answer. */
  const finished = new WeakSet();
  server.addHook('onRequest', ({ raw }, reply, done) => {
    if (departure.stage === 'LAST_ANSWERS') {
      // Sent behind a request whose answer is the last: nothing is done that cannot be answered.
      if (finished.has(raw.socket)) {
        done(shuttingDown());
        return;
      }
      finished.add(raw.socket);
      void reply.header('connection', 'close');
    }
    done();
  });
}

/** The refusal of what comes too late. */
export function shuttingDown(): DomainError {
  return serviceUnavailable('SHUTTING_DOWN', 'The gateway is shutting down. Try again shortly.');
}
