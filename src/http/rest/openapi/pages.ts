import { join } from 'node:path';

import type { FastifyInstance } from 'fastify';

import { packageRoot } from '../../../platform/package-root.js';
import { serveAssets } from '../../assets.js';
import { hasFinalSlash } from '../../final-slash.js';
import { ICON } from '../../html-page.js';
import { describeRest, type DescriptionParts } from './description.js';

/** Where the build puts Swagger UI's files. */
const ASSETS = join(packageRoot, 'dist', 'api-docs');

/** Nothing from elsewhere, and nothing that stands in the page itself. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The page, for `/api/docs` and for the same with a final slash. Its addresses are relative, so
 * that it works behind a proxy that puts a path in front.
 *
 * @param folder - from there to the assets: empty, or with a final slash
 */
const page = (folder: '' | 'docs/'): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Token Gateway: the older REST paths</title>
    <link rel="stylesheet" href="${folder}swagger-ui.css" />
    ${ICON.markup}
  </head>
  <body>
    <div id="docs"></div>
    <script src="${folder}swagger-ui-bundle.js"></script>
    <script src="${folder}start.js"></script>
  </body>
</html>
`;

/** Shows the description, in the colours that the reader's system asks for. */
const START = `SwaggerUIBundle({
  url: new URL('../openapi.json', document.currentScript.src).href,
  dom_id: '#docs',
  validatorUrl: null,
  persistAuthorization: false,
});
const dark = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
const setColours = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark?.addEventListener('change', setColours);
if (dark) setColours();
`;

/**
 * `/api/openapi.json`, and `/api/docs`, which shows it in a browser with nothing from another site.
 * Both say what is public anyway, and so to everybody.
 */
export function registerApiDocs(scope: FastifyInstance, parts: DescriptionParts): void {
  let description: string | undefined;
  scope.get('/openapi.json', (_request, reply) =>
    reply
      .type('application/json; charset=utf-8')
      .send((description ??= JSON.stringify(describeRest(parts)))),
  );
  scope.get('/docs', (request, reply) =>
    reply
      .header('content-security-policy', POLICY)
      .header('referrer-policy', 'no-referrer')
      .type('text/html; charset=utf-8')
      .send(page(hasFinalSlash(request) ? '' : 'docs/')),
  );
  serveAssets(scope, [
    { url: '/docs/start.js', content: { text: START } },
    { url: '/docs/swagger-ui.css', content: { path: join(ASSETS, 'swagger-ui.css') } },
    { url: '/docs/swagger-ui-bundle.js', content: { path: join(ASSETS, 'swagger-ui-bundle.js') } },
  ]);
}
