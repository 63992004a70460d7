import { createRequire } from 'node:module';

import type { IRules, rule as Rule, shield as Shield } from 'graphql-shield';

// graphql-shield 7.6.5 calls `util.isUndefined`, which Node removed in version 23, and its ESM
// build names it in an import, which cannot be mended. Its CommonJS build looks it up when it needs
// it, so it works with the function supplied first. This is the only file that loads the library.
const require = createRequire(import.meta.url);
const util = require('node:util') as { isUndefined?: (value: unknown) => boolean };
util.isUndefined ??= (value) => value === undefined;

const library = require('graphql-shield') as {
  rule: typeof Rule;
  shield: typeof Shield;
};

export type { IRules };

/** graphql-shield's own functions; see its documentation. */
export const { rule, shield } = library;
