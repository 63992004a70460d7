import { McpServer } from '@modelcontextprotocol/server';

import type { CreateMcpServer } from '../../../src/mcp/stateless-exchange.js';
import { addAskingTools, stateCodec } from './asking-tools.js';
import { addPrompts } from './prompts.js';
import { addResources } from './resources.js';
import { addTools } from './tools.js';

const CACHE_HINT = { ttlMs: 60_000, cacheScope: 'private' } as const;
const CACHED = [
  'tools/list',
  'prompts/list',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'server/discover',
] as const;

/**
 * Makes servers with the tools, prompts and resources that the suite calls by name.
 *
 * @param changeTools - changes what the caller may use, as the suite asks for by a tool
 */
export function fixtureServer(changeTools: () => Promise<void>): CreateMcpServer {
  return ({ tellsOfChanges: isNewRevision }) => {
    const identity = { name: 'conformance-fixture', version: '1.0.0' };
    const mcp = new McpServer(identity, {
      capabilities: {
        logging: {},
        completions: {},
        tools: { listChanged: isNewRevision },
        // Nothing here changes them, in a way that a listener could be told of.
        prompts: { listChanged: false },
        resources: { listChanged: false, subscribe: !isNewRevision },
      },
      cacheHints: Object.fromEntries(CACHED.map((method) => [method, CACHE_HINT])),
      requestState: { verify: (state, context) => stateCodec.verify(state, context) },
    });
    addTools(mcp, changeTools);
    addAskingTools(mcp);
    addPrompts(mcp);
    addResources(mcp);
    return mcp;
  };
}
