import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Said here as well as in tsconfig.json, whose options reach only the files it includes.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: false } },
  // Our sources are transformed and would load graphql's .mjs build, packages load its .js build:
  // two copies of one class ("another module or realm"). Point both to the same file.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/setup.ts'],
    pool: 'forks',
    // Test files share their process's modules: loading them anew for each took half of the time.
    isolate: false,
    maxWorkers: 2,
    // Bounds for a hang, not for speed: of the tests that stay in their process the longest takes
    // nine seconds where ten processes want two cores. Others have theirs in
    // test/support/time-limits.ts.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    teardownTimeout: 30_000,
  },
});
