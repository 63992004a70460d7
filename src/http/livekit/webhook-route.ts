import type { FastifyInstance } from 'fastify';

import type { WebhookService } from '../../livekit/webhooks/delivery.service.js';

/**
 * `POST /livekit/webhook`: what a LiveKit server tells of its rooms. It is believed by its
 * signature, which is over the body's bytes; no credential of the gateway's is looked at.
 *
 * @see https://docs.livekit.io/intro/basics/rooms-participants-tracks/webhooks-events.md
 */
export async function registerLiveKitWebhook(
  server: FastifyInstance,
  receive: WebhookService['receive'],
): Promise<void> {
  await server.register((scope, _options, done) => {
    // The signature is over the body as it came, so nothing may read and write it anew.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      ['application/webhook+json', 'application/json'],
      { parseAs: 'string' },
      (_request, body, parsed) => {
        parsed(null, body);
      },
    );
    scope.post('/livekit/webhook', async (request, reply) => {
      await receive({
        body: typeof request.body === 'string' ? request.body : '',
        authorization: request.headers.authorization,
        address: request.clientAddress,
        requestId: request.id,
      });
      return reply.header('cache-control', 'no-store').send({ status: 'received' });
    });
    done();
  });
}
