import type { vi } from 'vitest';

/**
 * Folders whose tests start processes or PostgreSQL servers of their own, or write thousands of
 * rows: on a busy machine one takes more than a minute.
 */
const SLOW = /[/\\]test[/\\](audit|cli|db|encryption|mcp|serve|support)[/\\]/;

/** The time that the tests and hooks of a file have where it is not that of `vitest.config.ts`. */
export function timeLimits(file: string): Parameters<typeof vi.setConfig>[0] {
  if (!SLOW.test(file)) return {};
  return { testTimeout: 240_000, hookTimeout: 240_000, expect: { poll: { timeout: 60_000 } } };
}
