import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

/** What the browser is handed as a file when something is done on a page; `text` is its bytes read as UTF-8. */
export async function downloadOf(
  page: Page,
  deed: () => Promise<unknown>,
): Promise<{ name: string; bytes: Uint8Array; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), deed()]);
  const bytes = await readFile(await download.path());
  return { name: download.suggestedFilename(), bytes, text: bytes.toString('utf8') };
}
