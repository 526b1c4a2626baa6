import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const GRAVE = ['serious', 'critical'];

type Axe = { run(options: RunOptions): Promise<AxeResults> };

/**
 * What axe finds on a page that keeps people from using it: its serious and critical violations, each with where it is. Also
 * targets smaller than 24 pixels with no room around them, which axe looks for only when asked.
 * Evaluated and not injected, since the page's content security policy takes no script of others.
 */
export async function graveViolations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  // The script above put it there; nothing else in the suite knows of it.
  const run = () =>
    (globalThis as unknown as { axe: Axe }).axe.run({ rules: { 'target-size': { enabled: true } } });
  const { violations } = await page.evaluate<AxeResults>(`(${run})()`);
  return violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ''))
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
    );
}
