import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll } from 'vitest';

/**
 * A folder for the files of secrets, as Docker or systemd keep one. It goes with the test file, and
 * before that is not searched for secrets, as other folders of the tests are.
 */
export function secretFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'token-gateway-secrets-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const pathOf = (name: string): string => path.join(folder, name);
  return {
    folder,
    pathOf,
    /** Writes a file, and returns its path. */
    write: (name: string, content: string | Uint8Array): string => {
      writeFileSync(pathOf(name), content);
      return pathOf(name);
    },
  };
}
