import type { Command } from 'commander';

import { loadConfig, secretsOf } from '../config/load.js';
import { DomainError } from '../platform/errors.js';
import { createLogger } from '../platform/log/logger.js';
import { createRedact } from '../platform/secrets/redact.js';
import { printJson } from './output.js';
import { runOperation } from './run-operation.js';

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
      const config = loadConfig();
      const redact = createRedact(secretsOf(config));
      const logger = createLogger({ level: 'silent', pretty: false, redact });
      const args = argsOf(positional, options);
      const result = plain(await runOperation(config, logger, operation, args));
      if (options['json'] === true) printJson(result);
      else show(result as T);
      if (!isGood(result as T)) process.exitCode = 1;
    });
}

/** Reads a whole number from an option. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new DomainError('BAD_USER_INPUT', `${text} is not a whole number.`);
  }
  return Number(text);
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
  throw new DomainError('BAD_USER_INPUT', 'That is not a JSON object; quote it for the shell.');
}

/** The form a result has after a trip through a socket, wherever the operation ran. */
function plain(result: unknown): unknown {
  return JSON.parse(JSON.stringify(result));
}
