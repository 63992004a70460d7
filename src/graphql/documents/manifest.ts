import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { CONFIG_EXIT_CODE, StartupError } from '../../platform/errors.js';
import { DocumentCheck, InvalidDocument, type CheckParts } from './check.js';
import { problemOfId } from './id.js';

/** What code generators write: `{ "<id>": "<document>" }`. */
const manifestShape = z.record(z.string(), z.string());

/** More would hide the first ones. */
const MOST_PROBLEMS = 20;

/**
 * Reads the documents of a manifest, or of each `.json` file in a folder, and makes sure that each
 * of them would be accepted on arrival.
 *
 * @returns the documents' texts by the ids that the manifests give them
 * @throws StartupError with exit code 78 and one message that names every document that cannot be
 *   used
 */
export function readManifests(
  path: string,
  parts: Omit<CheckParts, 'metrics'>,
): ReadonlyMap<string, string> {
  const check = new DocumentCheck({ ...parts, metrics: { limit: () => undefined } });
  const byId = new Map<string, string>();
  const problems: string[] = [];
  const judged = new Map<string, string | undefined>();
  const problemOf = (id: string, text: string): string | undefined => {
    if (!judged.has(text)) judged.set(text, problemOfDocument(text, check));
    if ((byId.get(id) ?? text) !== text) return 'stands for another document in another file';
    return problemOfId(id, text) ?? judged.get(text);
  };
  for (const file of filesAt(path)) {
    for (const [id, text] of Object.entries(readManifest(file))) {
      const problem = problemOf(id, text);
      if (problem !== undefined) problems.push(`${file}: ${id}: ${problem}`);
      byId.set(id, text);
    }
  }
  if (problems.length > 0) throw unusable(problems);
  return byId;
}

function filesAt(path: string): string[] {
  let files: string[];
  try {
    if (!statSync(path).isDirectory()) return [path];
    files = readdirSync(path).filter((name) => name.endsWith('.json'));
  } catch (error) {
    throw unusable([`${path}: cannot be read (${codeOf(error)})`]);
  }
  if (files.length === 0) throw unusable([`${path}: this folder has no .json file`]);
  return files.sort().map((name) => join(path, name));
}

function readManifest(file: string): Readonly<Record<string, string>> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const problem =
      error instanceof SyntaxError ? 'is not JSON' : `cannot be read (${codeOf(error)})`;
    throw unusable([`${file}: ${problem}`]);
  }
  const manifest = manifestShape.safeParse(content);
  if (manifest.success) return manifest.data;
  throw unusable([`${file}: must be an object like { "sha256:…": "query …" }`]);
}

function problemOfDocument(text: string, check: DocumentCheck): string | undefined {
  try {
    check.check(text);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidDocument) return error.errors[0]?.message;
    throw error;
  }
}

function unusable(problems: readonly string[]): StartupError {
  const shown = problems.slice(0, MOST_PROBLEMS);
  if (problems.length > shown.length)
    shown.push(`and ${String(problems.length - shown.length)} more`);
  return new StartupError(
    `TRUSTED_DOCUMENTS cannot be used. Mend or generate these again:\n  ${shown.join('\n  ')}`,
    { exitCode: CONFIG_EXIT_CODE },
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
