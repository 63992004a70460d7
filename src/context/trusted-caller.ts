import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

import { createNetworks, loopback, plainAddress, type Networks } from '../platform/networks.js';

/** Headers by which a proxy shows itself. */
const FORWARDING_HEADERS = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** What {@link TrustedCaller} is told about the gateway. */
export interface TrustedCallerOptions {
  readonly networks: readonly string[];
  readonly publicUrl: string | undefined;
  /** Whether proxies in front are believed, and so the client's address is known behind them. */
  readonly believesProxies: boolean;
}

/**
 * Decides whether a caller without a credential may read current tokens because of where it is.
 *
 * The address alone does not do: a page in a browser on the same machine has it too. So the `Host`
 * must be one that no other site can have (a loopback name, the gateway's public name, or the very
 * address the connection came in on, which defeats DNS rebinding), nothing may tell of another
 * site's page (`Origin`, `Sec-Fetch-Site`), and no unbelieved proxy may stand in between, for then
 * the address is the proxy's.
 */
export class TrustedCaller {
  readonly #networks: Networks;
  readonly #publicHost: string | undefined;
  readonly #believesProxies: boolean;

  constructor(options: TrustedCallerOptions) {
    this.#networks = createNetworks(options.networks);
    this.#publicHost =
      options.publicUrl === undefined ? undefined : new URL(options.publicUrl).host;
    this.#believesProxies = options.believesProxies;
  }

  /** @param clientAddress - the address after believed proxies were taken into account */
  accepts(request: IncomingMessage, clientAddress: string): boolean {
    const { headers } = request;
    const isProxied = FORWARDING_HEADERS.some((name) => headers[name] !== undefined);
    if (isProxied && !this.#believesProxies) return false;
    return (
      this.#networks.includes(clientAddress) &&
      this.#isOwnHost(headers.host, request.socket.localAddress) &&
      isSameSite(request)
    );
  }

  #isOwnHost(host: string | undefined, localAddress: string | undefined): boolean {
    if (host === undefined) return false;
    if (host.toLowerCase() === this.#publicHost) return true;
    const name = hostName(host);
    if (name === undefined) return false;
    if (name === 'localhost' || name.endsWith('.localhost')) return true;
    if (isIP(name) === 0) return false;
    return loopback.includes(name) || name === plainAddress(localAddress ?? '');
  }
}

function isSameSite({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === headers.host;
}

function hostName(host: string): string | undefined {
  if (!URL.canParse(`http://${host}`)) return undefined;
  return new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '').toLowerCase();
}
