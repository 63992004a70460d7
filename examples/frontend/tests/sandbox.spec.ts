import type { Frame, Page } from '@playwright/test';

import type { Gateway } from './support/gateway.js';
import { expect, test } from './support/test.js';

const SANDBOX = 'https://sandbox.embed.apollographql.com';
const CURRENT = '{ currentToken(agent: "livekit") { token } }';
const CHANGED = 'subscription { currentTokenChanged(agent: "livekit") { agentName } }';
const EVERYTHING = { endpointUrl: '', operationName: undefined, variables: {}, headers: {} };

/** A page in the place of Apollo's: it introduces itself as that does, and keeps what it is told. */
const STAND_IN = `<!doctype html><script>
  const told = [];
  addEventListener('message', ({ data }) => void told.push(data));
  parent.postMessage({ name: 'ExplorerListeningForHandshake' }, '*');
</script>`;

interface Told {
  readonly name: string;
  readonly parentHref?: string;
  readonly schema?: { readonly __schema?: unknown };
  readonly response?: {
    readonly data?: {
      readonly currentToken?: unknown;
      readonly data?: unknown;
      readonly errors?: unknown;
    } | null;
    readonly errors?: readonly { readonly extensions: { readonly reason: string } }[];
  };
}

/** Opens `/graphql` as if Apollo's server answered. */
async function openSandbox(page: Page, gateway: Gateway): Promise<Frame> {
  await page.route(`${SANDBOX}/**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: STAND_IN }),
  );
  await page.goto(`${gateway.url}/graphql`);
  await expect(page.getByTitle('Apollo Sandbox')).toBeVisible();
  const frame = page.frames().find((each) => each.url().startsWith(SANDBOX));
  if (!frame) throw new Error('There is no frame.');
  return frame;
}

/** Has the page carry something out, as Sandbox does, and says what came back. */
async function askByMessage(frame: Frame, message: object, name: string): Promise<Told> {
  return frame.evaluate(
    async ([request, wanted]) => {
      const answer = new Promise<MessageEvent>((resolve) => {
        addEventListener('message', (event) => {
          if (event.data.name === wanted) resolve(event);
        });
      });
      parent.postMessage(request, '*');
      return (await answer).data;
    },
    [{ operationId: 'one', ...EVERYTHING, ...message }, name] as const,
  );
}

async function countReads(gateway: Gateway): Promise<number> {
  const { auditEvents } = await gateway.ask<{ auditEvents: { totalCount: number } }>(
    '{ auditEvents(filter: { agent: "livekit", action: TOKEN_READ }) { totalCount } }',
  );
  return auditEvents.totalCount;
}

test('where Apollo’s server answers, /graphql opens Sandbox with operations to start from', async ({
  page,
  gateway,
}) => {
  const frame = await openSandbox(page, gateway);
  const asked = new URL(frame.url()).searchParams;
  expect(asked.get('endpoint')).toBe(`${gateway.url}/graphql`);
  expect(asked.get('defaultDocument')).toContain('query CurrentToken');
  expect(asked.get('runTelemetry')).toBe('false');
  await expect(page.getByRole('status')).toContainText('A page of Apollo’s');
  await frame.waitForFunction('told.length > 0');
  expect(await frame.evaluate('told')).toEqual([
    { name: 'HandshakeResponse', parentHref: `${gateway.url}/graphql` },
  ]);
  // What it cannot do without: the schema.
  const introspectionRequestBody = JSON.stringify({ query: '{ __schema { types { name } } }' });
  const message = {
    name: 'IntrospectionQueryWithHeaders',
    sandboxEndpointUrl: `${gateway.url}/graphql`,
    introspectionRequestBody,
  };
  const { schema } = await askByMessage(frame, message, 'SchemaResponse');
  expect(schema?.__schema).toBeDefined();
  // No script of anybody else's runs in the page itself.
  const sources = await page.evaluate(() => [...document.scripts].map(({ src }) => src));
  expect(sources).toEqual([`${gateway.url}/graphql/explorer.js`]);
});

test('Sandbox reads no token by the trusted network, by no way', async ({ page, gateway }) => {
  const before = await countReads(gateway);
  const frame = await openSandbox(page, gateway);
  const request = { name: 'ExplorerRequest', operation: CURRENT };
  for (const endpointUrl of [`${gateway.url}/graphql`, `${gateway.url}/graphql?a`, 'x:']) {
    const { response } = await askByMessage(frame, { ...request, endpointUrl }, 'ExplorerResponse');
    expect(response?.data).toBeNull();
    expect(response?.errors?.[0]?.extensions.reason).toBe('MISSING_CREDENTIALS');
  }
  const subscription = {
    name: 'ExplorerSubscriptionRequest',
    operation: CHANGED,
    subscriptionUrl: `${gateway.url.replace('http', 'ws')}/graphql`,
    protocol: 'graphql-ws',
  };
  const refused = await askByMessage(frame, subscription, 'ExplorerSubscriptionResponse');
  expect(JSON.stringify(refused.response?.data)).toContain('MISSING_CREDENTIALS');

  // On its own, past the page.
  const outcomes = await frame.evaluate(
    async ([url, query]) => {
      const attempt = async (act: () => unknown): Promise<string> => {
        try {
          return JSON.stringify(await act()) ?? 'nothing';
        } catch {
          return 'refused';
        }
      };
      const post = { method: 'POST', body: JSON.stringify({ query }) };
      const read = async (path: string, init?: RequestInit): Promise<unknown> =>
        (await fetch(`${url}${path}`, init)).text();
      return Promise.all([
        attempt(() => parent.document.title),
        attempt(() => parent.localStorage.length),
        attempt(() => read('/graphql', post)),
        attempt(() => read('/api/livekit/tokens/current-token/')),
        attempt(() => {
          (parent as Window).location.href = `${url}/api/livekit/tokens/current-token/`;
          return 'led away';
        }),
      ]);
    },
    [gateway.url, CURRENT] as const,
  );
  expect(outcomes.slice(0, 4)).toEqual(['refused', 'refused', 'refused', 'refused']);
  await expect(page).toHaveURL(`${gateway.url}/graphql`);
  expect(await countReads(gateway)).toBe(before);
});

test('a key that is typed into Sandbox opens what it opens everywhere', async ({
  page,
  gateway,
}) => {
  const frame = await openSandbox(page, gateway);
  const headers = { Authorization: `Bearer ${gateway.superuserKey}` };
  const message = { name: 'ExplorerRequest', operation: CURRENT, headers };
  const { response } = await askByMessage(frame, message, 'ExplorerResponse');
  expect(response?.data?.currentToken).toBeDefined();
});

test('a page that is not Apollo’s has nothing carried out', async ({ page, gateway }) => {
  await openSandbox(page, gateway);
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(request.method()));
  await page.evaluate((query) => {
    postMessage({ name: 'ExplorerRequest', operationId: 'one', operation: query }, '*');
  }, CURRENT);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  expect(asked).toEqual([]);
});
