import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { OAuth2Issuer, OAuth2Service } from 'oauth2-mock-server';

import type { Clock } from '../../src/platform/clock.js';

/** Claims or header fields to set; `undefined` takes one away. */
type Fields = Readonly<Record<string, unknown>>;

/** An OpenID Connect issuer over real HTTP, which can go away, come back and change its keys. */
export class TestIssuer {
  /** Paths asked for so far. */
  readonly requests: string[] = [];
  readonly #clock: Clock;
  #mock = newMock();
  #server: Server | undefined;
  #port = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  static async start(clock: Clock): Promise<TestIssuer> {
    const issuer = new TestIssuer(clock);
    await issuer.goUp();
    await issuer.addKey('first');
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.#port)}`;
  }

  /** The settings of a gateway that accepts this issuer. */
  get settings(): Record<string, string> {
    return {
      OIDC_ISSUER: this.url,
      OIDC_AUDIENCE: 'token-gateway',
      OIDC_SUPERUSER_CLAIM: 'groups=token-gateway-admins',
    };
  }

  async goUp(): Promise<void> {
    const server = createServer((request, response) => {
      this.requests.push(request.url ?? '');
      this.#mock.service.requestHandler(request, response);
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
    this.#mock.issuer.url = this.url;
  }

  async goDown(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    await new Promise((resolve) => {
      if (!server) {
        resolve(undefined);
        return;
      }
      server.close(resolve);
      server.closeAllConnections();
    });
  }

  /** Publishes one more key, and with `drop` none but it. */
  async addKey(kid: string, options: { alg?: string; drop?: boolean } = {}): Promise<void> {
    if (options.drop) this.#mock = newMock(this.url);
    await this.#mock.issuer.keys.generate(options.alg ?? 'RS256', { kid });
  }

  /** The key set as the issuer publishes it. */
  get publicKeys(): readonly Record<string, unknown>[] {
    return this.#mock.issuer.keys.toJSON();
  }

  /** Signs a JWT for the gateway that is good from now on for five minutes, but for `claims`. */
  sign(claims: Fields = {}, options: { kid?: string; header?: Fields } = {}): Promise<string> {
    const now = Math.floor(this.#clock.now().getTime() / 1000);
    return this.#mock.issuer.buildToken({
      kid: options.kid,
      scopesOrTransform: (header, payload) => {
        Object.assign(payload, { iat: now, exp: now + 300, nbf: undefined });
        Object.assign(payload, { aud: 'token-gateway', sub: 'somebody' }, claims);
        Object.assign(header, options.header);
      },
    });
  }

  /** The header of a request that shows such a JWT. */
  async bearer(
    claims: Fields = {},
    options: { kid?: string; header?: Fields } = {},
  ): Promise<Record<string, string>> {
    return { authorization: `Bearer ${await this.sign(claims, options)}` };
  }
}

/** What makes the bearer of a JWT a superuser under {@link TestIssuer.settings}. */
export const ADMIN = { groups: ['staff', 'token-gateway-admins'] };

function newMock(url?: string): { issuer: OAuth2Issuer; service: OAuth2Service } {
  const issuer = new OAuth2Issuer();
  issuer.url = url;
  return { issuer, service: new OAuth2Service(issuer) };
}
