import type { z } from 'zod';

import { readSecretFile, type FileSecret } from './secret-file.js';
import { isSecret } from './shapes.js';

/** The environment of a process, or what a test puts in its place. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The shapes of settings, by name. */
export type Shapes = Readonly<Record<string, z.ZodType>>;

/** What an environment gives. */
export interface Given {
  /** What is set, by name, and the secrets that files hold. */
  readonly texts: Readonly<Record<string, string>>;
  /** The secrets that came from files. */
  readonly inFiles: ReadonlySet<string>;
  /** What is wrong with the setting that names a secret's file, by the name of the secret. */
  readonly fileProblems: ReadonlyMap<string, string>;
}

/** The setting that names the file of a secret. */
export function fileSetting(name: string): string {
  return `${name}_FILE`;
}

/** The names of settings, with those that name the files of secrets. */
export function namesOf(shapes: Shapes): string[] {
  return Object.entries(shapes).flatMap(([name, shape]) =>
    isSecret(shape) ? [name, fileSetting(name)] : [name],
  );
}

/** Gathers what an environment gives, and reads the files of secrets among these settings. */
export function givenIn(env: Environment, shapes: Shapes): Given {
  const texts = presentIn(env);
  const inFiles = new Set<string>();
  const fileProblems = new Map<string, string>();
  for (const [name, shape] of Object.entries(shapes)) {
    const path = texts[fileSetting(name)];
    if (path === undefined || !isSecret(shape)) continue;
    const { text, problem } = name in texts ? givenTwice(name) : readSecretFile(path);
    if (text === undefined) {
      fileProblems.set(name, problem);
    } else {
      texts[name] = text;
      inFiles.add(name);
    }
  }
  return { texts, inFiles, fileProblems };
}

/**
 * The settings that are set. An empty value counts as unset, but for `AGENT_SYNC_TRUSTED_NETWORKS`,
 * where it means that no network is trusted.
 */
export function presentIn(env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (setting): setting is [string, string] =>
        Boolean(setting[1]?.trim()) ||
        (setting[1] === '' && setting[0] === 'AGENT_SYNC_TRUSTED_NETWORKS'),
    ),
  );
}

function givenTwice(name: string): FileSecret {
  return { problem: `must not be set together with ${name}: leave one of them out` };
}
