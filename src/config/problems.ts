import type { z } from 'zod';

import { CONFIG_EXIT_CODE, StartupError } from '../platform/errors.js';
import { SETTING_EXAMPLES } from './examples.js';

/** The environment of a process, or what a test puts in its place. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings that are set. An empty value counts as unset, but for `AGENT_SYNC_TRUSTED_NETWORKS`,
 * where it means that no network is trusted.
 */
export function presentIn(env: Environment): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name, value]) => value?.trim() || (value === '' && name === 'AGENT_SYNC_TRUSTED_NETWORKS'),
    ),
  );
}

/** What is wrong with which setting. */
export function problemsOf(error: z.ZodError | undefined): Map<string, string> {
  return new Map((error?.issues ?? []).map(({ path, message }) => [String(path[0]), message]));
}

/** The one message that names every wrong setting, what is wrong with it and a good example. */
export function unusableSettings(problems: ReadonlyMap<string, string>): StartupError {
  const lines = [...problems].map(([name, problem]) => {
    const example = SETTING_EXAMPLES[name];
    return `  ${name} ${problem}${example === undefined ? '' : `; for example ${name}=${example}`}`;
  });
  return new StartupError(
    `${String(lines.length)} of the settings cannot be used:\n${lines.join('\n')}`,
    { exitCode: CONFIG_EXIT_CODE },
  );
}
