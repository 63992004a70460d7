import type { Command } from 'commander';

import { commandName } from '../../platform/command-name.js';
import { badUserInput } from '../../platform/errors.js';
import { writeLine } from '../../platform/log/write-line.js';
import { createRedact } from '../../platform/secrets/redact.js';
import { runs } from '../command.js';
import { withExamples } from '../help.js';
import { readSecretFile } from '../secret-file.js';
import { openTerminal } from '../terminal.js';

interface LeakOutcome {
  readonly outcome: 'REVOKED' | 'REVOKED_BEFORE' | 'STILL_VALID' | 'UNKNOWN';
  readonly kind: keyof typeof KINDS | null;
  readonly name: string | null;
}

/** What each kind of secret is called, and the command that makes another. */
const KINDS = {
  TOKEN: { called: 'The token of the agent', next: (name: string) => `token generate ${name}` },
  ACCESS_TOKEN: {
    called: 'An access token for the agent',
    next: (name: string) => `agent list ${name}`,
  },
  AGENT_KEY: { called: 'The key of the agent', next: (name: string) => `agent key ${name}` },
  SUPERUSER_KEY: { called: 'The key of the superuser', next: () => 'superuser create <name>' },
  VERIFIER_KEY: { called: 'The key of the verifier', next: () => 'verifier create <name>' },
} as const;

/** `token-gateway token report-leak` */
export function addReportLeakCommand(group: Command): void {
  const command = group
    .command('report-leak <file>')
    .description('revoke a token or key that was found where it does not belong')
    .option('--source <text>', 'where it was found, such as the address of a commit');
  withExamples(
    command,
    [
      'token report-leak -',
      'token report-leak found.txt --source https://git.example.com/commit/1',
    ],
    'The token or key is read from a file; - is standard input, or a question at a terminal. It is\n' +
      'never an argument: shells keep those, and everybody on the machine can see them.\n' +
      'Exit code 0: it is refused everywhere. 1: it is unknown here, or it is SUPERUSER_KEY.',
  );
  runs<LeakOutcome>(
    command,
    'token report leak',
    async ([file = ''], { source }) => ({ secret: await readLeaked(file), source }),
    (outcome) => {
      writeLine(sentenceOf(outcome));
    },
    ({ outcome }) => outcome === 'REVOKED' || outcome === 'REVOKED_BEFORE',
  );
}

async function readLeaked(file: string): Promise<string> {
  if (createRedact()(file) !== file || file.startsWith('itg_')) {
    throw badUserInput(
      '<file>',
      'must not be the token or key itself: your shell has kept it, and everybody on this machine ' +
        'could see it. Nothing was reported. Run: ' +
        `${commandName()} token report-leak -`,
    );
  }
  const isTyped = file === '-' && process.stdin.isTTY;
  const secret = isTyped ? await askForSecret() : readSecretFile('<file>', file);
  if (secret === '') throw badUserInput('<file>', 'must have the token or key in it; it is empty');
  return secret;
}

async function askForSecret(): Promise<string> {
  const terminal = openTerminal();
  try {
    return await terminal.ask('The token or key (not shown): ', { isSecret: true });
  } finally {
    terminal.close();
  }
}

function sentenceOf({ outcome, kind, name }: LeakOutcome): string {
  if (outcome === 'STILL_VALID') {
    return (
      'This is the key in SUPERUSER_KEY, a setting, which cannot be revoked: it is still valid. ' +
      'Change SUPERUSER_KEY now, and restart every gateway.'
    );
  }
  if (outcome === 'UNKNOWN' || kind === null || name === null) {
    return (
      'No token or key of this gateway is like that, so nothing was revoked. Report the whole of ' +
      'it, to the gateway that issued it. A SUPERUSER_KEY has to be changed where it is set.'
    );
  }
  const { called, next } = KINDS[kind];
  return outcome === 'REVOKED'
    ? `${called} ${name} is refused from now on, everywhere. For another: ${commandName()} ${next(name)}`
    : `${called} ${name} had been revoked before. Nothing was left to do.`;
}
