// An agent at work: once a second it asks the gateway who it is, with the token of that moment.
//
//   node examples/agent.js              the agent "livekit" at http://127.0.0.1:4000
//   GATEWAY_URL=… AGENT=… AGENT_KEY=…   another agent, at another gateway
import { setTimeout as sleep } from 'node:timers/promises';

import { createTokenClient } from 'token-gateway/client';

const { GATEWAY_URL: url = 'http://127.0.0.1:4000', AGENT: agent = 'livekit' } = process.env;
const client = createTokenClient({ url, agent, agentKey: process.env.AGENT_KEY });

for (;;) {
  try {
    const { viewer } = await client.query('{ viewer { name } }');
    const token = await client.token();
    console.log(`${viewer.name} is at work with ${token.slice(0, 7)}…${token.slice(-4)}`);
  } catch (error) {
    console.log(error.message);
  }
  await sleep(1_000);
}
