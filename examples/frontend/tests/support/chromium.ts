import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import type { LaunchOptions } from '@playwright/test';

/** What the pages of a rebinding attacker are called; it leads to this machine. */
export const REBOUND_HOST = 'rebound.example';

const UNPACK = `
  const { default: chromium } = await import('@sparticuz/chromium');
  process.stdout.write(await chromium.executablePath());`;

/**
 * How to start the Chromium that came by npm, in a folder to unpack it to; or the one that
 * `CHROMIUM_PATH` names, on machines for which that package has none (all but Linux on x64).
 */
export function chromiumIn(folder: string): LaunchOptions {
  const { CHROMIUM_PATH, ...env } = process.env as Record<string, string>;
  const options: LaunchOptions = {
    // Containers and root have no sandbox to offer, and no page comes from elsewhere: nothing but
    // this machine can be reached.
    chromiumSandbox: false,
    args: [
      `--host-resolver-rules=MAP ${REBOUND_HOST} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost`,
    ],
  };
  if (CHROMIUM_PATH) return { ...options, executablePath: CHROMIUM_PATH };
  // It unpacks to TMPDIR; where it takes the machine for a bare one of Amazon's it brings the
  // libraries that a machine with only Node lacks, and fonts.
  const executablePath = execFileSync(process.execPath, ['--input-type=module', '-e', UNPACK], {
    env: { ...env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
    encoding: 'utf8',
  });
  // The list of fonts that it brings names a folder which is not this one, and without any font
  // Chromium does not survive the first <select>.
  const fonts = path.join(folder, 'fonts');
  writeFileSync(path.join(fonts, 'fonts.conf'), fontsConf(fonts, path.join(folder, 'font-cache')));
  return {
    ...options,
    executablePath,
    env: {
      ...env,
      LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: fonts,
    },
  };
}

function fontsConf(fonts: string, cache: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir></fontconfig>
`;
}
