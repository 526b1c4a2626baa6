import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { listRunbookPages } from './list-pages.ts';

const FOLDER = 'docs/runbook';

it('finds every page there is in the list of pages', () => {
  const pages = listRunbookPages(readFileSync(`${FOLDER}/README.md`, 'utf8'));
  const files = readdirSync(FOLDER).filter((file) => file !== 'README.md');
  expect(pages.map(({ page }) => `${page}.md`).toSorted()).toEqual(files.toSorted());
  expect(pages.filter(({ about }) => about === '')).toEqual([]);
});
