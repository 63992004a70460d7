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
