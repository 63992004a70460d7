import type { z } from 'zod';

import { givenIn, type Environment } from './given.js';
import { SettingProblems } from './problems.js';

/** Settings that were held against their shapes. */
export interface Checked<T> {
  /** `undefined` where a shape refused one. */
  readonly values: T | undefined;
  /** The texts that were given, by name: empty for a secret whose file cannot be used. */
  readonly given: Readonly<Record<string, string | undefined>>;
  readonly problems: SettingProblems;
}

/** Holds what an environment gives against the shapes of settings, one by one. */
export function checkEach<S extends z.ZodObject>(
  settings: S,
  env: Environment,
): Checked<z.output<S>> {
  const given = givenIn(env, settings.shape);
  const problems = new SettingProblems(given, settings.shape);
  const { data, error } = settings.safeParse(given.texts);
  for (const { path, message } of error?.issues ?? []) problems.add(String(path[0]), message);
  const unusable = [...given.fileProblems.keys()].map((name) => [name, ''] as const);
  const texts = { ...given.texts, ...Object.fromEntries(unusable) };
  return { values: data, given: texts, problems };
}
