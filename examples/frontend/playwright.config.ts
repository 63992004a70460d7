import { defineConfig } from '@playwright/test';

// Bounds for a hang, not for speed: a busy machine is ten times slower.
export default defineConfig({
  testDir: 'tests',
  outputDir: 'node_modules/.playwright',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: { actionTimeout: 30_000 },
});
