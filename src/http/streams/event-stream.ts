import type { FastifyReply } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import { print, type StreamMessage } from 'graphql-sse';

import {
  SubscriptionRefusal,
  type SubscriptionStream,
} from '../../graphql/subscriptions/stream.js';

const COMMENT = ':\n\n';
const BEAT_MS = 12_000;

/**
 * Writes a stream to its end as server-sent events. The next event is asked for once the one before
 * has been sent. The stream is given back when the connection closes, whichever response is being
 * written on it then: Node tells only that one.
 */
export async function writeEventStream(
  reply: FastifyReply,
  stream: SubscriptionStream,
): Promise<void> {
  const { raw: response } = reply;
  const { socket } = reply.request.raw;
  const end = (): void => void stream.return();
  socket.once('close', end);
  // It may have closed while the stream was being opened.
  if (socket.destroyed) end();
  response.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    // Nobody else's request follows on this connection, and a shutdown need not wait for one.
    connection: 'close',
    // Asks nginx and its like to pass events on as they come.
    'x-accel-buffering': 'no',
  });
  // Says something now and then, and cuts off a reader that has not taken what was said before.
  const beat = setInterval(() => {
    if (response.writableLength > 0) socket.destroy();
    else response.write(COMMENT);
  }, BEAT_MS).unref();
  socket.once('close', () => {
    clearInterval(beat);
  });
  const send = (text: string): Promise<void> =>
    new Promise((resolve) => {
      if (socket.destroyed) resolve();
      else
        response.write(text, () => {
          resolve();
        });
    });
  await send(COMMENT);
  for await (const result of answers(stream)) {
    await send(print({ event: 'next', data: result } as StreamMessage<false, 'next'>));
  }
  clearInterval(beat);
  if (!socket.destroyed) response.end(print({ event: 'complete', data: null }));
}

/** The stream's answers; the refusal that ends it comes as the last of them. */
async function* answers(stream: SubscriptionStream): AsyncGenerator<FormattedExecutionResult> {
  try {
    yield* stream;
  } catch (error) {
    if (!(error instanceof SubscriptionRefusal)) throw error;
    yield { errors: error.errors };
  }
}
