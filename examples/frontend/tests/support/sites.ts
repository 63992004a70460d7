import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { build, preview } from 'vite';

import { exampleRoot } from './project.js';

/** A web site on this machine, which is no gateway. */
export interface Site {
  /** Its origin by number, and the same server by name: to browsers two different sites. */
  readonly origin: string;
  readonly otherOrigin: string;
  stop(): Promise<void>;
}

/** Serves the example as it was built, and hands what it asks to the gateway, as Vite does for developers. */
export async function serveExample(gatewayUrl: string): Promise<Site> {
  return serve(exampleRoot, { '/graphql': gatewayUrl });
}

/** Has Vite bundle a page, in an empty folder, that puts the client's exports on `window.tokenGateway`. */
export async function serveClientPage(folder: string, installedClient: string): Promise<Site> {
  mkdirSync(path.join(folder, 'node_modules'));
  symlinkSync(installedClient, path.join(folder, 'node_modules', 'token-gateway-client'));
  writeFileSync(
    path.join(folder, 'index.html'),
    '<!doctype html><link rel="icon" href="data:," /><script type="module" src="/page.js"></script>',
  );
  writeFileSync(
    path.join(folder, 'page.js'),
    "import * as client from 'token-gateway-client';\nwindow.tokenGateway = client;\n",
  );
  await build({ root: folder, configFile: false, logLevel: 'warn' });
  return serve(folder, {});
}

async function serve(root: string, proxy: Record<string, string>): Promise<Site> {
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port: 0, proxy },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('The site has no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    otherOrigin: `http://localhost:${address.port}`,
    stop: () => server.close(),
  };
}
