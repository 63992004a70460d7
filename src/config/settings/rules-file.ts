import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { CONFIG_EXIT_CODE, StartupError } from '../../platform/errors.js';
import type { SuperuserClaim } from '../superuser-claim.js';

/** More would hide the first ones. */
const MOST_PROBLEMS = 20;

/** A claim that a rule requires. */
export type WantedClaim = SuperuserClaim;

const text = z.string().min(1).max(500);

/** The shape of a rule's `when`: claims that must all match. */
export const wantedClaims = z
  .record(
    text,
    z.union([z.literal(true), text, z.array(text).min(1)], {
      error: 'must be true, a text or a list of texts',
    }),
  )
  .transform((when): readonly WantedClaim[] =>
    Object.entries(when).map(([name, wanted]) => ({
      name,
      values: wanted === true ? undefined : [wanted].flat(),
    })),
  );

/** What is wrong with a value in a file, and the keys that lead to it. */
export interface FileProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Finds rules that no one ever reaches, because one before them fits everybody. */
export function unreachableAfter(
  rules: readonly { readonly when: readonly WantedClaim[] }[],
): FileProblem[] {
  return rules.slice(0, -1).flatMap(({ when }, place) =>
    when.length > 0
      ? []
      : [
          {
            path: ['rules', place, 'when'],
            message: 'fits everybody, so no rule after it is ever reached',
          },
        ],
  );
}

/**
 * Reads a JSON file, of rules for the most part.
 *
 * @param setting - the name of the setting that names the file
 * @throws StartupError with exit code 78 and one message that names everything that is wrong, and
 *   no value
 */
export function readRulesFile<S extends z.ZodType>(
  setting: string,
  path: string,
  shape: S,
): z.output<S> {
  const read = shape.safeParse(contentOf(setting, path));
  if (read.success) return read.data;
  throw unusableRules(
    setting,
    read.error.issues.map((issue) => `${path}: ${placeOf(issue.path)}${issue.message}`),
  );
}

/** The error of a start whose rules cannot be used. */
export function unusableRules(setting: string, problems: readonly string[]): StartupError {
  const shown = problems.slice(0, MOST_PROBLEMS);
  if (problems.length > shown.length) {
    shown.push(`and ${String(problems.length - shown.length)} more`);
  }
  return new StartupError(`${setting} cannot be used:\n  ${shown.join('\n  ')}`, {
    exitCode: CONFIG_EXIT_CODE,
  });
}

function contentOf(setting: string, path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw unusableRules(setting, [`${path}: is not JSON`]);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw unusableRules(setting, [`${path}: cannot be read (${code})`]);
  }
}

/** The place of a value in the file, for example `issuers[0].rules[1].agent: `. */
function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((step) =>
    typeof step === 'number' ? `[${String(step)}]` : `.${String(step)}`,
  );
  return path.length === 0 ? '' : `${place.join('').replace(/^\./, '')}: `;
}
