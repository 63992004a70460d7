import { findBarriers } from './support/barriers.js';
import { startDemo, type Demo } from './support/demo.js';
import { inFolder } from './support/project.js';
import { expect, test as base } from './support/test.js';

const test = base.extend<object, { readonly demo: Demo }>({
  demo: [
    async ({}, use) => {
      await inFolder(async (folder) => {
        const demo = await startDemo(folder);
        await use(demo);
        await demo.stop();
      });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

test('a person clicks through the link that the demo prints, and is connected', async ({
  page,
  demo,
}) => {
  await page.goto(demo.consentUrl);
  await page.getByRole('button', { name: 'other@example.com' }).click();
  await expect(page).toHaveURL(new RegExp(`^${demo.url}/oauth/google/callback\\?`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Your Google account is connected',
  );
  await expect(page.getByRole('main')).toContainText('other@example.com is connected.');
  expect(await findBarriers(page)).toEqual([]);

  await page.goto(demo.consentUrl);
  await page.getByRole('button', { name: 'other@example.com' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link was used before');
  await expect(page.getByRole('main')).toContainText('all is well and you can close this page');
});

test('a superuser goes on to Google from the page behind connectUrl, and back', async ({
  page,
  demo,
}) => {
  await page.goto(`${demo.url}/oauth/google/connect?agent=google-calendar-mcp`);
  await page.getByLabel('Superuser key').fill(demo.superuserKey);
  await page.getByRole('button', { name: 'Go on to Google' }).click();
  await page.getByRole('button', { name: 'maya@example.com' }).click();
  await expect(page.getByRole('main')).toContainText('maya@example.com is connected.');
});

test('a wrong key leads nowhere, and says so', async ({ page, demo }) => {
  await page.goto(`${demo.url}/oauth/google/connect?agent=google-calendar-mcp`);
  await page.getByLabel('Superuser key').fill('itg_su_no-such-key');
  await page.getByRole('button', { name: 'Go on to Google' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('That did not work');
});
