import { expect, test } from './support/test.js';

test('/api/docs opens with nothing from another site, and without a complaint', async ({
  page,
  gateway,
}) => {
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.origin !== gateway.url) elsewhere.push(request.url());
  });
  await page.goto(`${gateway.url}/api/docs`);
  await page.locator('.opblock-summary-control').first().click();
  await expect(page.getByRole('heading', { name: 'Responses' })).toBeVisible();
  expect(complaints).toEqual([]);
  expect(elsewhere).toEqual([]);
});

test('/graphql opens Sandbox with an operation to start from', async ({ page, gateway }) => {
  const response = await page.goto(`${gateway.url}/graphql`, { waitUntil: 'commit' });
  expect(response?.status()).toBe(200);
  expect(response?.headers()['content-type']).toContain('text/html');
  expect(await response?.text()).toContain('query CurrentToken');
});
