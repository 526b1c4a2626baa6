import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const PAGE_NAME = /^[a-z]+(-[a-z]+)*$/;
/** More than any page has; far less than a file system takes. */
const LONGEST_NAME = 100;

/** The Markdown of a page of the runbook; null when there is no such page. */
export async function readRunbookPage(page: string): Promise<string | null> {
  return page.length <= LONGEST_NAME && PAGE_NAME.test(page) ? readMarkdown(`${page}.md`) : null;
}

/** The list of all pages. */
export async function readRunbookIndex(): Promise<string> {
  const markdown = await readMarkdown('README.md');
  if (markdown === null) throw new Error(`docs/runbook/README.md is not in ${process.cwd()}; build again`);
  return markdown;
}

/** From beside the server: `next.config.ts` names these files, so that the build carries them. */
async function readMarkdown(name: string): Promise<string | null> {
  try {
    return await readFile(join(/* turbopackIgnore: true */ process.cwd(), 'docs/runbook', name), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
