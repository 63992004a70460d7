import { Command } from 'commander';

import { dependentsOf } from '../../encryption/key-use.js';
import { writeErrorLine, writeLine } from '../../platform/log/write-line.js';
import { countOf } from '../../platform/text/count-of.js';
import { runs, wholeNumber } from '../command.js';
import { HELP_GROUPS } from '../help.js';
import { printJson, printTable } from '../output.js';
import { withOperations } from '../with-operations.js';
import { rotateKeys, type KeyRow, type RotationResult } from './rotate-keys.js';

interface RotateOptions {
  readonly batchSize: number;
  readonly pauseMs: number;
  readonly generate?: boolean;
  readonly json?: boolean;
}

interface GeneratedKey {
  readonly keyId: string;
  readonly file: string | null;
  readonly pair: string | null;
}

/** `token-gateway keys …` */
export function keysCommand(): Command {
  const group = new Command('keys')
    .description('list encryption keys and replace them')
    .helpGroup(HELP_GROUPS.operate);
  runs<KeyRow[]>(
    group.command('list').description('list encryption keys and what depends on each'),
    'keys list',
    () => ({}),
    (rows) => {
      printTable(
        rows.map((key) => ({
          id: key.id,
          atHand: key.isAtHand ? 'yes' : 'no',
          encrypts: key.isFirst ? 'yes' : 'no',
          liveTokens: key.liveTokens,
          deadTokens: key.deadTokens,
          googleConnections: key.googleConnections,
          superuserKeys: key.superuserKeys,
          verifierKeys: key.verifierKeys,
          agentKeys: key.agentKeys,
          agentSubjects: key.agentSubjects,
          roomKeys: key.roomKeys,
          form: key.form,
          since: key.since,
        })),
      );
    },
  );
  group
    .command('rotate')
    .description(
      'encrypt every stored secret with the first of TOKEN_ENCRYPTION_KEYS, while serving',
    )
    .option('--generate', 'make a new key first, or show one to be set')
    .option('--batch-size <secrets>', 'how many at a time, 1 to 5000', wholeNumber, 500)
    .option('--pause-ms <milliseconds>', 'a rest after each batch', wholeNumber, 0)
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nIt can be stopped at any time and run again. docs/keys.md has the order of steps.',
    )
    .action(rotate);
  return group;
}

/** Exit code 0: nothing is left that can be re-encrypted. 1: run it again. */
async function rotate(
  { batchSize, pauseMs, generate, json }: RotateOptions,
  command: Command,
): Promise<void> {
  const stop = new AbortController();
  // Once: a second signal ends the process in the middle of a batch, which harms nothing either.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      writeErrorLine(`${signal}: stopping after this batch`);
      stop.abort();
    });
  }
  const result = await withOperations(command, async (run) => {
    const made = generate ? ((await run('keys generate', {})) as GeneratedKey) : undefined;
    if (made?.file) {
      writeErrorLine(`The new key "${made.keyId}" is first in ${made.file}: keep a copy of it.`);
    }
    if (made?.pair) return { outcome: 'GENERATED' as const, ...made, pair: made.pair };
    return rotateKeys(run, { batchSize, pauseMs, stop: stop.signal, say: writeErrorLine });
  });
  if (json) printJson(result);
  else if (result.outcome === 'GENERATED') for (const line of howToSet(result)) writeLine(line);
  else for (const line of account(result)) writeLine(line);
  const isUnfinished = result.outcome === 'INTERRUPTED' || result.outcome === 'INCOMPLETE';
  if (isUnfinished) process.exitCode = 1;
}

/** The order in which nobody is handed a token that their gateway cannot open. */
function howToSet({ keyId, pair }: { keyId: string; pair: string }): string[] {
  return [
    `The keys are set by TOKEN_ENCRYPTION_KEYS, and so must the new key "${keyId}" be. Nothing has ` +
      'been encrypted with it yet.',
    '',
    `1. On every replica, behind the others:  TOKEN_ENCRYPTION_KEYS="…,${pair}"`,
    `2. Then on every replica, in front:      TOKEN_ENCRYPTION_KEYS="${pair},…"`,
    '3. Then:                                 token-gateway keys rotate',
  ];
}

function account(result: RotationResult): string[] {
  const { outcome, form, keyId, reencrypted, unreadable, unreadableIds, remaining } = result;
  const lines = [`${countOf(reencrypted, 'secret')} re-encrypted with the key "${keyId}".`];
  if (unreadable > 0) {
    lines.push(
      `${countOf(unreadable, 'secret')} left alone: the row does not open with the key it names. ` +
        `Nothing was deleted. ${unreadableIds.join(' ')}${unreadable > unreadableIds.length ? ' …' : ''}`,
    );
  }
  for (const key of remaining) {
    const left = countOf(dependentsOf([key]), 'secret');
    if (!key.isAtHand) lines.push(`${left} left alone: the key "${key.id}" is not at hand.`);
    else if (outcome !== 'COMPLETED') lines.push(`${left} still under the key "${key.id}".`);
  }
  if (outcome === 'INTERRUPTED') lines.push('Interrupted. Run it again to go on.');
  const missing = remaining.filter((key) => !key.isAtHand && key.liveTokens > 0);
  if (outcome === 'INCOMPLETE' && form !== 'BOUND' && missing.length > 0) {
    const ids = missing.map(({ id }) => `"${id}"`).join(', ');
    lines.push(
      'Not finished: live tokens of an older version need a missing key, and would stop working with ' +
        `the move to the bound form. Put back ${ids}, or revoke these tokens, and run it again.`,
    );
  } else if (outcome === 'INCOMPLETE') {
    lines.push(
      'Not finished: a gateway still encrypts with an older key, or holds rows locked. Put ' +
        `"${keyId}" first in every gateway's TOKEN_ENCRYPTION_KEYS and run it again.`,
    );
  }
  return lines;
}
