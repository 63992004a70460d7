import { test as base } from '@playwright/test';

import { chromiumIn } from './chromium.js';
import { startGateway, type Gateway } from './gateway.js';
import { inFolder, installClient } from './project.js';
import { serveClientPage, serveExample, type Site } from './sites.js';

export { expect } from '@playwright/test';

interface Fixtures {
  /** The package as it would be published, unpacked. */
  readonly installedClient: string;
  /** A gateway that allows the origin of `clientPage`. */
  readonly gateway: Gateway;
  /** The example, as it was built, in front of the gateway. */
  readonly example: Site;
  /** A page with the bundled client; see {@link serveClientPage}. */
  readonly clientPage: Site;
}

/** Playwright's `test`, with the Chromium that came by npm and one gateway for all tests. */
export const test = base.extend<object, Fixtures>({
  browser: [
    async ({ playwright }, use) => {
      await inFolder(async (folder) => {
        const browser = await playwright.chromium.launch(chromiumIn(folder));
        console.log(`Chromium ${browser.version()}, Node ${process.versions.node}`);
        await use(browser);
        await browser.close();
      });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  installedClient: [
    async ({}, use) => {
      await inFolder(async (folder) => {
        await use(installClient(folder));
      });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  clientPage: [
    async ({ installedClient }, use) => {
      await inFolder(async (folder) => {
        const site = await serveClientPage(folder, installedClient);
        await use(site);
        await site.stop();
      });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  gateway: [
    async ({ clientPage }, use) => {
      await inFolder(async (folder) => {
        const gateway = await startGateway(folder, { CORS_ORIGINS: clientPage.origin });
        await use(gateway);
        await gateway.stop();
      });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  example: [
    async ({ gateway }, use) => {
      const site = await serveExample(gateway.url);
      await use(site);
      await site.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});
