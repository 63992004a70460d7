import { isLocalName } from './host.js';
import { loopback } from './networks.js';

const ANY_ADDRESS: Readonly<Record<string, string>> = { '0.0.0.0': 'localhost', '::': 'localhost' };

/** The gateway's own address in links and OAuth redirects. */
export class PublicAddress {
  readonly #configured: string | undefined;
  #derived: string;

  /** @param configured - `PUBLIC_URL`, without a final slash; what is told otherwise gives way */
  constructor(configured: string | undefined, host: string, port: number) {
    this.#configured = configured;
    const name = ANY_ADDRESS[host] ?? (host.includes(':') ? `[${host}]` : host);
    this.#derived = `http://${name}:${String(port)}`;
  }

  /** Learns where the gateway listens, which with port 0 is not known before. */
  listensOn(port: number): void {
    const url = new URL(this.#derived);
    url.port = String(port);
    this.#derived = url.origin;
  }

  /** The address, without a final slash. */
  get url(): string {
    return this.#configured ?? this.#derived;
  }
}

/**
 * Whether a public URL is one by which other machines come, in general through a proxy. To this
 * machine every caller then looks like the proxy, if the proxy does not show itself.
 */
export function isForOthers(publicUrl: string | undefined): boolean {
  if (publicUrl === undefined) return false;
  const name = new URL(publicUrl).hostname.replace(/^\[|\]$/g, '');
  return !isLocalName(name) && !loopback.includes(name);
}
