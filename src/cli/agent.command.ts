import { Command, Option } from 'commander';

import { writeLine } from '../platform/write-line.js';
import { addSubjectCommands } from './agent-subject.command.js';
import { jsonObject, runs, wholeNumber } from './command.js';
import { printTable } from './output.js';

interface AgentRow {
  readonly name: string;
  readonly provider: string;
  readonly renewal: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly disabledAt: string | null;
}

interface ListedAgentRow extends AgentRow {
  readonly keysExpiringSoon: readonly KeyRow[];
}

interface KeyRow {
  readonly id: string;
  readonly hint: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

/** `token-gateway agent …` */
export function agentCommand(): Command {
  const group = new Command('agent').description('register agents and enrol them');
  const create = withOptions(
    group
      .command('create <name>')
      .description('register an agent; its renewal is manual unless said otherwise')
      .requiredOption('--provider <provider>', 'LIVEKIT or GOOGLE_CALENDAR_MCP'),
  );
  runs<AgentRow>(
    create,
    'agent create',
    ([name], options) => ({ name, provider: options['provider'], ...agentOptions(options) }),
    ({ name, provider, renewal }) => {
      writeLine(`Agent ${name} of ${provider}, renewal ${renewal.toLowerCase()}.`);
    },
  );
  runs<ListedAgentRow[]>(
    group.command('list').description('list agents'),
    'agent list',
    () => ({}),
    (rows) => {
      printTable(rows.map(row));
      for (const { name, keysExpiringSoon } of rows) {
        for (const { hint, expiresAt } of keysExpiringSoon) {
          writeLine(
            `The key ${hint} of ${name} expires at ${String(expiresAt)}. ` +
              `Make another before that: token-gateway agent key ${name}`,
          );
        }
      }
    },
  );
  for (const [verb, enabled, effect] of [
    ['disable', false, 'refused'],
    ['enable', true, 'accepted again'],
  ] as const) {
    runs<AgentRow>(
      group
        .command(`${verb} <name>`)
        .description(`an agent’s tokens and keys are ${effect} from now on`),
      'agent update',
      ([name]) => ({ name, enabled }),
      ({ name }) => {
        writeLine(`The tokens and keys of ${name} are ${effect} from now on.`);
      },
    );
  }
  const update = withOptions(
    group.command('update <name>').description('change an agent; what is left out stays'),
  );
  runs<AgentRow>(
    update,
    'agent update',
    ([name], options) => ({ name, ...agentOptions(options) }),
    (agent) => {
      printTable([row(agent)]);
    },
  );
  addKeyCommands(group);
  addSubjectCommands(group);
  return group;
}

function addKeyCommands(group: Command): void {
  runs<{ key: string }>(
    group
      .command('key <name>')
      .description('make a key by which the agent may read its own current token, and print it')
      .option('--ttl-seconds <seconds>', 'how long the key lives; default: for ever', wholeNumber),
    'agent key create',
    ([name], { ttlSeconds }) => ({ name, ttlSeconds }),
    ({ key }) => {
      writeLine(`An agent key. It is not shown again:\n${key}`);
    },
  );
  runs<KeyRow[]>(
    group.command('keys <name>').description('list an agent’s keys, without the keys'),
    'agent key list',
    ([name]) => ({ name }),
    (rows) => {
      printTable(
        rows.map(({ id, hint, createdAt, expiresAt, revokedAt, lastUsedAt }) => ({
          ...{ id, hint, createdAt, expiresAt, revokedAt, lastUsedAt },
        })),
      );
    },
  );
  runs<KeyRow>(
    group.command('revoke-key <id>').description('refuse an agent key from now on'),
    'agent key revoke',
    ([id]) => ({ id }),
    ({ hint }) => {
      writeLine(`The agent key ${hint} is refused from now on.`);
    },
  );
}

function withOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--renewal <renewal>', 'who issues the next token').choices([
        'automatic',
        'manual',
      ]),
    )
    .option('--ttl-seconds <seconds>', 'the lifetime of its tokens', wholeNumber)
    .option('--overlap-seconds <seconds>', 'how long a replaced token stays good', wholeNumber)
    .option('--scopes <scopes...>', 'the most its tokens may be allowed')
    .option(
      '--livekit-policy <json>',
      'the most its room tokens can be good for, for example \'{"rooms":["support-*"]}\'',
      jsonObject,
    );
}

function agentOptions(options: Record<string, unknown>): Record<string, unknown> {
  const { renewal, ttlSeconds, overlapSeconds, scopes, livekitPolicy } = options;
  return {
    renewal: typeof renewal === 'string' ? renewal.toUpperCase() : undefined,
    ttlSeconds,
    overlapSeconds,
    scopes,
    liveKitPolicy: livekitPolicy,
  };
}

function row({ name, provider, renewal, scopes, createdAt, disabledAt }: AgentRow) {
  return { name, provider, renewal, scopes, createdAt, disabledAt };
}
