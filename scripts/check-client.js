// Prints what the client costs whoever imports it, and fails where it is more than was promised.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const MOST_BYTES = 5_000;
const file = fileURLToPath(new URL('../dist/client/index.js', import.meta.url));

const text = readFileSync(file, 'utf8');
const bytes = gzipSync(text).length;
const imports = text.match(/^import\b.*$|\bimport\(.*$/gm) ?? [];

const measure = `
  const start = performance.now();
  await import(${JSON.stringify(new URL('../dist/client/index.js', import.meta.url).href)});
  console.log((performance.now() - start).toFixed(1));`;
const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', measure], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});

console.log(`The client has ${bytes} bytes gzipped (${text.length} before), of ${MOST_BYTES}.`);
console.log(`It is imported in ${stdout.trim()} ms.`);
if (imports.length > 0) console.error(`It must import nothing, and has: ${imports.join(' ')}`);
if (bytes > MOST_BYTES || imports.length > 0 || status !== 0) process.exit(1);
