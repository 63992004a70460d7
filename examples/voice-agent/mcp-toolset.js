import { tool, ToolError, Toolset } from '@livekit/agents';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

/**
 * @typedef {object} McpToolsetOptions
 * @property {string} id
 * @property {string} url
 * @property {Record<string, string>} headers
 * @property {string[]} allowedTools - names of the tools that the model is shown
 * @property {number} timeoutMs - for each call
 */

/**
 * The tools of an MCP server, as a toolset of LiveKit Agents.
 *
 * @param {McpToolsetOptions} options
 */
export function mcpToolset({ id, url, headers, allowedTools, timeoutMs }) {
  const identity = { name: id, version: '1.0.0' };
  const client = new Client(identity, { versionNegotiation: { mode: 'auto' } });

  /** @param {import('@modelcontextprotocol/client').Tool} listed */
  const toolOf = ({ name, description = name, inputSchema }) =>
    tool({
      name,
      description,
      parameters: /** @type {object} */ (inputSchema),
      execute: async (args, { abortSignal }) => {
        const call = { name, arguments: args };
        const options = { timeout: timeoutMs, signal: abortSignal };
        const { content, isError } = await client.callTool(call, options);
        const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
        if (isError) throw new ToolError(text);
        return text;
      },
    });

  return Toolset.create({
    id,
    tools: [],
    setup: async ({ updateTools }) => {
      const requestInit = { headers };
      await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
      const { tools } = await client.listTools();
      updateTools(tools.filter(({ name }) => allowedTools.includes(name)).map(toolOf));
    },
    aclose: () => client.close(),
  });
}
