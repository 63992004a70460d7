import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { exportJWK, generateKeyPair } from 'jose';
import * as oauth from 'oauth4webapi';
import { errors, Provider } from 'oidc-provider';

/** Where a host of the tests publishes what it is, for issuers that look it up. */
export const CLIENT_DOCUMENT = 'https://host.example/client.json';

/** Where issuers send people back to a host of the tests. Nobody has to answer there. */
export const CALLBACK = 'https://host.example/callback';

/** What a host of the tests says of itself, to register or in its document. */
export const CLIENT_METADATA = {
  client_name: 'Host',
  redirect_uris: [CALLBACK],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
};

/** How {@link startAuthorizationServer} differs from one that knows client documents. */
export interface AuthorizationServerOptions {
  /** The resources that it makes JWTs for, with their scopes. */
  readonly resources: Readonly<Record<string, string>>;
  /** Whether hosts register, in place of being looked up. */
  readonly registersClients?: boolean;
}

/** An authorization server of many companies' make, on the clock of this machine. */
export interface AuthorizationServer {
  readonly issuer: string;
  /** How long the JWTs live that it makes from now on. */
  jwtSeconds: number;
  /** What clients asked it for so far: the parameters of each authorization request. */
  readonly asked: URLSearchParams[];
  stop(): Promise<void>;
}

/** Starts `oidc-provider`, which knows RFC 8707, RFC 9207, RFC 7591 and client documents. */
export async function startAuthorizationServer({
  resources,
  registersClients = false,
}: AuthorizationServerOptions): Promise<AuthorizationServer> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const running: AuthorizationServer = {
    issuer,
    jwtSeconds: 300,
    asked: [],
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'one' }] },
    cookies: { keys: ['of no matter here'] },
    // Hosts that register name the scopes they will ask for: an issuer has to know them.
    scopes: ['openid', 'offline_access', ...Object.values(resources).flatMap((s) => s.split(' '))],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    issueRefreshToken: () => true,
    // The one far network: a host's document is not on this machine.
    fetch: (url: string | URL, init: RequestInit) =>
      String(url) === CLIENT_DOCUMENT
        ? Promise.resolve(Response.json({ client_id: CLIENT_DOCUMENT, ...CLIENT_METADATA }))
        : fetch(url, init),
    features: {
      registration: { enabled: registersClients },
      clientIdMetadataDocument: { enabled: !registersClients, ack: 'draft-02' },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context: unknown, resource: string) => {
          const scope = resources[resource];
          if (scope === undefined) throw new errors.InvalidTarget();
          return {
            scope,
            audience: resource,
            accessTokenFormat: 'jwt',
            accessTokenTTL: running.jwtSeconds,
            jwt: { sign: { alg: 'ES256' } },
          };
        },
      },
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', issuer);
    if (pathname === '/auth') running.asked.push(searchParams);
    answer(request, response);
  });
  return running;
}

/**
 * Does in place of a person and a browser what the pages of such a server ask for: logs in as
 * `subject`, and agrees.
 *
 * @returns what the browser would take back to the host
 */
export async function logIn(authorizationUrl: URL, subject: string): Promise<URLSearchParams> {
  const cookies = new Map<string, string>();
  const open = async (url: URL, form?: Record<string, string>): Promise<URLSearchParams> => {
    if (url.href.startsWith(CALLBACK)) return url.searchParams;
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location !== null) return open(new URL(location, url));
    const page = await response.text();
    const [, prompt] = /name="prompt" value="(\w+)"/.exec(page) ?? [];
    if (prompt === undefined) throw new Error(`No page to log in at: ${page}`);
    return open(url, { prompt, login: subject, password: 'any' });
  };
  return open(authorizationUrl);
}

/** Gets a JWT for one resource, as a client that the issuer knows and as one person. */
export async function jwtFor(
  { issuer }: AuthorizationServer,
  { clientId, subject, resource }: { clientId: string; subject: string; resource: string },
): Promise<string> {
  const verifier = oauth.generateRandomCodeVerifier();
  const address = new URL(`${issuer}/auth`);
  address.search = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'calendar.read',
    resource,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  const code = (await logIn(address, subject)).get('code') ?? '';
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: CALLBACK,
      code_verifier: verifier,
      code,
      resource,
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}
