import { describeSkewOf, isSkewed, skewSeconds } from '../livekit/clock-skew.js';
import type { Clock } from '../platform/clock.js';
import { askClock } from '../platform/network/clock-probe.js';
import { found, type Finding } from './finding.js';

/** Somebody whose tokens are judged by clocks: theirs, and the gateway's. */
export interface Upstream {
  readonly name: string;
  readonly url: string;
}

/** Long enough for a slow answer, and no longer than a person waits. */
const LIMIT_MS = 3_000;

/** Compares the gateway's clock with those of the providers that it works with. */
export class ClockService {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Asks all of them at once. */
  async look(upstreams: readonly Upstream[]): Promise<Finding[]> {
    if (upstreams.length > 0) return Promise.all(upstreams.map((one) => this.#ask(one)));
    const message = 'Not compared: neither Google nor LiveKit is set up.';
    return [found('CLOCK_UNKNOWN', message)];
  }

  async #ask({ name, url }: Upstream): Promise<Finding> {
    const { host } = new URL(url);
    const answer = await askClock(url, LIMIT_MS);
    if (!answer) {
      return found(
        'UPSTREAM_UNREACHABLE',
        `${name} does not answer at ${host} within ${String(LIMIT_MS / 1000)} seconds.`,
        { subject: name, action: 'Check the address, and that this machine may connect to it.' },
      );
    }
    if (!answer.date) {
      const message = `${name} answers at ${host}, and does not tell its time.`;
      return found('CLOCK_UNKNOWN', message, { subject: name });
    }
    const skew = skewSeconds(answer.date, this.#clock.now());
    if (isSkewed(skew)) {
      return found('CLOCK_SKEWED', describeSkewOf(name, skew), {
        subject: name,
        action: 'Set the clock that is wrong, by NTP.',
      });
    }
    const message = `${name} answers at ${host}, and the clocks agree.`;
    return found('CLOCK_RIGHT', message, { subject: name });
  }
}
