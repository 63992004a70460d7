import { Command, CommanderError } from 'commander';

import { readEnvFile } from '../config/env-file.js';
import { writeErrorLine, writeLine } from '../platform/log/write-line.js';
import { packageVersion } from '../platform/package-root.js';
import { createRedact } from '../platform/secrets/redact.js';
import { agentCommand } from './commands/agent.js';
import { auditCommand } from './commands/audit.js';
import { completeCommand, completionCommand } from './commands/completion.js';
import { doctorCommand, statusCommand } from './commands/doctor.js';
import { googleCommand } from './commands/google.js';
import { initCommand } from './commands/init.js';
import { keysCommand } from './commands/keys.js';
import { mcpCommand } from './commands/mcp.js';
import { superuserCommand } from './commands/superuser.js';
import { tokenCommand } from './commands/token.js';
import { verifierCommand } from './commands/verifier.js';
import { reportFailure, wantsJson } from './failure.js';
import { HELP_GROUPS, HELP_LAYOUT } from './help.js';
import { refuseUrl } from './where-asked.js';

function program(): Command {
  const root = new Command('token-gateway')
    .description('Issues, hands out, checks and renews the integration tokens of agents.')
    .version(packageVersion())
    .option('--url <url>', 'a gateway elsewhere, for a superuser’s key in TOKEN_GATEWAY_KEY')
    .addHelpText(
      'after',
      '\nSettings are environment variables, or lines of a .env in the working folder;' +
        '\n.env.example has them all. Add --help to a command for its options.',
    )
    .hook('preAction', (_root, command) => {
      refuseUrl(command);
      readSettings(command);
    });
  root
    .command('serve')
    .description('run the gateway')
    .helpGroup(HELP_GROUPS.start)
    .option('--port <port>', 'where it listens; else PORT, or 4000')
    .action(async ({ port }: { port?: string }) => {
      const { serve } = await import('../serve/serve.js');
      await serve(port === undefined ? {} : { PORT: port });
    });
  const groups = [
    initCommand(),
    agentCommand(),
    tokenCommand(),
    googleCommand(),
    mcpCommand(),
    superuserCommand(),
    verifierCommand(),
    keysCommand(),
    auditCommand(),
    statusCommand(),
    doctorCommand(),
  ];
  for (const group of groups) root.addCommand(group);
  root
    .command('migrate')
    .description('bring the database up to date')
    .helpGroup(HELP_GROUPS.operate)
    .action(async () => (await import('./commands/migrate.js')).migrate());
  root
    .commandsGroup(HELP_GROUPS.other)
    .helpCommand(true)
    .command('schema')
    .description('print the GraphQL schema')
    .option('--json', 'print it as an introspection result')
    .action(async ({ json }: { json?: boolean }) => {
      const { introspectGatewaySchema, printGatewaySchema } = await import('../app/schema.js');
      writeLine(json ? JSON.stringify(introspectGatewaySchema()) : printGatewaySchema().trimEnd());
    });
  root.addCommand(completionCommand());
  root.addCommand(
    completeCommand(root, () => process.exit(0)),
    { hidden: true },
  );
  return root;
}

/** Those that use none, or that must not say where they come from. */
const WITHOUT_SETTINGS = new Set(['init', 'mcp', 'schema', 'completion', '__complete']);

/**
 * Reads `.env`, for all commands that use settings but `mcp`: a host starts that in the folders of
 * other projects, whose `.env` is none of ours.
 */
function readSettings(command: Command): void {
  if (WITHOUT_SETTINGS.has(command.name())) return;
  const path = readEnvFile();
  if (path === undefined || command.opts()['json'] === true) return;
  writeErrorLine(`Settings are read from ${path}; the environment takes precedence.`);
}

/** Runs the command line; the exit code says how it went. */
async function main(): Promise<number> {
  const asJson = wantsJson(process.argv.slice(2));
  const root = program();
  prepare(root, asJson);
  try {
    await root.parseAsync();
    return 0;
  } catch (error) {
    const isDone = error instanceof CommanderError && error.exitCode === 0;
    return isDone ? 0 : reportFailure(error, asJson);
  }
}

/** Commands throw instead of ending the process, and their help shows `--url` too. */
function prepare(command: Command, asJson: boolean): void {
  const redact = createRedact();
  command
    .exitOverride()
    .configureHelp({ ...HELP_LAYOUT, showGlobalOptions: true })
    .showHelpAfterError('Add --help to see how it is used.')
    .configureOutput({
      writeErr: (text) => {
        if (!asJson) process.stderr.write(redact(text));
      },
    });
  for (const sub of command.commands) prepare(sub, asJson);
}

const exitCode = await main();
if (exitCode !== 0) process.exitCode = exitCode;
