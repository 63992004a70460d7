import { join } from 'node:path';

import { Command } from 'commander';

import { requireNoEnvFile, writeEnvFile } from '../../config/env-file.js';
import { fileSetting } from '../../config/given.js';
import { givenSettings, loadConfig } from '../../config/load.js';
import { EMBEDDED } from '../../config/settings/database.js';
import { systemRandom } from '../../platform/crypto.js';
import { StartupError } from '../../platform/errors.js';
import { writeLine } from '../../platform/log/write-line.js';
import { packageRoot } from '../../platform/package-root.js';
import { encryptionKeyPair } from '../../platform/secrets/encryption-keys.js';
import { HELP_GROUPS } from '../help.js';
import { openTerminal } from '../terminal.js';

/** What is asked for, and how; a secret is not shown while it is typed. */
const QUESTIONS = [
  { name: 'DATABASE_URL', ask: 'URL of a PostgreSQL database', isSecret: true },
  { name: 'PUBLIC_URL', ask: 'URL of the gateway as others see it', isSecret: false },
  { name: 'LIVEKIT_URL', ask: 'URL of your LiveKit project', isSecret: false },
  { name: 'LIVEKIT_API_KEY', ask: 'its API key', isSecret: false },
  { name: 'LIVEKIT_API_SECRET', ask: 'its API secret', isSecret: true },
  { name: 'GOOGLE_CLIENT_ID', ask: 'id of your OAuth client at Google', isSecret: false },
  { name: 'GOOGLE_CLIENT_SECRET', ask: 'its secret', isSecret: true },
] as const;

/** What the options are settings of. */
const OPTIONS = {
  publicUrl: 'PUBLIC_URL',
  livekitUrl: 'LIVEKIT_URL',
  googleClientId: 'GOOGLE_CLIENT_ID',
} as const;

type Answers = Record<string, string>;

/** `token-gateway init` */
export function initCommand(): Command {
  return new Command('init')
    .helpGroup(HELP_GROUPS.start)
    .description('write a .env with new keys, for a gateway in production')
    .option('--public-url <url>', 'PUBLIC_URL: the gateway as others see it')
    .option('--livekit-url <url>', 'LIVEKIT_URL')
    .option('--google-client-id <id>', 'GOOGLE_CLIENT_ID')
    .option('--yes', 'ask nothing')
    .addHelpText(
      'after',
      '\nDATABASE_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET and GOOGLE_CLIENT_SECRET are taken from the' +
        '\nenvironment, because the arguments of a process are there for everybody to read; or the name' +
        '\nof a file that holds one, as in DATABASE_URL_FILE. At a terminal what is missing is asked' +
        '\nfor; an empty answer leaves it out. Without a DATABASE_URL the gateway will use the embedded' +
        '\ndatabase.',
    )
    .action(async ({ yes, ...options }: Record<string, string | boolean | undefined>) => {
      requireNoEnvFile();
      const given: Answers = givenSettings(QUESTIONS.map(({ name }) => name));
      for (const [option, name] of Object.entries(OPTIONS)) {
        const value = options[option];
        if (typeof value === 'string') given[name] = value;
      }
      const answers = yes === true || !process.stdin.isTTY ? given : await askFor(given);
      const settings = isGiven('DATABASE_URL', answers)
        ? answers
        : { ...answers, DATABASE_URL: EMBEDDED };
      writeLine(report(write(settings), isEmbedded(settings)));
    });
}

/** Whether there is an answer, or a file that has it. */
function isGiven(name: string, answers: Answers): boolean {
  return name in answers || fileSetting(name) in answers;
}

function isEmbedded(settings: Answers): boolean {
  return settings['DATABASE_URL'] === EMBEDDED;
}

/** Checks the settings as a start does, then writes them; nothing where they cannot be used. */
function write(settings: Answers): string {
  const keys = {
    TOKEN_ENCRYPTION_KEYS: encryptionKeyPair({ id: 'k1', key: systemRandom(32) }),
    SUPERUSER_KEY: systemRandom(33).toString('base64url'),
  };
  const mode = { NODE_ENV: 'production' };
  loadConfig({ ...mode, ...keys, ...settings });
  const database = {
    DATABASE_URL: EMBEDDED,
    POSTGRES_PASSWORD: systemRandom(24).toString('hex'),
  };
  const { DATABASE_URL: _chosen, ...others } = settings;
  const given = isEmbedded(settings) ? others : settings;
  return writeEnvFile([
    {
      comment: 'Settings of a Token Gateway; .env.example has all that there are.',
      settings: mode,
    },
    {
      comment:
        'What tokens are encrypted with. Keep a copy elsewhere: without it, what is stored is lost.',
      settings: { TOKEN_ENCRYPTION_KEYS: keys.TOKEN_ENCRYPTION_KEYS },
    },
    {
      comment: 'The key of a superuser: send it as Authorization: Bearer <key>.',
      settings: { SUPERUSER_KEY: keys.SUPERUSER_KEY },
    },
    ...(isEmbedded(settings)
      ? [
          {
            comment:
              'The database in DATA_DIR, for one process. compose.yaml starts a PostgreSQL in its place,\n' +
              'with this password.',
            settings: database,
          },
        ]
      : []),
    ...(Object.keys(given).length === 0
      ? []
      : [{ comment: 'What the gateway works with.', settings: given }]),
  ]);
}

function report(path: string, hasNoServer: boolean): string {
  const folder = process.cwd();
  // npx runs a link in a folder that it may remove.
  const command = `${process.execPath} ${join(packageRoot, 'dist', 'cli', 'index.js')} serve`;
  return [
    `Wrote ${path}, which its owner alone can read. Keep a copy of TOKEN_ENCRYPTION_KEYS elsewhere:`,
    'without it, nobody can read the tokens that are stored.',
    '',
    'Run the gateway in this folder, in one of these ways:',
    '',
    `  ${command}`,
    ...(hasNoServer ? ['      with an embedded database in ./data, for this one process'] : []),
    '',
    '  docker compose up --build --detach',
    '      where compose.yaml is, with its own PostgreSQL',
    '',
    '  systemd, by a unit with',
    '      [Service]',
    `      WorkingDirectory=${folder}`,
    `      EnvironmentFile=${path}`,
    `      ExecStart=${command}`,
    '',
    'Your key as a superuser is SUPERUSER_KEY in that file.',
  ].join('\n');
}

/** Asks at the terminal for what is missing. */
async function askFor(given: Answers): Promise<Answers> {
  const terminal = openTerminal();
  const answers = { ...given };
  try {
    for (const { name, ask, isSecret } of QUESTIONS) {
      if (isGiven(name, answers)) continue;
      const none = name === 'DATABASE_URL' ? 'an embedded one' : 'none';
      const answer = await terminal.ask(`${name}, ${ask} (empty for ${none}): `, { isSecret });
      if (answer !== '') answers[name] = answer;
    }
  } catch (error) {
    throw new StartupError('Nothing was written.', { cause: error });
  } finally {
    terminal.close();
  }
  return answers;
}
