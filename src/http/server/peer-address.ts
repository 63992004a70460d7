import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import { readAddress } from '../../platform/network/networks.js';

const addresses = new WeakMap<Duplex, string>();

/**
 * Reads the other end's address of each connection as soon as it comes, since a connection that is
 * reset before its request is handled has none any more. One that is reset even before that is
 * destroyed: nobody waits for its answers, and nothing is done for somebody without an address.
 */
export function rememberPeers(server: Server): void {
  server.prependListener('connection', (socket: Socket) => {
    // One whose request asked for another protocol comes a second time.
    if (addresses.has(socket)) return;
    const address = readAddress(socket.remoteAddress ?? '');
    if (address === undefined) socket.destroy();
    else addresses.set(socket, address);
  });
}

/** The address of a connection's other end, in the form of `readAddress`. */
export function peerAddressOf(socket: Duplex): string {
  return addresses.get(socket) ?? '';
}
