import type { Page } from '@playwright/test';

import type { Enrolment } from './support/gateway.js';
import { expect, test } from './support/test.js';
import type * as TokenGateway from '../../../src/client/index.js';

declare global {
  interface Window {
    tokenGateway: typeof TokenGateway;
    client: TokenGateway.TokenClient;
    changes: string[];
  }
}

const ROTATE = 'mutation ($input: RotateTokenInput!) { rotateToken(input: $input) { token } }';

/** Opens a page on that origin and makes its client, as an agent with a key of its own. */
async function openClient(page: Page, origin: string, options: Enrolment): Promise<void> {
  await page.goto(origin);
  await page.waitForFunction(() => 'tokenGateway' in window);
  await page.evaluate((given) => {
    window.client = window.tokenGateway.createTokenClient(given);
  }, options);
}

for (const provider of ['LIVEKIT', 'GOOGLE_CALENDAR_MCP']) {
  test(`the bundled client serves a page, and heals once after a rotation: ${provider}`, async ({
    page,
    clientPage,
    gateway,
  }) => {
    const options = await gateway.enrol(`browser-${provider.toLowerCase()}`, provider);
    const { agent } = options;
    await openClient(page, clientPage.origin, options);
    expect(await page.evaluate(() => window.client.query('{ viewer { kind name } }'))).toEqual({
      viewer: { kind: 'AGENT', name: agent },
    });

    const statuses: number[] = [];
    page.on('response', (response) => void statuses.push(response.status()));
    await gateway.ask(ROTATE, { input: { agent, overlapSeconds: 0 } });
    const status = await page.evaluate(async () => {
      const response = await window.client.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{ "query": "{ viewer { name } }" }',
      });
      return response.status;
    });
    expect(status).toBe(200);
    // Refused, the token that is valid now, and the same call again; preflights aside.
    await expect.poll(() => statuses.filter((each) => each !== 204)).toEqual([401, 200, 200]);
  });
}

test('a page hears of a new token by the stream', async ({ page, clientPage, gateway }) => {
  const options = await gateway.enrol('browser-listener', 'LIVEKIT');
  await openClient(page, clientPage.origin, options);
  const opened = page.waitForResponse((response) => response.url().endsWith('/graphql/stream'));
  await page.evaluate(async () => {
    window.changes = [];
    await window.client.token();
    window.client.onTokenChanged(({ token }) => void window.changes.push(token));
  });
  expect((await opened).status()).toBe(200);
  const { rotateToken } = await gateway.ask<{ rotateToken: { token: string } }>(ROTATE, {
    input: { agent: options.agent },
  });
  await page.waitForFunction((token) => window.changes.includes(token), rotateToken.token);
});

test('a page of an allowed origin can read why it was refused', async ({
  page,
  clientPage,
  gateway,
}) => {
  await page.goto(clientPage.origin);
  const refusal = await page.evaluate(async (url) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-livekit-token': 'no-such-token' },
      body: '{ "query": "{ viewer { name } }" }',
    });
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    return {
      status: response.status,
      code: errors[0]?.extensions.code,
      challenge: response.headers.get('www-authenticate'),
      hasRequestId: response.headers.has('x-request-id'),
    };
  }, gateway.url);
  expect(refusal).toEqual({
    status: 401,
    code: 'UNAUTHENTICATED',
    challenge: 'Bearer error="invalid_token"',
    hasRequestId: true,
  });
});

test('the client says on a page of another origin that it gets no answer', async ({
  page,
  clientPage,
  gateway,
}) => {
  const options = await gateway.enrol('browser-stranger', 'LIVEKIT');
  await openClient(page, clientPage.otherOrigin, options);
  const code = await page.evaluate(() =>
    window.client.token().then(
      () => 'a token',
      (error: unknown) => error instanceof window.tokenGateway.TokenClientError && error.code,
    ),
  );
  expect(code).toBe('UNREACHABLE');
});
