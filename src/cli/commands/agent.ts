import { Command, Option } from 'commander';

import { writeLine } from '../../platform/log/write-line.js';
import { jsonObject, runs, seconds, PROVIDER_IDS } from '../command.js';
import { printTable } from '../output.js';
import { addKeyCommands, warnOfExpiry, type AgentKeyRow } from './agent-key.js';
import { addSubjectCommands } from './agent-subject.js';
import { keyColumns } from './key-row.js';

interface AgentRow {
  readonly name: string;
  readonly provider: string;
  readonly renewal: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly disabledAt: string | null;
}

/** When one of its tokens or keys was last accepted, and the accounts that it may work with. */
interface Activity {
  readonly lastUsedAt: string | null;
  readonly googleAccounts: readonly string[];
}

interface ListedAgentRow extends AgentRow, Activity {
  readonly tokenExpiresAt: string | null;
  readonly keysExpiringSoon: readonly { readonly hint: string; readonly expiresAt: string }[];
}

interface ShownAgent extends AgentRow, Activity {
  readonly currentToken: {
    readonly hint: string;
    readonly scopes: readonly string[];
    readonly expiresAt: string;
    readonly lastUsedAt: string | null;
  } | null;
  readonly keys: readonly AgentKeyRow[];
  readonly subjects: readonly {
    readonly subject: string;
    readonly issuer: string;
    readonly createdAt: string;
  }[];
}

/** `token-gateway agent …` */
export function agentCommand(): Command {
  const group = new Command('agent').description('register agents and enrol them');
  const create = withOptions(
    group
      .command('create <name>')
      .description('register an agent; its renewal is manual unless said otherwise')
      .requiredOption('--provider <provider>', PROVIDER_IDS)
      .option('--if-not-exists', 'leave an agent of that name and provider as it is'),
  );
  runs<AgentRow & { isNew: boolean }>(
    create,
    'agent create',
    ([name], { provider, ifNotExists, ...options }) => ({
      name,
      provider,
      ifNotExists,
      ...agentOptions(options),
    }),
    ({ name, provider, renewal, isNew }) => {
      const state = isNew ? '' : ' It was there already.';
      writeLine(`Agent ${name} of ${provider}, renewal ${renewal.toLowerCase()}.${state}`);
    },
  );
  runs<ListedAgentRow[]>(
    group.command('list').description('list agents, their tokens’ expiry and their last use'),
    'agent list',
    () => ({}),
    (rows) => {
      printTable(
        rows.map(({ name, provider, renewal, ...agent }) => ({
          name,
          provider,
          state: stateOf(agent),
          renewal,
          validUntil: agent.tokenExpiresAt,
          lastUsedAt: agent.lastUsedAt,
          account: agent.googleAccounts,
        })),
      );
      for (const { name, keysExpiringSoon } of rows) {
        for (const { hint, expiresAt } of keysExpiringSoon) {
          warnOfExpiry(name, hint, expiresAt);
        }
      }
    },
  );
  runs<ShownAgent>(
    group.command('show <agent>').description('show an agent, its token, keys and subjects'),
    'agent show',
    ([name]) => ({ name }),
    ({ currentToken, keys, subjects, ...agent }) => {
      const { lastUsedAt, googleAccounts } = agent;
      printTable([{ ...row(agent), lastUsedAt, account: googleAccounts }]);
      writeLine('\nCurrent token:');
      printTable(currentToken ? [tokenRow(currentToken)] : []);
      writeLine('\nKeys:');
      printTable(keys.map((key) => ({ id: key.id, ...keyColumns(key) })));
      writeLine('\nSubjects:');
      printTable(
        subjects.map(({ subject, issuer, createdAt }) => ({ subject, issuer, createdAt })),
      );
    },
  );
  for (const [verb, enabled, effect] of [
    ['disable', false, 'refused'],
    ['enable', true, 'accepted again'],
  ] as const) {
    runs<AgentRow>(
      group
        .command(`${verb} <agent>`)
        .description(`an agent’s tokens and keys are ${effect} from now on`),
      'agent update',
      ([name]) => ({ name, enabled }),
      ({ name }) => {
        writeLine(`The tokens and keys of ${name} are ${effect} from now on.`);
      },
    );
  }
  const update = withOptions(
    group.command('update <agent>').description('change an agent; what is left out stays'),
  );
  runs<AgentRow>(
    update,
    'agent update',
    ([name], options) => ({ name, ...agentOptions(options) }),
    (agent) => {
      printTable([row(agent)]);
    },
  );
  runs<{ agentName: string }>(
    group
      .command('delete <agent>')
      .description('delete an agent that never had a token or a key; disable others'),
    'agent delete',
    ([name]) => ({ name }),
    ({ agentName }) => {
      writeLine(`The agent ${agentName} is deleted.`);
    },
  );
  addKeyCommands(group);
  addSubjectCommands(group);
  return group;
}

function withOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--renewal <renewal>', 'who issues the next token').choices([
        'automatic',
        'manual',
      ]),
    )
    .option('--ttl-seconds <duration>', 'the lifetime of its tokens', seconds)
    .option('--overlap-seconds <duration>', 'how long a replaced token stays good', seconds)
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
  return { name, provider, state: stateOf({ disabledAt }), renewal, scopes, createdAt };
}

function stateOf({ disabledAt }: Pick<AgentRow, 'disabledAt'>): string {
  return disabledAt === null ? 'enabled' : 'disabled';
}

function tokenRow({
  hint,
  scopes,
  expiresAt,
  lastUsedAt,
}: NonNullable<ShownAgent['currentToken']>) {
  return { hint, scopes, validUntil: expiresAt, lastUsedAt };
}
