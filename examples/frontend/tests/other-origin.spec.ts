import type { Page } from '@playwright/test';

import { REBOUND_HOST } from './support/chromium.js';
import type { Gateway } from './support/gateway.js';
import { expect, test } from './support/test.js';

const CURRENT = '{ currentToken(agent: "livekit") { token } }';

/** How often the audit log says that the agent's token was read. */
async function countReads(gateway: Gateway): Promise<number> {
  const filter = '{ agent: "livekit", action: TOKEN_READ }';
  const { auditEvents } = await gateway.ask<{ auditEvents: { totalCount: number } }>(
    `{ auditEvents(filter: ${filter}) { totalCount } }`,
  );
  return auditEvents.totalCount;
}

/** Asks as a page does, without a credential, and says what the page got to read. */
async function askForToken(page: Page, url: string): Promise<string> {
  return page.evaluate(
    async ([address, query]) => {
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      }).catch(() => undefined);
      if (!response) return 'nothing';
      const { data, errors } = await response.json();
      return (
        (errors?.[0].extensions.reason as string | undefined) ?? typeof data.currentToken.token
      );
    },
    [url, CURRENT] as const,
  );
}

test('the gateway’s own pages read none by the trusted network', async ({ page, gateway }) => {
  const before = await countReads(gateway);
  for (const path of ['/livez', '/graphql', '/api/docs']) {
    await page.goto(`${gateway.url}${path}`, { waitUntil: 'commit' });
    expect(await askForToken(page, gateway.url)).toBe('MISSING_CREDENTIALS');
  }
  expect(await countReads(gateway)).toBe(before);
  // A program on the same machine does.
  const outside = await page.request.post(`${gateway.url}/graphql`, { data: { query: CURRENT } });
  expect(outside.status()).toBe(200);
  expect(await countReads(gateway)).toBe(before + 1);
});

test('a page of another origin reads none', async ({ page, clientPage, gateway }) => {
  const before = await countReads(gateway);
  await page.goto(clientPage.otherOrigin);
  expect(await askForToken(page, gateway.url)).toBe('nothing');
  await page.goto(clientPage.origin); // CORS lets it in, as nobody
  expect(await askForToken(page, gateway.url)).toBe('MISSING_CREDENTIALS');
  expect(await countReads(gateway)).toBe(before);
});

test('a page whose name was made to lead here reads none', async ({ page, gateway }) => {
  const before = await countReads(gateway);
  const rebound = gateway.url.replace('127.0.0.1', REBOUND_HOST);
  await page.goto(`${rebound}/livez`);
  expect(await askForToken(page, rebound)).toBe('MISSING_CREDENTIALS');
  expect(await countReads(gateway)).toBe(before);
});

test('a page of another origin gets none by what needs no leave either', async ({
  page,
  clientPage,
  gateway,
}) => {
  const before = await countReads(gateway);
  await page.goto(clientPage.otherOrigin);
  const outcomes = await page.evaluate(
    async ([url, query]) => {
      const get = `${url}/graphql?query=${encodeURIComponent(query)}`;
      const body = JSON.stringify({ query });
      const sent = [
        fetch(get, { mode: 'no-cors' }),
        fetch(`${url}/graphql`, { mode: 'no-cors', method: 'POST', body }),
      ];
      const subscription = 'subscription { currentTokenChanged(agent: "livekit") { __typename } }';
      const stream = `${url}/graphql/stream?query=${encodeURIComponent(subscription)}`;
      const opens = (target: EventTarget): Promise<string> =>
        new Promise((resolve) => {
          for (const type of ['open', 'error']) target.addEventListener(type, () => resolve(type));
        });
      return Promise.all([
        ...sent.map(async (answer) => (await answer).type),
        opens(new EventSource(stream)),
        opens(new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')),
      ]);
    },
    [gateway.url, CURRENT] as const,
  );
  expect(outcomes).toEqual(['opaque', 'opaque', 'error', 'error']);
  expect(await countReads(gateway)).toBe(before);
});
