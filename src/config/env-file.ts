import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { CONFIG_EXIT_CODE, StartupError } from '../platform/errors.js';

const NAME = '.env';
const PLAIN = /^[\w./:@=+,?&%-]*$/;

/**
 * Reads `.env` in the working folder into the environment, which takes precedence.
 *
 * @returns the file's path, or `undefined` where there is none
 * @throws StartupError with exit code 78 when it cannot be read
 */
export function readEnvFile(): string | undefined {
  const path = resolve(NAME);
  if (!existsSync(path)) return undefined;
  try {
    process.loadEnvFile(path);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new StartupError(
      `${path} cannot be read${why}. Give the user who runs the gateway the right to read it, or ` +
        'move it away.',
      { exitCode: CONFIG_EXIT_CODE, cause: error },
    );
  }
  return path;
}

/**
 * Refuses a working folder that has a `.env` already.
 *
 * @throws StartupError when there is one
 */
export function requireNoEnvFile(): void {
  const path = resolve(NAME);
  if (!existsSync(path)) return;
  throw new StartupError(
    `${path} is there already, and was left as it is: the keys in it may be all that opens your ` +
      'data. Edit it, or move it away first.',
  );
}

/**
 * Writes settings to `.env` in the working folder, for its owner alone.
 *
 * @param sections - blocks of lines: comments, and settings by name
 * @returns the file's path
 * @throws StartupError when it cannot be written, or is there already
 */
export function writeEnvFile(
  sections: readonly {
    readonly comment: string;
    readonly settings: Readonly<Record<string, string>>;
  }[],
): string {
  const path = resolve(NAME);
  const blocks = sections.map(({ comment, settings }) =>
    [
      ...comment.split('\n').map((line) => `# ${line}`),
      ...Object.entries(settings).map(([name, value]) => `${name}=${quoted(name, value)}`),
    ].join('\n'),
  );
  try {
    writeFileSync(path, `${blocks.join('\n\n')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw new StartupError(`${path} cannot be written: ${why}.`, { cause: error });
  }
  return path;
}

/** Quotes that Node, Docker Compose and systemd read alike: what is between them is as it is. */
function quoted(name: string, value: string): string {
  if (PLAIN.test(value)) return value;
  if (/['\r\n]/.test(value)) {
    throw new StartupError(`${name} must not contain quotation marks (') or line ends.`, {
      exitCode: CONFIG_EXIT_CODE,
    });
  }
  return `'${value}'`;
}
