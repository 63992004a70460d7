import type { IncomingMessage } from 'node:http';

/**
 * The client's address of a request that Fastify does not see, by the same rule: the socket's own,
 * or the one that the outermost of `trustProxyHops` believed proxies reports.
 */
export function clientAddressOf(request: IncomingMessage, trustProxyHops: number): string {
  const reported = String(request.headers['x-forwarded-for'] ?? '').split(',');
  const addresses = [
    request.socket.remoteAddress ?? '',
    ...reported
      .map((address) => address.trim())
      .filter((address) => address !== '')
      .reverse(),
  ];
  return addresses[Math.min(trustProxyHops, addresses.length - 1)] ?? '';
}
