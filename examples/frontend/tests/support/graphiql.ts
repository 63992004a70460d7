import type { Locator, Page } from '@playwright/test';

/** Opens `/graphql` and waits for GraphiQL, which comes where Apollo Sandbox is out of reach. */
export async function openGraphiQL(page: Page, gatewayUrl: string): Promise<void> {
  await page.goto(`${gatewayUrl}/graphql`);
  await page.locator('.graphiql-query-editor .CodeMirror').waitFor();
}

/** Runs one of the operations in the editor by its name. */
export async function runOperation(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Execute query/ }).click();
  await page.getByRole('menuitem', { name }).click();
}

/** Writes headers, as JSON, where GraphiQL takes them. */
export async function setHeaders(page: Page, headers: Record<string, string>): Promise<void> {
  const editor = page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden) .CodeMirror');
  await editor.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(JSON.stringify(headers));
}

/** Where GraphiQL shows what came of an operation. */
export function resultIn(page: Page): Locator {
  return page.locator('.result-window .CodeMirror-code');
}
