import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, expect, test } from 'vitest';

import { fetchIssuerKeys } from '../../src/oidc/issuer.client.js';

const stops: (() => Promise<void>)[] = [];

afterAll(() => Promise.all(stops.map((stop) => stop())));

/** An issuer that answers as it is told; `url` is its own. */
async function issuerThat(answer: (url: string, path: string) => unknown): Promise<string> {
  const listener: RequestListener = (request, response) => {
    const { port } = server.address() as AddressInfo;
    const body = answer(`http://127.0.0.1:${String(port)}`, request.url ?? '');
    if (typeof body === 'number') response.writeHead(body, { location: '/elsewhere' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const METADATA = '/.well-known/openid-configuration';

test('keys come from where the metadata say, below the issuer’s own path', async () => {
  const asked: string[] = [];
  const url = await issuerThat((own, path) => {
    asked.push(path);
    return path.endsWith(METADATA)
      ? { issuer: `${own}/realms/company/`, jwks_uri: `${own}/certs` }
      : { keys: [] };
  });
  expect(await fetchIssuerKeys(`${url}/realms/company/`)).toEqual({ keys: [] });
  expect(asked).toEqual([`/realms/company${METADATA}`, '/certs']);
});

test.each<[string, (url: string, path: string) => unknown]>([
  ['of another issuer', (url) => ({ issuer: `${url}/`, jwks_uri: `${url}/keys` })],
  ['without a jwks_uri', (url) => ({ issuer: url })],
  ['with a jwks_uri in clear', (url) => ({ issuer: url, jwks_uri: 'http://192.0.2.1/keys' })],
  ['with a jwks_uri in a file', (url) => ({ issuer: url, jwks_uri: 'file:///etc/passwd' })],
  ['that are not JSON', () => '<html>'],
  ['that are null', () => 'null'],
  ['behind a redirect', () => 302],
  ['behind an error', () => 500],
  ['too large', (url) => ({ issuer: url, jwks_uri: url, more: 'x'.repeat(600_000) })],
])('metadata %s are not used', async (_what, metadata) => {
  const url = await issuerThat((own, path) =>
    path === METADATA ? metadata(own, path) : { keys: [] },
  );
  await expect(fetchIssuerKeys(url)).rejects.toThrow();
});

test('a key set that is none is not used', async () => {
  for (const keys of [{}, { keys: {} }, [], 'nothing', 404]) {
    const url = await issuerThat((own, path) =>
      path === METADATA ? { issuer: own, jwks_uri: `${own}/keys` } : keys,
    );
    await expect(fetchIssuerKeys(url)).rejects.toThrow();
  }
});
