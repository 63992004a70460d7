import { Buffer } from 'node:buffer';
import { createServer } from 'node:net';

import { AgentSession as proto } from '@livekit/protocol';

const LENGTH_BYTES = 4;

/**
 * @typedef {object} Console
 * @property {string} address - for the agent's `--connect-addr`
 * @property {(text: string) => Promise<string[]>} say - what tools answered to a caller's words
 * @property {() => Promise<void>} stop
 */

/**
 * Stands in for LiveKit's command line, `lk`, in whose console an agent is talked to in writing.
 *
 * @returns {Promise<Console>}
 */
export async function openConsole() {
  /** @type {Map<string, (response: proto.SessionResponse) => void>} */
  const waiting = new Map();
  /** @type {(socket: import('node:net').Socket) => void} */
  let connected;
  const agent = /** @type {Promise<import('node:net').Socket>} */ (
    new Promise((resolve) => (connected = resolve))
  );

  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      while (received.length >= LENGTH_BYTES) {
        const end = LENGTH_BYTES + received.readUInt32BE();
        if (received.length < end) break;
        const { message } = proto.AgentSessionMessage.fromBinary(
          received.subarray(LENGTH_BYTES, end),
        );
        received = received.subarray(end);
        if (message.case === 'response') waiting.get(message.value.requestId)?.(message.value);
      }
    });
    connected(socket);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

  /** @param {proto.SessionRequest['request']} request */
  const ask = async (request) => {
    const socket = await agent;
    const requestId = String(waiting.size);
    const answer = /** @type {Promise<proto.SessionResponse>} */ (
      new Promise((resolve) => waiting.set(requestId, resolve))
    );
    const value = new proto.SessionRequest({ requestId, request });
    const bytes = new proto.AgentSessionMessage({ message: { case: 'request', value } }).toBinary();
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(bytes.length);
    socket.write(Buffer.concat([length, bytes]));
    return answer;
  };
  const silence = new proto.SessionRequest_UpdateIO({
    input: { audioEnabled: false },
    output: { audioEnabled: false },
  });
  const silent = agent.then(() => ask({ case: 'updateIo', value: silence }));

  return {
    address: `127.0.0.1:${port}`,
    say: async (text) => {
      await silent;
      const { response } = await ask({
        case: 'runInput',
        value: new proto.SessionRequest_RunInput({ text }),
      });
      const items = response.case === 'runInput' ? response.value.items : [];
      return items.flatMap(({ item }) =>
        item.case === 'functionCallOutput' ? [item.value.output] : [],
      );
    },
    stop: async () => {
      (await agent).destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
