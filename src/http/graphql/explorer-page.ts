import { join } from 'node:path';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { packageRoot } from '../../platform/package-root.js';
import { serveAssets } from '../assets.js';
import { hasFinalSlash } from '../final-slash.js';
import { html, ICON, sendPage } from '../html-page.js';
import { EXAMPLE_DOCUMENT, EXAMPLE_VARIABLES } from './example.js';

/** Where the build puts what the page loads. */
const ASSETS = join(packageRoot, 'dist', 'explorer');

const FILES = ['explorer.js', 'explorer.css', 'THIRD-PARTY-LICENSES.txt'] as const;

/** Nothing from elsewhere but the frame of Apollo Sandbox, which cannot reach into the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src data:',
  "connect-src 'self'",
  'frame-src https://sandbox.embed.apollographql.com',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The page. Its addresses are relative, so that it works behind a proxy that puts a path in front.
 *
 * @param parent - from there to the folder of `graphql`
 */
const page = (parent: './' | '../'): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>GraphQL – Token Gateway</title>
        ${ICON}
        <link rel="stylesheet" href="${parent}graphql/explorer.css" />
        <script src="${parent}graphql/explorer.js" defer></script>
      </head>
      <body>
        <header>
          <h1><a href="${parent}">Token Gateway</a></h1>
          <p id="note" role="status"></p>
          <div role="group" aria-label="Explorer">
            <button type="button" value="sandbox">Apollo Sandbox</button>
            <button type="button" value="graphiql">GraphiQL</button>
          </div>
        </header>
        <main
          id="explorer"
          data-document="${EXAMPLE_DOCUMENT}"
          data-variables="${EXAMPLE_VARIABLES}"
        ></main>
        <noscript>This page needs JavaScript. Programs send operations here by POST.</noscript>
      </body>
    </html> `.markup;

/** Serves what the explorer's page loads; {@link sendExplorer} sends the page itself. */
export function serveExplorerAssets(server: FastifyInstance): void {
  serveAssets(
    server,
    FILES.map((name) => ({ url: `/graphql/${name}`, content: { path: join(ASSETS, name) } })),
  );
}

/** Answers a browser with the explorer: Apollo Sandbox, or GraphiQL where that is out of reach. */
export function sendExplorer(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', POLICY)
    .send(page(hasFinalSlash(request) ? '../' : './'));
}

/** Tells whoever comes with a browser what the address is for, where no schema is shown. */
export function sendNoExplorer(reply: FastifyReply): FastifyReply {
  return sendPage(reply, {
    status: 200,
    title: 'GraphQL',
    body: html`<p>
      This address is for programs, which send it GraphQL operations by POST. There is nothing here
      to see in a browser: this gateway does not show its schema.
    </p>`,
  });
}
