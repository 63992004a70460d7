import { basename, dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Argument, Command } from 'commander';

import { readEnvFile } from '../../config/env-file.js';
import { writeLine } from '../../platform/log/write-line.js';
import { complete, FILES } from '../completion/complete.js';
import { completionScript, FILES_LINE, SHELLS, type Shell } from '../completion/scripts.js';
import { valuesOf } from '../completion/values.js';

/** How long somebody who pressed the tab key waits at most. */
const PATIENCE_MS = 1_500;

/** `token-gateway completion` */
export function completionCommand(): Command {
  return new Command('completion')
    .description('print a script that completes commands in your shell')
    .addArgument(new Argument('<shell>', 'your shell').choices(SHELLS))
    .addHelpText(
      'after',
      '\nPut the line of your shell into the file behind it:' +
        '\n\n  bash  eval "$(token-gateway completion bash)"       ~/.bashrc' +
        '\n  zsh   eval "$(token-gateway completion zsh)"        ~/.zshrc, below compinit' +
        '\n  fish  token-gateway completion fish | source       ~/.config/fish/config.fish' +
        '\n\nNames of agents are completed where a gateway runs here, or DATABASE_URL names a server.',
    )
    .action((shell: Shell) => {
      writeLine(completionScript(shell, programWords()));
    });
}

/**
 * The hidden command that the scripts ask: it prints what can stand in place of the last word, and
 * nothing at all where it cannot tell.
 *
 * @param end - ends the process, which may be waiting for an answer that nobody wants any more
 */
export function completeCommand(root: Command, end: () => void): Command {
  return new Command('__complete').argument('[words...]').action(async (words: string[]) => {
    const lines = await Promise.race([
      candidateLines(root, words).catch(() => []),
      sleep(PATIENCE_MS, []),
    ]);
    process.stdout.on('error', end).write(lines.map((line) => `${line}\n`).join(''), end);
  });
}

async function candidateLines(root: Command, words: readonly string[]): Promise<string[]> {
  readEnvFile();
  const found = await complete(root, words, valuesOf);
  if (found === FILES) return [FILES_LINE];
  return found.map(({ value, about }) => `${value}\t${about}`);
}

/** By its name where that finds it, and otherwise by the files that run now. */
function programWords(): string[] {
  const script = process.argv[1] ?? '';
  const isOnPath = basename(script) === 'token-gateway' && basename(dirname(script)) !== '.bin';
  return isOnPath ? ['token-gateway'] : [process.execPath, resolve(script)];
}
