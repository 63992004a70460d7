import type { Locator, Page } from '@playwright/test';

import { findBarriers } from './support/barriers.js';
import { expect, test } from './support/test.js';

const TOKEN = /^itg_(?:lk|gc)_[0-9A-Za-z]{49}$/;

const listOf = (page: Page, provider: string): Locator =>
  page.getByRole('region', { name: provider });

async function signIn(page: Page, origin: string, key: string): Promise<void> {
  await page.goto(origin);
  await page.getByLabel('Superuser key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('a wrong key is answered in words, and the right one shows the tokens', async ({
  page,
  example,
  gateway,
}) => {
  await signIn(page, example.origin, 'itg_su_no-such-key');
  await expect(page.getByRole('alert')).toHaveText(
    'The gateway does not accept this key. Sign in with another one.',
  );
  expect(await findBarriers(page)).toEqual([]);
  await signIn(page, example.origin, gateway.superuserKey);
  await expect(listOf(page, 'LiveKit').getByRole('table')).toBeVisible();
  await expect(listOf(page, 'Google Calendar MCP').getByRole('table')).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
});

test('an agent’s token signs nobody in', async ({ page, example, gateway }) => {
  const { currentToken } = await gateway.ask<{ currentToken: { token: string } }>(
    '{ currentToken(agent: "livekit") { token } }',
  );
  await signIn(page, example.origin, currentToken.token);
  await expect(page.getByRole('alert')).toHaveText('This is not a superuser’s key.');
});

test('by keyboard alone a token is generated, copied, and shown no more', async ({
  page,
  context,
  example,
  gateway,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { keyboard } = page;
  await page.goto(example.origin);
  await expect(page.getByLabel('Superuser key')).toBeFocused();
  await keyboard.type(gateway.superuserKey);
  await keyboard.press('Enter');
  const list = listOf(page, 'LiveKit');
  const count = list.locator('.count');
  await expect(count).toHaveText(/^\d+$/);
  const before = Number(await count.textContent());

  await expect(page.getByLabel('Provider')).toBeFocused();
  await keyboard.press('l'); // as in LiveKit
  await keyboard.press('Tab');
  await keyboard.type('keyboard-agent');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.press('Enter');

  const dialog = page.getByRole('dialog', { name: 'The new token of keyboard-agent' });
  await expect(dialog).toContainText('This page shows it once.');
  expect(await findBarriers(page)).toEqual([]);
  await expect(dialog.getByRole('button', { name: 'Copy' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toHaveText('Copied.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(TOKEN.test(copied)).toBe(true);

  await keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Generate' })).toBeFocused();
  await expect(count).toHaveText(String(before + 1));
  await expect(list.getByRole('row', { name: 'keyboard-agent' })).toContainText('Active');
  expect((await page.content()).includes(copied)).toBe(false);

  const kept = await page.evaluate(() => [
    localStorage.length,
    sessionStorage.length,
    location.href,
  ]);
  expect(kept).toEqual([0, 0, `${example.origin}/`]);
});

test('lists are read on a page at a time, and what is revoked says so', async ({
  page,
  example,
  gateway,
}) => {
  for (let made = 0; made < 11; made += 1) {
    await gateway.ask(
      'mutation ($input: GenerateTokenInput!) { generateToken(input: $input) { token } }',
      {
        input: { provider: 'GOOGLE_CALENDAR_MCP', agent: 'paged-agent' },
      },
    );
  }
  await signIn(page, example.origin, gateway.superuserKey);
  const list = listOf(page, 'Google Calendar MCP');
  const rows = list.locator('tbody').getByRole('row');
  await expect(rows).toHaveCount(10);
  const more = list.getByRole('button', { name: 'Show more' });
  await page.route('**/graphql', (route) => route.abort(), { times: 1 });
  await more.click();
  await expect(list.getByRole('alert')).toContainText('The gateway does not answer.');
  await more.click();
  await expect(list.getByRole('alert')).toHaveCount(0);
  await expect(rows).toHaveCount(Number(await list.locator('.count').textContent()));

  page.on('dialog', (dialog) => void dialog.accept());
  const newest = rows.first();
  await expect(newest).toContainText('Active');
  await newest.getByRole('button', { name: 'Revoke' }).click();
  await expect(newest).toContainText('Revoked');
  await expect(newest.getByRole('button')).toHaveCount(0);
});

test('what the gateway refuses or cannot answer is said in words', async ({
  page,
  example,
  gateway,
}) => {
  await signIn(page, example.origin, gateway.superuserKey);
  const generate = async (agent: string): Promise<void> => {
    await page.getByLabel('Agent').fill(agent);
    await page.getByRole('button', { name: 'Generate' }).click();
  };
  await generate('livekit'); // which belongs to the other provider
  await expect(page.getByRole('alert')).toContainText('livekit');
  await page.route('**/graphql', (route) => route.abort());
  await generate('unreachable-agent');
  await expect(page.getByRole('alert')).toHaveText(
    'The gateway does not answer. See whether it runs, and try again.',
  );
});
