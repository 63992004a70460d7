import type { Page } from '@playwright/test';

/** What a page did that a page of the gateway's never does. */
export interface Complaints {
  /** Errors and warnings, those of its policy among them. */
  readonly printed: readonly string[];
  /** Addresses on other sites that it asked for something. */
  readonly elsewhere: readonly string[];
}

/** Watches a page from now on. */
export function watch(page: Page, gatewayUrl: string): Complaints {
  const complaints = { printed: [] as string[], elsewhere: [] as string[] };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.printed.push(message.text());
  });
  page.on('pageerror', (error) => void complaints.printed.push(error.message));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.origin !== gatewayUrl) {
      complaints.elsewhere.push(request.url());
    }
  });
  return complaints;
}
