// The suite names a function of `fs` that Node 20 does not have and that no run of scenarios calls;
// without it, its one file would not load.
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) register(import.meta.url);

const FS = "export * from 'node:fs'; export const globSync = undefined;";

/** Gives the suite an `fs` with every name that it imports. */
export function resolve(specifier, context, next) {
  const isSuite = context.parentURL?.includes('/@modelcontextprotocol/conformance/');
  if (specifier !== 'fs' || !isSuite) return next(specifier, context);
  const url = `data:text/javascript,${encodeURIComponent(FS)}`;
  return { url, format: 'module', shortCircuit: true };
}
