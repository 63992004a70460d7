import { resolve } from 'node:path';

import { z } from 'zod';

import { NAME } from '../../platform/checks.js';
import { isWeakSecret, WEAK_SECRET } from '../../platform/secrets/key-strength.js';
import {
  keyOf,
  keysOf,
  liveKitOf,
  projectOf,
  projectShapes,
  type LiveKitKey,
  type LiveKitSettings,
} from './livekit.js';
import { readRulesFile } from './rules-file.js';

/** The shape of the setting that names the file of further projects. */
export const liveKitProjectShapes = { LIVEKIT_PROJECTS: z.string().optional() };

const { url, apiKey, apiSecret } = projectShapes;

const fields = z
  .strictObject({
    name: z.string().regex(NAME.pattern, NAME.rule),
    url,
    apiKey,
    apiSecret,
    secondApiKey: apiKey.optional(),
    secondApiSecret: apiSecret.optional(),
  })
  .superRefine(({ secondApiKey, secondApiSecret }, context) => {
    if ((secondApiKey === undefined) === (secondApiSecret === undefined)) return;
    const path = [secondApiKey === undefined ? 'secondApiKey' : 'secondApiSecret'];
    context.addIssue({ code: 'custom', path, message: 'is required with its other half' });
  });

/**
 * The LiveKit projects of the settings: the default one, then those of the file that
 * `LIVEKIT_PROJECTS` names.
 *
 * @param isProduction - whether secrets must be random
 * @throws StartupError with exit code 78 and one message that names the file and every place in it
 *   that is wrong, and no value
 */
export function liveKitProjectsOf(
  values: Parameters<typeof liveKitOf>[0] & { readonly LIVEKIT_PROJECTS?: string | undefined },
  isProduction: boolean,
): readonly LiveKitSettings[] {
  const { LIVEKIT_PROJECTS: path } = values;
  const known = [liveKitOf(values) ?? []].flat();
  if (path === undefined) return known;
  const file = z.array(fields).superRefine((projects, context) => {
    for (const [place, message] of problemsOf(projects.map(settingsOf), known, isProduction)) {
      context.addIssue({ code: 'custom', path: [...place], message });
    }
  });
  const named = readRulesFile('LIVEKIT_PROJECTS', resolve(path), file).map(settingsOf);
  return [...known, ...named];
}

function settingsOf({ name, ...project }: z.output<typeof fields>): LiveKitSettings {
  const { secondApiKey, secondApiSecret, ...first } = project;
  return projectOf(name, first.url, keyed(first), keyOf(secondApiKey, secondApiSecret));
}

function keyed({ apiKey: name, apiSecret: keySecret }: LiveKitKey): LiveKitKey {
  return Object.freeze({ apiKey: name, apiSecret: keySecret });
}

/** What is wrong with projects taken together: by their key a webhook tells which it is of. */
function* problemsOf(
  projects: readonly LiveKitSettings[],
  known: readonly LiveKitSettings[],
  isProduction: boolean,
): Iterable<readonly [place: readonly PropertyKey[], problem: string]> {
  const names = new Set<string>();
  const keys = new Map(known.flatMap((one) => keysOf(one).map((key) => [key.apiKey, one.name])));
  for (const [at, project] of projects.entries()) {
    if (names.has(project.name)) yield [[at, 'name'], 'must be that of one project'];
    names.add(project.name);
    for (const [index, key] of keysOf(project).entries()) {
      const [keyField, secretField] =
        index === 0 ? ['apiKey', 'apiSecret'] : ['secondApiKey', 'secondApiSecret'];
      const owner = keys.get(key.apiKey);
      if (owner !== undefined && owner !== project.name) {
        yield [[at, keyField], 'must not be a key of another project'];
      }
      keys.set(key.apiKey, project.name);
      if (isProduction && isWeakSecret(key.apiSecret)) yield [[at, secretField], WEAK_SECRET];
    }
    const { apiKey: name, apiSecret: keySecret, secondKey } = project;
    if (secondKey?.apiKey === name && secondKey.apiSecret !== keySecret) {
      yield [[at, 'secondApiKey'], 'must not be apiKey with another secret'];
    }
  }
}
