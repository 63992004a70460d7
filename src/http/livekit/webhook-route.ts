import type { FastifyInstance } from 'fastify';

import type { WebhookService } from '../../livekit/webhooks/delivery.service.js';
import { DomainError } from '../../platform/errors.js';
import type { Metrics } from '../../platform/metrics.js';
import { refuseOtherMethods } from '../post-alone.js';
import { asDomainError } from '../server/error-reply.js';

const URL = '/livekit/webhook';

/** The most that a webhook may have: metadata of a room and a participant, spelled in JSON. */
const BODY_LIMIT_BYTES = 2 * 1024 * 1024;

/** What {@link registerLiveKitWebhook} is made of. */
export interface LiveKitWebhookParts {
  readonly liveKitWebhooks: Pick<WebhookService, 'authenticate' | 'receive'>;
  readonly metrics: Metrics;
}

/**
 * `POST /livekit/webhook`: what a LiveKit server tells of its rooms. It is believed by its
 * signature, which is over the body's bytes; no credential of the gateway's is looked at. Without
 * a good one the body is not read.
 *
 * @see https://docs.livekit.io/intro/basics/rooms-participants-tracks/webhooks-events.md
 */
export async function registerLiveKitWebhook(
  server: FastifyInstance,
  { liveKitWebhooks, metrics }: LiveKitWebhookParts,
): Promise<void> {
  await server.register((scope, _options, done) => {
    // The signature is over the body as it came, so nothing may read and write it anew.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser<Buffer>(
      ['application/webhook+json', 'application/json'],
      { parseAs: 'buffer' },
      (_request, body, parsed) => {
        try {
          parsed(null, new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
        } catch {
          parsed(notUtf8());
        }
      },
    );
    scope.setErrorHandler((error) => {
      // The error does not say which limit it was.
      throw asDomainError(error).reason === 'BODY_TOO_LARGE' ? tooLarge() : error;
    });
    scope.addHook('onError', (_request, _reply, error, next) => {
      metrics.webhook(outcomeOf(error));
      next();
    });
    scope.post(
      URL,
      {
        bodyLimit: BODY_LIMIT_BYTES,
        onRequest: (request) => liveKitWebhooks.authenticate(request.headers.authorization),
      },
      async (request, reply) => {
        await liveKitWebhooks.receive({
          body: typeof request.body === 'string' ? request.body : '',
          authorization: request.headers.authorization,
          address: request.clientAddress,
          requestId: request.id,
        });
        metrics.webhook('OK');
        return reply.header('cache-control', 'no-store').send({ status: 'received' });
      },
    );
    refuseOtherMethods(scope, URL, { message: 'LiveKit tells of its rooms by POST here.' });
    done();
  });
}

/** As the log has it where that says more than the answer does. */
function outcomeOf(error: Error): string {
  const { code, reason, logged } = asDomainError(error);
  const { webhookProblem } = logged;
  return typeof webhookProblem === 'string' ? webhookProblem : (reason ?? code);
}

function notUtf8(): DomainError {
  return new DomainError('BAD_USER_INPUT', 'The request body must be valid UTF-8.', {
    reason: 'MALFORMED_TEXT',
  });
}

function tooLarge(): DomainError {
  return new DomainError('BAD_USER_INPUT', 'A webhook must have at most 2 MiB.', {
    reason: 'BODY_TOO_LARGE',
    status: 413,
  });
}
