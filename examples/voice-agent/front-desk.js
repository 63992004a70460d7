import { Agent } from '@livekit/agents';

import { mcpToolset } from './mcp-toolset.js';

/** Makes the agent: its instructions and its tools. */
export function frontDesk() {
  return Agent.create({
    instructions:
      'You answer the phone of a dentist and make appointments. Offer times that are free, ' +
      'and let the caller confirm before you make one. Speak briefly.',
    tools: [
      mcpToolset({
        id: 'calendar',
        url: `${process.env.TOKEN_GATEWAY_URL}/mcp`,
        headers: { Authorization: `Bearer ${process.env.AGENT_KEY}` },
        allowedTools: ['get-current-time', 'suggest-time', 'create-event'],
        timeoutMs: 30_000,
      }),
    ],
  });
}
