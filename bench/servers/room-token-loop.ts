// Room tokens in one process: signed by the SDK alone, and by the gateway's service.
//
//   node --import tsx bench/servers/room-token-loop.ts <loops>
//
// Settings as for the gateway. Each line on standard input, `sdk <seconds>`, `decided <seconds>` or
// `issued <seconds>`, is answered by a line of JSON: the seconds it took, the processor time, and
// how long each room token took in milliseconds. The log goes to standard error: its lines are
// written at once, and would end up in the middle of an answer.
//
//   sdk      AccessToken of livekit-server-sdk with the claims that the gateway gives
//   decided  what the service does before it leaves a trace: policy, limits, claims, signature
//   issued   all of it, with the admission and its audit event committed
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';

import { AccessToken } from 'livekit-server-sdk';

import { openServices } from '../../src/app/services.js';
import { loadConfig } from '../../src/config/load.js';
import type { RoomCaller } from '../../src/livekit/room-tokens/caller.js';
import { gatewayActor } from '../../src/platform/actor.js';
import { createLogger } from '../../src/platform/log/logger.js';
import { createRedact } from '../../src/platform/secrets/redact.js';
import { providerById } from '../../src/providers/registry.js';

const loops = Number(process.argv[2]);
const config = loadConfig();
const [liveKit] = config.liveKitProjects;
if (!liveKit) throw new Error('The settings lack a LiveKit project.');
const redact = createRedact();
const services = await openServices(
  config,
  createLogger({ level: 'warn', pretty: false, redact, destination: process.stderr }),
  {
    mayMigrate: true,
  },
);
const provider = providerById('LIVEKIT');
const { token } = await services.tokens.generate({ provider, agent: 'bench-rooms' }, gatewayActor);
const { agentId: id, agentName: name, id: tokenId, scopes, expiresAt } = token;
const agent = {
  kind: 'AGENT',
  id,
  name,
  tokenId,
  provider: provider.id,
  scopes,
  expiresAt,
} as const;
const caller: RoomCaller = {
  actor: { ...gatewayActor, kind: 'AGENT', name: agent.name },
  agent,
};
const order = {
  room: 'support-1',
  identity: 'caller-1',
  name: 'Caller',
  metadata: '{"queue":"billing"}',
  attributes: { language: 'en' },
  ttlSeconds: 600,
};

const WORK: Readonly<Record<string, () => Promise<unknown>>> = {
  sdk: async () => {
    const { apiKey, apiSecret } = liveKit;
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
  decided: () => services.roomTokens.sign(order, caller),
  issued: () => services.roomTokens.issue(order, caller),
};

async function run(work: () => Promise<unknown>, durationMs: number): Promise<unknown> {
  const latenciesMs: number[] = [];
  const cpuBefore = process.cpuUsage();
  const startedAtMs = performance.now();
  const untilMs = startedAtMs + durationMs;
  const loop = async (): Promise<void> => {
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
  const [name = '', seconds] = line.split(' ');
  const work = WORK[name];
  if (!work) throw new Error(`There is no work called ${name}.`);
  console.log(JSON.stringify(await run(work, Number(seconds) * 1000)));
}
await services.close();
