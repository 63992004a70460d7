import { Command } from 'commander';

import { loadAgentSettings } from '../../config/load.js';
import { hasProtocol } from '../../config/shapes.js';
import { badUserInput } from '../../platform/errors.js';
import { HELP_GROUPS } from '../help.js';

const DEFAULT_URL = 'http://127.0.0.1:4000';

/** `token-gateway mcp` */
export function mcpCommand(): Command {
  return new Command('mcp')
    .helpGroup(HELP_GROUPS.agents)
    .description('serve an agent’s calendar and room tools to an MCP host, over standard input')
    .option('--agent <name>', 'the agent whose tools they are; else TOKEN_GATEWAY_AGENT')
    .addHelpText(
      'after',
      `\nThe gateway is --url, else TOKEN_GATEWAY_URL, or ${DEFAULT_URL}.` +
        '\nThe agent’s key, or a JWT that is bound to it, is read from TOKEN_GATEWAY_AGENT_KEY, or' +
        '\nfrom the file that TOKEN_GATEWAY_AGENT_KEY_FILE names: the arguments of a process are there' +
        '\nfor everybody to read. docs/hosts.md has the hosts.',
    )
    .action(async (_own: unknown, command: Command) => {
      const options = command.optsWithGlobals<{ url?: string; agent?: string }>();
      const settings = loadAgentSettings();
      const url = options.url ?? settings.url ?? DEFAULT_URL;
      const agent = options.agent ?? settings.agent;
      if (!hasProtocol(url, ['http:', 'https:'])) {
        throw badUserInput('--url', 'must be an http or https URL');
      }
      if (!agent) throw badUserInput('--agent', 'or TOKEN_GATEWAY_AGENT must name the agent.');
      const { serveStdio } = await import('../../mcp/stdio.js');
      await serveStdio({ ...settings, url, agent });
    });
}
