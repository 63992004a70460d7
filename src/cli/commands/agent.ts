import { Command } from 'commander';

import { writeLine } from '../../platform/log/write-line.js';
import { runs } from '../command.js';
import {
  DURATION,
  EXAMPLE_PROVIDER,
  HELP_GROUPS,
  PROVIDER_IDS,
  SCOPES,
  withExamples,
} from '../help.js';
import { printTable } from '../output.js';
import { addKeyCommands, warnOfExpiry, type AgentKeyRow } from './agent-key.js';
import { agentOptions, withAgentOptions } from './agent-options.js';
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
  const group = new Command('agent')
    .description('register agents, look at them, and make their keys')
    .helpGroup(HELP_GROUPS.agents);
  const create = withAgentOptions(
    group
      .command('create <name>')
      .description('register an agent')
      .requiredOption('--provider <provider>', PROVIDER_IDS)
      .option('--if-not-exists', 'leave an agent of that name and provider as it is'),
  );
  withExamples(
    create,
    [
      `agent create front-desk --provider ${EXAMPLE_PROVIDER}`,
      `agent create front-desk --provider ${EXAMPLE_PROVIDER} --renewal automatic --ttl-seconds 7d`,
    ],
    `Renewal is manual unless you say otherwise.\n${DURATION}\n\n${SCOPES}`,
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
      const done = isNew ? 'is registered' : 'was there already';
      writeLine(
        `The agent ${name} of ${provider} ${done}; its renewal is ${renewal.toLowerCase()}.`,
      );
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
        .description(`have an agent’s tokens and keys ${effect} from now on`),
      'agent update',
      ([name]) => ({ name, enabled }),
      ({ name }) => {
        writeLine(`The tokens and keys of ${name} are ${effect} from now on.`);
      },
    );
  }
  const update = withAgentOptions(
    group.command('update <agent>').description('change an agent; what is left out stays'),
  );
  withExamples(update, ['agent update front-desk --renewal automatic'], `${DURATION}\n\n${SCOPES}`);
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
