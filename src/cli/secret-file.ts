import { readFileSync } from 'node:fs';

import { badUserInput } from '../platform/errors.js';

const STANDARD_INPUT = 0;

/**
 * Reads a secret from a file, or from standard input where the path is `-`: the arguments of a
 * process are there for everybody to read.
 *
 * @param argument - what the command calls the path
 * @throws DomainError `BAD_USER_INPUT` when it cannot be read; the path is not repeated, since it
 *   may be the secret itself
 */
export function readSecretFile(argument: string, path: string): string {
  try {
    return readFileSync(path === '-' ? STANDARD_INPUT : path, 'utf8').trim();
  } catch {
    throw badUserInput(
      argument,
      'must be - for standard input, or the path of a file that can be read; never the secret itself',
    );
  }
}
