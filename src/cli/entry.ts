#!/usr/bin/env node
// Imports nothing before it has looked: an older Node would end at the first call it does not know.
const OLDEST = [20, 19] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) {
  await import('./index.js');
} else {
  process.stderr.write(
    `Token Gateway needs Node.js ${OLDEST.join('.')} or later, and this is ${process.versions.node}.\n`,
  );
  process.exitCode = 1;
}
