import { InvalidArgumentError, type Command } from 'commander';

import { inWordsOf } from '../platform/errors.js';
import { printJson } from './output.js';
import { runnerFor } from './where-asked.js';

/** Prints a result for a person. */
export type Show<T> = (result: T) => void;

/**
 * Gives a command its `--json` and its action: run the operation, then show what came of it.
 *
 * @param operation - its name in `operator/operations.ts`
 * @param argsOf - the operation's arguments, from the command's own arguments and options
 * @param isGood - whether the exit code is 0 for a result
 */
export function runs<T>(
  command: Command,
  operation: string,
  argsOf: (positional: readonly string[], options: Record<string, unknown>) => unknown,
  show: Show<T>,
  isGood: (result: T) => boolean = () => true,
): Command {
  return command
    .option('--json', 'print the result as JSON')
    .action(async (...received: unknown[]) => {
      const options = command.opts<Record<string, unknown>>();
      const positional = received.slice(0, -2) as string[];
      const run = await runnerFor(command, operation);
      const args = await argsOf(positional, options);
      const result = plain(
        await inWordsOf(
          (path) => nameInCommand(command, path),
          () => run(args),
        ),
      );
      if (options['json'] === true) printJson(result);
      else show(result as T);
      if (!isGood(result as T)) process.exitCode = 1;
    });
}

/** Reads a whole number from an option. */
export function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number of at most nine digits.');
}

const SECONDS = { '': 1, s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 } as const;

/**
 * Reads seconds from an option: a whole number, or one with its unit, for example `30d` or `90m`.
 */
export function seconds(text: string): number {
  const [, count, unit = ''] = /^(\d{1,9})([smhdw]?)$/.exec(text) ?? [];
  if (count !== undefined) return Number(count) * SECONDS[unit as keyof typeof SECONDS];
  throw new InvalidArgumentError(
    'It must be a whole number of seconds, or one with its unit: 90m, 12h, 30d or 4w.',
  );
}

/** Reads a JSON object from an option. */
export function jsonObject(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null) return value;
  throw new InvalidArgumentError('It must be a JSON object; quote it for the shell.');
}

/**
 * What a command calls an argument of its operation: the option, or the argument between angle
 * brackets.
 *
 * @param path - the argument's path in the operation, for example `liveKitPolicy.rooms`
 */
export function nameInCommand(command: Command, path: string): string {
  const [first = '', ...rest] = path.split('.');
  // `--refresh-token-file` names the file of a `refreshToken`; `<agent>` is one of `agents`.
  const isSame = (name: string): boolean =>
    [name, name.replace(/File$/, ''), `${name}s`].some(
      (one) => one.toLowerCase() === first.toLowerCase(),
    );
  const option = command.options.find((one) => isSame(one.attributeName()));
  const [only, ...others] = command.registeredArguments;
  const positional =
    command.registeredArguments.find((one) => isSame(one.name())) ??
    (others.length === 0 && ['agent', 'name', 'id'].includes(first) ? only : undefined);
  const name = option?.long ?? (positional && `<${positional.name()}>`) ?? first;
  return rest.length === 0 ? name : `${name}: ${rest.join('.')}`;
}

/** The form a result has after a trip through a socket, wherever the operation ran. */
function plain(result: unknown): unknown {
  return JSON.parse(JSON.stringify(result));
}
