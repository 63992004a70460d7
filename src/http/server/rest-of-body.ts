import type { IncomingMessage } from 'node:http';

import type { FastifyInstance } from 'fastify';

/** How much is read of a body that was refused, and for how long. */
const MOST_BYTES = 8 * 1024 * 1024;
const LONGEST_MS = 2_000;

/**
 * Answers a body that is too large when it has arrived, and does not keep it. The connection is
 * closed by that answer; closed while the body is on its way, it would be lost to the client, and
 * a proxy would answer 502 in its place.
 */
export function readRestOfBodies(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply) => {
    if (reply.statusCode === 413) await restOf(request.raw);
  });
}

async function restOf(body: IncomingMessage): Promise<void> {
  if (body.complete || body.destroyed) return;
  await new Promise<void>((resolve) => {
    let left = MOST_BYTES;
    const timer = setTimeout(resolve, LONGEST_MS);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    body.on('data', ({ length }: Buffer) => {
      left -= length;
      if (left < 0) end();
    });
    body.once('end', end).once('close', end).resume();
  });
}
