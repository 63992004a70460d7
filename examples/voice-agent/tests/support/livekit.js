import { createServer } from 'node:http';

import { ServerMessage, WorkerMessage } from '@livekit/protocol';
import { WebSocketServer } from 'ws';

/**
 * @typedef {object} ModelMessage
 * @property {string} role
 * @property {string} [content]
 *
 * @typedef {object} ModelRequest
 * @property {ModelMessage[]} messages
 * @property {{ function: { name: string, parameters: object } }[]} tools
 *
 * @typedef {object} LiveKit
 * @property {string} address - host and port
 * @property {Promise<void>} registered - until a worker offers itself
 * @property {ModelRequest[]} asked - what the language model was asked so far
 * @property {() => Promise<void>} stop
 */

/**
 * Stands in for LiveKit: takes workers in, and has a language model that books what it is told.
 *
 * @returns {Promise<LiveKit>}
 */
export async function startLiveKit() {
  /** @type {ModelRequest[]} */
  const asked = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (bytes) => (body += bytes));
    request.on('end', () => {
      if (request.url !== '/chat/completions') return response.writeHead(404).end();
      asked.push(JSON.parse(body));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const chunk of completion(JSON.parse(body))) {
        response.write(`data: ${JSON.stringify(chunk)}\n\n`);
      }
      response.end('data: [DONE]\n\n');
    });
  });
  const sockets = new WebSocketServer({ server });
  const registered = /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      sockets.on('connection', (socket, { url }) => {
        // Others are for speech, which nobody here has.
        if (!url?.startsWith('/agent')) return;
        socket.on('message', (bytes) => {
          const message = WorkerMessage.fromBinary(/** @type {Buffer} */ (bytes)).message;
          if (message.case !== 'register') return;
          const answer = { case: 'register', value: { workerId: 'worker-1' } };
          socket.send(new ServerMessage({ message: /** @type {any} */ (answer) }).toBinary());
          resolve(undefined);
        });
      });
    })
  );
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    address: `127.0.0.1:${port}`,
    registered,
    asked,
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Answers `book SUMMARY from START to END` with a call of the tool, in the chunks that models answer in.
 *
 * @param {ModelRequest} request
 */
function completion({ messages }) {
  const { role, content = '' } = messages.at(-1) ?? { role: 'user' };
  const [, summary, start, end] = /^book (.+) from (\S+) to (\S+)$/.exec(content) ?? [];
  const call = {
    index: 0,
    id: 'call-1',
    type: 'function',
    function: { name: 'create-event', arguments: JSON.stringify({ summary, start, end }) },
  };
  const choices =
    role === 'user' && summary
      ? [{ delta: { role: 'assistant', tool_calls: [call] } }, { finish_reason: 'tool_calls' }]
      : [{ delta: { role: 'assistant', content: 'Very well.' } }, { finish_reason: 'stop' }];
  return choices.map((choice) => ({
    id: '1',
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: {}, ...choice }],
  }));
}
