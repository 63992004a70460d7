import { watch } from './support/complaints.js';
import { openGraphiQL, resultIn, runOperation, setHeaders } from './support/graphiql.js';
import { expect, test } from './support/test.js';

const SANDBOX = 'https://sandbox.embed.apollographql.com';
const ROTATE = 'mutation { rotateToken(input: { agent: "livekit" }) { token } }';

test('without internet access /graphql shows GraphiQL, from the gateway alone', async ({
  page,
  gateway,
}) => {
  const complaints = watch(page, gateway.url);
  await openGraphiQL(page, gateway.url);
  await expect(page.getByRole('status')).toHaveText(/cannot be reached/);
  await runOperation(page, 'WhoAmI');
  await expect(resultIn(page)).toContainText('"ANONYMOUS"');
  // The schema was read, and is shown.
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await expect(page.getByRole('link', { name: 'IntegrationProvider' })).toBeVisible();
  await page.getByRole('button', { name: 'Open settings dialog' }).click();
  await expect(page.getByRole('dialog')).toContainText('Theme');
  expect(complaints.printed).toEqual([]);
  expect(complaints.elsewhere.filter((url) => !url.startsWith(SANDBOX))).toEqual([]);
});

test('an operation runs with the headers that were typed in, and they are kept nowhere', async ({
  page,
  gateway,
}) => {
  await openGraphiQL(page, gateway.url);
  await runOperation(page, 'CurrentToken');
  await expect(resultIn(page)).toContainText('MISSING_CREDENTIALS');
  await setHeaders(page, { Authorization: `Bearer ${gateway.superuserKey}` });
  await runOperation(page, 'CurrentToken');
  await expect(resultIn(page)).toContainText('"itg_');
  await runOperation(page, 'GenerateToken');
  await expect(resultIn(page)).toContainText('"generateToken"');
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  expect(kept).toContain('GenerateToken');
  expect(kept).not.toContain(gateway.superuserKey);
  expect(kept).not.toMatch(/itg_[a-z]{2}_\w/);
});

test('a subscription runs with them, too, and hears of a new token', async ({ page, gateway }) => {
  await openGraphiQL(page, gateway.url);
  await setHeaders(page, { Authorization: `Bearer ${gateway.superuserKey}` });
  const opened = page.waitForResponse((response) => response.url().endsWith('/graphql/stream'));
  await runOperation(page, 'TokenChanged');
  expect((await opened).status()).toBe(200);
  await gateway.ask(ROTATE.replace('livekit', 'google-calendar-mcp'));
  await expect(resultIn(page)).toContainText('"currentTokenChanged"');
});

test('where Apollo’s server does not answer at all, GraphiQL comes after a while', async ({
  page,
  gateway,
}) => {
  await page.clock.install();
  await page.route(`${SANDBOX}/**`, () => new Promise<void>(() => undefined));
  await page.goto(`${gateway.url}/graphql`, { waitUntil: 'commit' });
  await expect(page.getByRole('status')).toContainText('A page of Apollo’s');
  await page.clock.fastForward('00:08');
  await expect(page.locator('.graphiql-query-editor .CodeMirror')).toBeVisible();
});

test('whoever chose GraphiQL gets it the next time, and nobody else is asked for anything', async ({
  page,
  gateway,
}) => {
  await openGraphiQL(page, gateway.url);
  await page.getByRole('button', { name: 'GraphiQL', exact: true }).click();
  const complaints = watch(page, gateway.url);
  await openGraphiQL(page, gateway.url);
  await expect(page.getByRole('button', { name: 'GraphiQL', pressed: true })).toBeVisible();
  expect(complaints).toEqual({ printed: [], elsewhere: [] });
});
