import type { ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { evidence } from './run-evidence.js';

const processes = new Set<ChildProcess>();
const folders: string[] = [];

/** Has a process ended with its test file, unless it ends by itself before. */
export function endWithFile(child: ChildProcess): void {
  processes.add(child);
  child.once('close', () => processes.delete(child));
}

/** A new folder that goes when the test file is done. */
export function makeFolder(): string {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'token-gateway-test-'));
  folders.push(folder);
  return folder;
}

/** Ends the processes and removes the folders of a test file, searched for secrets. */
export async function clearLeftovers(): Promise<void> {
  await Promise.all([...processes].map(killed));
  // A link leads to a folder that was there before it.
  for (const folder of folders.splice(0).reverse()) {
    evidence.recordFolder(folder);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function killed(child: ChildProcess): Promise<void> {
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await closed;
}
