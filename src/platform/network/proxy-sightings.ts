import type { IncomingMessage } from 'node:http';

import type { Clock } from '../clock.js';
import { readAddress } from './networks.js';

/** A proxy in front of the gateway that is not as `TRUST_PROXY` says. */
export interface ProxySighting {
  /** From where it connects. */
  readonly address: string;
  /** The header by which it was known, or that has too few addresses. */
  readonly header: string;
  /** When it was last seen. */
  readonly seenAt: Date;
}

/** What most proxies add; few header names, because every request is looked at. */
const USUAL_HEADERS = [
  'x-forwarded-for',
  'forwarded',
  'via',
  'x-real-ip',
  'x-forwarded-proto',
  'cf-connecting-ip',
] as const;

const MOST_SIGHTINGS = 20;

/**
 * Remembers proxies that `TRUST_PROXY` does not know of. Only requests with an accepted credential
 * are looked at: anybody can write a header.
 */
export class ProxySightings {
  readonly #clock: Clock;
  readonly #trustProxyHops: number;
  readonly #byAddress = new Map<string, ProxySighting>();

  /** @param trustProxyHops - how many proxies are believed */
  constructor(clock: Clock, trustProxyHops: number) {
    this.#clock = clock;
    this.#trustProxyHops = trustProxyHops;
  }

  /** Looks at a request whose credential was accepted. */
  notice({ headers, socket }: IncomingMessage): void {
    const header =
      this.#trustProxyHops === 0
        ? USUAL_HEADERS.find((name) => headers[name] !== undefined)
        : this.#shortHeader(headers['x-forwarded-for']);
    if (header === undefined) return;
    const address = readAddress(socket.remoteAddress ?? '') ?? 'an unknown address';
    if (!this.#byAddress.has(address) && this.#byAddress.size >= MOST_SIGHTINGS) return;
    this.#byAddress.set(address, { address, header, seenAt: this.#clock.now() });
  }

  /** The proxies that were seen since the start. */
  list(): readonly ProxySighting[] {
    return [...this.#byAddress.values()];
  }

  #shortHeader(forwardedFor: string | string[] | undefined): string | undefined {
    const entries = forwardedFor === undefined ? 0 : String(forwardedFor).split(',').length;
    return entries < this.#trustProxyHops ? 'x-forwarded-for' : undefined;
  }
}
