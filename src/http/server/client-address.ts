import type { IncomingMessage } from 'node:http';

import type { FastifyInstance } from 'fastify';

import { reportedAddresses } from '../../authentication/trust/reported-addresses.js';
import { peerAddressOf } from './peer-address.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** See {@link clientAddressOf}. */
    readonly clientAddress: string;
  }
}

/**
 * The client's address: the connection's own, or the one that the outermost of `trustProxyHops`
 * believed proxies reports. When what one of them reports is no IP address, it is the connection's
 * own. The form is that of `readAddress`.
 */
export function clientAddressOf(
  { headers, socket }: IncomingMessage,
  trustProxyHops: number,
): string {
  return reportedAddresses(headers, trustProxyHops)?.at(-1) ?? peerAddressOf(socket);
}

/** Gives every request of a server its client's address; Fastify's own `ip` may be any text. */
export function decorateClientAddress(server: FastifyInstance, trustProxyHops: number): void {
  server.decorateRequest('clientAddress', {
    getter() {
      return clientAddressOf(this.raw, trustProxyHops);
    },
  });
}
