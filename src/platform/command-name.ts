import { basename, dirname, relative } from 'node:path';

/**
 * What to type to run this program's commands, in the way in which it was started itself, so that a
 * command that is printed runs as it stands.
 *
 * @param script - the path that Node was started with
 * @param folder - the working folder
 */
export function commandName(script = process.argv[1] ?? '', folder = process.cwd()): string {
  if (basename(script) !== 'token-gateway') {
    const path = relative(folder, script);
    return `node ${path.startsWith('..') ? script : path}`;
  }
  // Started by npx. Without the option it would fetch whatever has this name in a wrong folder.
  const isInProject = basename(dirname(script)) === '.bin';
  return isInProject ? 'npx --no-install token-gateway' : 'token-gateway';
}
