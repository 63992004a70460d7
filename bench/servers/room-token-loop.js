// Room tokens in one process: signed by the SDK alone, and by the gateway's service.
//
//   node bench/servers/room-token-loop.js <loops>
//
// Settings as for the gateway. Each line on standard input, `sdk <seconds>`, `decided <seconds>` or
// `issued <seconds>`, is answered by a line of JSON: the seconds it took, the processor time, and how
// long each room token took in milliseconds.
//
//   sdk      AccessToken of livekit-server-sdk with the claims that the gateway gives
//   decided  what the service does before it leaves a trace: policy, limits, claims, signature
//   issued   all of it, with the admission and its audit event committed
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';

import { AccessToken } from 'livekit-server-sdk';

import { loadConfig } from '../../dist/config.js';
import { GRAPHQL_NAMES } from '../../dist/livekit/room-token-order.js';
import { gatewayActor } from '../../dist/platform/actor.js';
import { createLogger } from '../../dist/platform/logger.js';
import { createRedact } from '../../dist/platform/redact.js';
import { providerById } from '../../dist/providers/registry.js';
import { openServices } from '../../dist/services.js';

const loops = Number(process.argv[2]);
const config = loadConfig();
const redact = createRedact();
const services = await openServices(config, createLogger({ level: 'warn', pretty: false, redact }));
const provider = providerById('LIVEKIT');
const { token } = await services.tokens.generate({ provider, agent: 'bench-rooms' }, gatewayActor);
const agent = { id: token.agentId, name: token.agentName, tokenId: token.id, scopes: token.scopes };
const caller = { actor: { ...gatewayActor, kind: 'AGENT', name: agent.name }, agent };
const order = {
  room: 'support-1',
  identity: 'caller-1',
  name: 'Caller',
  metadata: '{"queue":"billing"}',
  attributes: { language: 'en' },
  ttlSeconds: 600,
};

const WORK = {
  sdk: async () => {
    const { apiKey, apiSecret } = config.liveKit;
    const { identity, name, metadata, attributes, ttlSeconds: ttl, room } = order;
    const made = new AccessToken(apiKey, apiSecret, { identity, name, metadata, attributes, ttl });
    made.addGrant({
      roomJoin: true,
      room,
      canPublish: true,
      canSubscribe: true,
      canPublishData: true,
      canUpdateOwnMetadata: false,
    });
    return made.toJwt();
  },
  decided: () => services.roomTokens.sign(order, caller, GRAPHQL_NAMES),
  issued: () => services.roomTokens.issue(order, caller, GRAPHQL_NAMES),
};

async function run(work, durationMs) {
  const latenciesMs = [];
  const cpuBefore = process.cpuUsage();
  const startedAtMs = performance.now();
  const untilMs = startedAtMs + durationMs;
  const loop = async () => {
    for (let atMs = performance.now(); atMs < untilMs;) {
      await work();
      const nowMs = performance.now();
      latenciesMs.push(nowMs - atMs);
      atMs = nowMs;
    }
  };
  await Promise.all(Array.from({ length: loops }, loop));
  const { user, system } = process.cpuUsage(cpuBefore);
  const seconds = (performance.now() - startedAtMs) / 1000;
  return { seconds, cpuSeconds: (user + system) / 1e6, latenciesMs };
}

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [name, seconds] = line.split(' ');
  console.log(JSON.stringify(await run(WORK[name], Number(seconds) * 1000)));
}
await services.close();
