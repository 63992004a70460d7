import { findBarriers } from './support/barriers.js';
import { watch } from './support/complaints.js';
import { openGraphiQL, resultIn, runOperation } from './support/graphiql.js';
import { expect, test } from './support/test.js';

const WIDTHS = { 'a phone': 360, 'a desk': 1280 };
const COLOURS = ['light', 'dark'] as const;

for (const [place, width] of Object.entries(WIDTHS)) {
  for (const colorScheme of COLOURS) {
    test.describe(`on ${place}, in ${colorScheme} colours`, () => {
      test.use({ viewport: { width, height: 740 }, colorScheme });

      for (const path of [
        '/',
        '/oauth/google/connect?agent=google-calendar-mcp',
        `/oauth/google/callback?state=${'a'.repeat(43)}&code=a`,
      ]) {
        test(`${path.split('?')[0]} keeps nobody out`, async ({ page, gateway }) => {
          const complaints = watch(page, gateway.url);
          await page.goto(`${gateway.url}${path}`);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          expect(await findBarriers(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
          expect(complaints.elsewhere).toEqual([]);
          expect(complaints.printed.filter((text) => !text.includes('status of 400'))).toEqual([]);
        });
      }

      test('/graphql is legible', async ({ page, gateway }) => {
        await openGraphiQL(page, gateway.url);
        await runOperation(page, 'WhoAmI');
        await expect(resultIn(page)).toContainText('viewer');
        expect(await findBarriers(page, ['color-contrast'])).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      });

      test('/api/docs is legible, with nothing from another site', async ({ page, gateway }) => {
        const complaints = watch(page, gateway.url);
        await page.goto(`${gateway.url}/api/docs`);
        const operation = page.locator('.opblock').first();
        await operation.locator('.opblock-summary-control').click();
        await expect(page.getByRole('heading', { name: 'Responses' })).toBeVisible();
        expect(await findBarriers(page, ['color-contrast'])).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        await expect(operation).toHaveCSS('opacity', '1');
        await expect(operation.locator('[data-path]')).not.toHaveCSS(
          'text-decoration-line',
          'line-through',
        );
        expect(complaints).toEqual({ printed: [], elsewhere: [] });
      });
    });
  }
}

test('from / one comes to everything', async ({ page, gateway }) => {
  await page.goto(gateway.url);
  await expect(page.getByText(`"url": "${gateway.url}/mcp"`)).toBeVisible();
  await page.getByRole('link', { name: 'REST paths' }).click();
  await expect(page.locator('.opblock').first()).toBeVisible();
  await page.goBack();
  await page.getByRole('link', { name: 'GraphQL' }).click();
  await expect(page.getByRole('button', { name: 'GraphiQL', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Token Gateway' }).click();
  await expect(page).toHaveURL(`${gateway.url}/`);
});
