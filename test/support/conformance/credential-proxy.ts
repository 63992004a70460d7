import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy on this machine. */
export interface CredentialProxy {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a proxy that passes requests on as they came, with these headers added. */
export async function startCredentialProxy(
  target: string,
  headers: Readonly<Record<string, string>>,
): Promise<CredentialProxy> {
  const server = createServer((request, response) => {
    const { method = 'GET', url = '/', rawHeaders } = request;
    const added = Object.entries(headers).flat();
    const onward = send(target + url, { method, headers: [...rawHeaders, ...added] }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      // Or the beginning of a stream would wait for its first event.
      response.flushHeaders();
      answer.pipe(response);
    });
    onward.once('error', () => response.destroy());
    response.once('close', () => onward.destroy());
    request.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
