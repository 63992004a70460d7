import { execFile, execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { endWithFile, makeFolder } from '../leftovers.js';

/** The revisions that the suite has scenarios for. */
export const REVISIONS = ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'] as const;

/** A check that did not succeed. */
export interface FailedCheck {
  readonly id: string;
  readonly message: string;
}

/** What failed in each scenario that was run, by the scenario's name. */
export type SuiteResult = ReadonlyMap<string, readonly FailedCheck[]>;

interface Check {
  readonly id: string;
  readonly status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO';
  readonly errorMessage?: string;
}

const SUITE = [
  '--import',
  new URL('old-node.js', import.meta.url).href,
  fileURLToPath(import.meta.resolve('@modelcontextprotocol/conformance/dist/index.js')),
];

let listed: string | undefined;

/** The names of the scenarios for servers of that revision; extensions have none. */
export function scenariosOf(revision: string): readonly string[] {
  listed ??= execFileSync(process.execPath, [...SUITE, 'list', '--server']).toString();
  const lines = [...listed.matchAll(/^ {2}- (\S+) \[(.*)\]$/gm)];
  return lines.flatMap(([, name = '', revisions = '']) =>
    revisions.split(',').includes(revision) ? [name] : [],
  );
}

/** Runs every scenario of a revision against the server at that address, one after another. */
export async function runSuite(url: string, revision: string): Promise<SuiteResult> {
  const folder = makeFolder();
  const options = ['--url', url, '--suite', 'all', '--spec-version', revision, '-o', folder];
  // That something failed is no error here, and what it was is in the folder.
  const printed = await new Promise<string>((resolve) => {
    const args = [...SUITE, 'server', ...options];
    endWithFile(execFile(process.execPath, args, (_error, out, err) => resolve(out + err)));
  });
  return new Map(
    scenariosOf(revision).map((name) => {
      const checks = readChecks(folder, name) ?? [
        { id: 'no result', status: 'FAILURE', errorMessage: printed },
      ];
      const failed = checks.filter(({ status }) => status === 'FAILURE' || status === 'WARNING');
      return [name, failed.map(({ id, errorMessage = '' }) => ({ id, message: errorMessage }))];
    }),
  );
}

/** What a scenario left in a folder of its own, whose name ends with the time. */
function readChecks(folder: string, scenario: string): readonly Check[] | undefined {
  const own = fs
    .readdirSync(folder)
    .find((one) => /^server-(.+)-\d{4}-\d\d-\d\dT/.exec(one)?.[1] === scenario);
  const file = path.join(folder, own ?? '', 'checks.json');
  return own && fs.existsSync(file)
    ? (JSON.parse(fs.readFileSync(file, 'utf8')) as readonly Check[])
    : undefined;
}
