import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

import { isLocalName, parseHost, type Host } from '../../platform/network/host.js';
import {
  createNetworks,
  loopback,
  readAddress,
  type Networks,
} from '../../platform/network/networks.js';
import { hasProxyHeader } from './proxy-marks.js';
import { reportedAddresses } from './reported-addresses.js';
import { forwardedHosts, requestedHost } from './requested-host.js';

const PORT_BY_PROTOCOL: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** What {@link TrustedCaller} is told about the gateway. */
export interface TrustedCallerOptions {
  readonly networks: readonly string[];
  readonly publicUrl: string | undefined;
  /** How many proxies in front are believed about the client's address. */
  readonly trustProxyHops: number;
}

/**
 * Decides whether a caller without a credential may read current tokens because of where it is.
 *
 * The address alone is not enough: a page in a browser on the same machine has it too, and so has
 * everybody behind a proxy on that machine. So the host must be one that no other site can have (a
 * loopback name, the gateway's public name, or the very address that the connection came in on,
 * which defeats DNS rebinding), no page asks, not even one of the gateway's own, and the only
 * proxies in between are those that are believed.
 */
export class TrustedCaller {
  readonly #networks: Networks;
  readonly #publicUrl: URL | undefined;
  readonly #trustProxyHops: number;

  constructor({ networks, publicUrl, trustProxyHops }: TrustedCallerOptions) {
    this.#networks = createNetworks(networks);
    this.#publicUrl = publicUrl === undefined ? undefined : new URL(publicUrl);
    this.#trustProxyHops = trustProxyHops;
  }

  /** @param clientAddress - the address after believed proxies were taken into account */
  accepts(request: IncomingMessage, clientAddress: string): boolean {
    const { localAddress = '' } = request.socket;
    const host = requestedHost(request);
    return (
      host !== undefined &&
      this.#networks.includes(clientAddress) &&
      this.#isPathKnown(request) &&
      this.#isOwnHost(host, localAddress) &&
      !isFromPage(request.headers)
    );
  }

  /** Whether every proxy in between is known, and none has another host to report than our own. */
  #isPathKnown(request: IncomingMessage): boolean {
    if (this.#trustProxyHops === 0) {
      // nginx before 1.29.7 speaks HTTP/1.0 to what is behind it by default, and clients do not.
      return !hasProxyHeader(request.headers) && request.httpVersion === '1.1';
    }
    const { localAddress = '' } = request.socket;
    return (
      reportedAddresses(request.headers, this.#trustProxyHops)?.length === this.#trustProxyHops &&
      forwardedHosts(request).every((host) => this.#isOwnHost(host, localAddress))
    );
  }

  #isOwnHost({ name, port }: Host, localAddress: string): boolean {
    if (this.#publicUrl && isAt(this.#publicUrl, { name, port })) return true;
    return isLocalName(name) || loopback.includes(name) || name === readAddress(localAddress);
  }
}

/**
 * Whether a page in a browser asks. What somebody typed into the address bar comes from none, and
 * no page can read the answer.
 */
function isFromPage({ origin, referer, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  return origin !== undefined || referer !== undefined || (site !== undefined && site !== 'none');
}

/** Whether a URL's host is the given one; a missing port is that of the URL's scheme. */
function isAt({ host: text, protocol }: URL, { name, port }: Host): boolean {
  const host = parseHost(text);
  const standard = PORT_BY_PROTOCOL[protocol];
  return host?.name === name && (host.port ?? standard) === (port ?? standard);
}
