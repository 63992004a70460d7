import { Command } from 'commander';

import { writeLine } from '../../platform/log/write-line.js';
import { GATEWAY_SCOPES } from '../../google/oauth/scopes.js';
import { runs } from '../command.js';
import { HELP_GROUPS, withExamples } from '../help.js';
import { printTable } from '../output.js';
import { readSecretFile } from '../secret-file.js';

interface ConnectionRow {
  readonly id: string;
  readonly account: string;
  readonly kind: string;
  readonly state: string;
  readonly agents: readonly string[];
  readonly missingScopes: readonly string[];
  readonly lastRefreshAt: string | null;
  readonly lastError: string | null;
  readonly warnings: readonly { readonly kind: string; readonly message: string }[];
}

/** `token-gateway google …` */
export function googleCommand(): Command {
  const group = new Command('google')
    .description('connect Google accounts, and choose the agents that may work with them')
    .helpGroup(HELP_GROUPS.agents);
  const connect = withOptions(
    group.command('connect').description('make a link with which an account’s owner consents'),
  ).option('--login-hint <email>', 'the account; the consent of any other is refused');
  withExamples(connect, ['google connect --agents front-desk --login-hint maya@example.com']);
  runs<{ consentUrl: string; expiresAt: string }>(
    connect,
    'google connect',
    (_positional, options) => ({ ...common(options), loginHint: options['loginHint'] }),
    ({ consentUrl, expiresAt }) => {
      writeLine(`Open this in a browser before ${expiresAt}. It can be used once:`);
      writeLine(consentUrl);
    },
  );
  runs<ConnectionRow[]>(
    group.command('list').description('list connected accounts and their state'),
    'google list',
    () => ({}),
    (rows) => {
      printTable(
        rows.map(({ id, account, kind, state, agents, missingScopes, warnings, ...row }) => ({
          id,
          account,
          kind,
          state,
          agents,
          missingScopes,
          lastRefreshAt: row.lastRefreshAt,
          warnings: warnings.map((warning) => warning.kind),
        })),
      );
      for (const { account, lastError, warnings } of rows) {
        if (lastError !== null) writeLine(`\n${account}: ${lastError}`);
        for (const { message } of warnings) writeLine(`\n${account}: ${message}`);
      }
    },
  );
  addImports(group);
  addChanges(group);
  return group;
}

function addImports(group: Command): void {
  const importToken = withOptions(
    group
      .command('import')
      .description('connect an account by a refresh token of the same OAuth client'),
  ).requiredOption('--refresh-token-file <path>', 'the file that holds it; - is standard input');
  runs<ConnectionRow>(
    importToken,
    'google import',
    (_positional, options) => ({
      ...common(options),
      refreshToken: readSecretFile('--refresh-token-file', String(options['refreshTokenFile'])),
    }),
    showConnected,
  );
  const importKey = withOptions(
    group
      .command('import-service-account')
      .description('connect a service account, or a user whom it impersonates'),
  )
    .requiredOption('--key-file <path>', 'its JSON key file; - is standard input')
    .option('--subject <email>', 'the user, by domain-wide delegation');
  runs<ConnectionRow>(
    importKey,
    'google import service account',
    (_positional, options) => ({
      ...common(options),
      keyFile: readSecretFile('--key-file', String(options['keyFile'])),
      subject: options['subject'],
    }),
    showConnected,
  );
}

function addChanges(group: Command): void {
  runs<{ message: string }>(
    group
      .command('disconnect <connection>')
      .description('disconnect an account, named by its id or address, here and at Google'),
    'google disconnect',
    ([connection]) => ({ connection }),
    ({ message }) => {
      writeLine(message);
    },
  );
  for (const [verb, description] of [
    ['bind', 'allow an agent to work with a connected account'],
    ['unbind', 'forbid an agent to work with a connected account'],
  ] as const) {
    runs<ConnectionRow>(
      group.command(`${verb} <connection> <agent>`).description(description),
      `google ${verb}`,
      ([connection, agent]) => ({ connection, agents: [agent] }),
      ({ account, agents }) => {
        writeLine(`Agents that may work with ${account}: ${agents.join(' ') || 'none'}.`);
      },
    );
  }
}

function withOptions(command: Command): Command {
  return command
    .option('--agents <agents...>', 'agents that may work with the account')
    .option('--scopes <scopes...>', `${GATEWAY_SCOPES.join(', ')}, or Google’s own scopes`);
}

function common(options: Record<string, unknown>): Record<string, unknown> {
  return { agents: options['agents'] ?? [], scopes: options['scopes'] };
}

function showConnected({ account, agents, missingScopes }: ConnectionRow): void {
  writeLine(`${account} is connected, for the agents: ${agents.join(' ') || 'none'}.`);
  if (missingScopes.length > 0) writeLine(`Not granted: ${missingScopes.join(' ')}`);
}
