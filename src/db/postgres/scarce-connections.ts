import { setTimeout as sleep } from 'node:timers/promises';

import pLimit from 'p-limit';
import type postgres from 'postgres';

import { failedConnectionIn } from '../connection/failure.js';
import { DEADLINE_MS } from '../outage.js';

/** For how long a refusal means that there are no more connections to be had. */
const SCARCE_MS = 5_000;
const PAUSE_MS = 50;

/**
 * Makes statements and transactions wait for the connections that there are when the server refuses
 * another one, because it or the user has none left. The driver would fail what it tried to open
 * one for. Nothing has been sent of it, so it is submitted anew.
 *
 * @param openCount - how many connections are open
 */
export function waitForConnections(client: postgres.Sql, openCount: () => number): void {
  const turns = new Turns(openCount);
  const begin = client.begin.bind(client) as (...args: unknown[]) => Promise<unknown>;
  client.begin = ((...args: unknown[]) => turns.run(() => begin(...args))) as never;
  const unsafe = client.unsafe.bind(client);
  client.unsafe = ((...args: Parameters<typeof unsafe>) => {
    const query = unsafe(...args);
    // A transaction has its turn already, and keeps it to its end.
    if (!args[0].startsWith('begin')) submitInTurn(query as unknown as Submission, turns);
    return query;
  }) as typeof client.unsafe;
}

/** The parts of the driver's query by which it is submitted and settled (postgres 3.4.9). */
interface Submission {
  handler: (query: unknown) => void;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

function submitInTurn(query: Submission, turns: Turns): void {
  const { handler } = query;
  query.handler = () => {
    const { resolve, reject } = query;
    const submit = (): Promise<unknown> =>
      new Promise((resolveOnce, rejectOnce) => {
        query.resolve = resolveOnce;
        query.reject = rejectOnce;
        handler(query);
      });
    turns.run(submit).then(resolve, reject);
  };
}

class Turns {
  readonly #limit = pLimit(1);
  readonly #openCount: () => number;
  #refusedAtMs = -Infinity;

  constructor(openCount: () => number) {
    this.#openCount = openCount;
  }

  /** Runs what needs a connection: at once, or in its turn while there are few. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const endMs = performance.now() + DEADLINE_MS;
    for (;;) {
      try {
        return await this.#once(work);
      } catch (error) {
        const isRefused = failedConnectionIn(error)?.areConnectionsUsedUp === true;
        if (!isRefused || performance.now() > endMs) throw error;
        this.#refusedAtMs = performance.now();
        await sleep(PAUSE_MS);
      }
    }
  }

  #once<T>(work: () => Promise<T>): Promise<T> {
    if (performance.now() - this.#refusedAtMs > SCARCE_MS) return work();
    this.#limit.concurrency = Math.max(1, this.#openCount());
    return this.#limit(work);
  }
}
