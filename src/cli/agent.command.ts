import { Command, Option } from 'commander';

import { writeLine } from '../platform/write-line.js';
import { runs } from './command.js';
import { printTable } from './output.js';

interface AgentRow {
  readonly name: string;
  readonly provider: string;
  readonly renewal: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly disabledAt: string | null;
}

/** `token-gateway agent …` */
export function agentCommand(): Command {
  const group = new Command('agent').description('register agents and enrol them');
  const create = group
    .command('create <name>')
    .description('register an agent')
    .requiredOption('--provider <provider>', 'LIVEKIT or GOOGLE_CALENDAR_MCP')
    .addOption(
      new Option('--renewal <renewal>', 'who issues the next token')
        .choices(['automatic', 'manual'])
        .default('manual'),
    )
    .option('--scopes <scopes...>', 'the most its tokens may be allowed');
  runs<AgentRow>(
    create,
    'agent create',
    ([name], { provider, renewal, scopes }) => ({
      name,
      provider,
      renewal: String(renewal).toUpperCase(),
      scopes,
    }),
    (agent) => {
      writeLine(
        `Agent ${agent.name} of ${agent.provider}, renewal ${agent.renewal.toLowerCase()}.`,
      );
    },
  );
  runs<AgentRow[]>(
    group.command('list').description('list agents'),
    'agent list',
    () => ({}),
    (rows) => {
      printTable(
        rows.map(({ name, provider, renewal, scopes, createdAt, disabledAt }) => ({
          name,
          provider,
          renewal,
          scopes,
          createdAt,
          disabledAt,
        })),
      );
    },
  );
  runs<AgentRow>(
    group.command('disable <name>').description('refuse an agent’s tokens and keys from now on'),
    'agent disable',
    ([name]) => ({ name }),
    ({ name }) => {
      writeLine(`The tokens and keys of ${name} are refused from now on.`);
    },
  );
  runs<{ agent: string; key: string }>(
    group
      .command('key <name>')
      .description('make a key by which the agent may read its own current token, and print it'),
    'agent key',
    ([name]) => ({ name }),
    ({ agent, key }) => {
      writeLine(`An agent key for ${agent}. It is not shown again:\n${key}`);
    },
  );
  return group;
}
