import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import { isObject, type JsonSchema } from './schema-subset.js';

/** What an SDK sent to its provider. */
export interface SentRequest {
  readonly path: string;
  readonly body: JsonSchema;
}

/** Stands for the models of every provider: remembers what it is sent, says what it is told. */
export interface ModelServer {
  readonly url: string;
  readonly sent: SentRequest[];
  /** What the model says to the requests that follow, one each. */
  readonly say: (...answers: readonly object[]) => void;
  readonly stop: () => Promise<void>;
}

/** Starts a provider of models on this machine. */
export async function startModelServer(): Promise<ModelServer> {
  const sent: SentRequest[] = [];
  const answers: object[] = [];
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      sent.push({ path: request.url ?? '', body: isObject(body) ? body : {} });
      const answer = answers.shift();
      response.writeHead(answer ? 200 : 500, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    say: (...next) => {
      sent.length = 0;
      answers.splice(0, answers.length, ...next);
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
