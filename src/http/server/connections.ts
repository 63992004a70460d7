import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** The connections that are open to a server. */
export class Connections {
  readonly #open = new Set<Socket>();
  #isHeld = false;

  constructor(server: Server) {
    server.on('connection', (socket) => {
      this.#open.add(socket);
      socket.once('close', () => this.#open.delete(socket));
      if (this.#isHeld) socket.pause();
    });
  }

  /**
   * Closes those on which nothing was asked yet. Browsers and load balancers keep such connections
   * in reserve; Node does not count them as idle, and a stop would wait for them.
   */
  closeSilent(): void {
    for (const socket of this.#open) if (socket.bytesRead === 0) socket.destroy();
  }

  /** Reads nothing from any, also from those to come, until {@link release}. */
  hold(): void {
    this.#isHeld = true;
    for (const socket of this.#open) socket.pause();
  }

  /** Reads again. Node knows which of them it had paused itself. */
  release(): void {
    this.#isHeld = false;
    for (const socket of this.#open) socket.resume();
  }
}
