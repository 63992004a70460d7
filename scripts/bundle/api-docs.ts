import { appendFileSync, copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const swaggerUi = fileURLToPath(new URL('.', import.meta.resolve('swagger-ui-dist/package.json')));
const target = join(root, 'dist', 'api-docs');

const FILES = [
  'swagger-ui.css',
  'swagger-ui-bundle.js',
  'swagger-ui-bundle.js.LICENSE.txt',
  'LICENSE',
  'NOTICE',
];

/**
 * Puts into place what `/api/docs` shows itself with. Copied, not depended on: the package is ten
 * times as large, and one that it depends on reports each installation to its makers.
 */
export function copyApiDocs(): void {
  mkdirSync(target);
  for (const file of FILES) copyFileSync(join(swaggerUi, file), join(target, file));
  const own = readFileSync(join(root, 'src/http/rest/openapi/api-docs.css'), 'utf8');
  appendFileSync(join(target, 'swagger-ui.css'), `\n${own}`);
}
