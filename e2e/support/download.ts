import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

/** What the browser is handed as a file when something is done on a page. */
export async function downloadOf(
  page: Page,
  deed: () => Promise<unknown>,
): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), deed()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}
