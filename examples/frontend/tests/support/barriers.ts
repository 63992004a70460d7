import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { Page } from '@playwright/test';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * Names what axe finds wrong with the page as it stands.
 *
 * @param rules - to look for these alone
 */
export async function findBarriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  // By way of the debugger: a page's policy need not let a script in for it.
  const source = await readFile(AXE, 'utf8');
  await page.evaluate(source);
  return page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(runOnly ? { runOnly: [...runOnly] } : {});
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, rules);
}
