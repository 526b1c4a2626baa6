import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { incidentListSchema } from '../lib/contracts/incident.ts';
import { poolListSchema } from '../lib/contracts/pool.ts';
import { graveViolations } from './support/axe.ts';
import { watchConsole } from './support/console.ts';
import { watchLayoutShift } from './support/layout-shift.ts';
import { freePort, type Product, startProduct } from './support/product.ts';

/** Every page of the product over the demo with its history: what must hold on each of them alike. */

const MOST_LAYOUT_SHIFT = 0.02;

let product: Product;
let folder: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-pages-'));
  const listen = `127.0.0.1:${await freePort()}`;
  product = await startProduct(
    ['demo', '--history', '14', '--listen', listen, '--folder', folder],
    `http://${listen}`,
  );
});

test.afterAll(async () => {
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const PAGES: readonly { name: string; path: () => string | Promise<string> }[] = [
  { name: 'overview', path: () => '/?all=1' },
  { name: 'pair', path: () => '/pairs/demo' },
  { name: 'pools', path: () => '/pairs/demo/pools' },
  { name: 'pool', path: async () => `/pairs/demo/pools/${await aPool()}?last=7d` },
  { name: 'leases', path: () => '/pairs/demo/leases?q=10.20.0.0/24' },
  { name: 'leases of all pairs', path: () => '/leases' },
  { name: 'clocks', path: () => '/pairs/demo/clocks?last=7d' },
  { name: 'configuration', path: () => '/pairs/demo/config' },
  { name: 'events', path: () => '/events' },
  { name: 'events without a hit', path: () => '/events?q=nothing-says-this' },
  { name: 'alerts', path: () => '/alerts' },
  { name: 'incidents', path: () => '/incidents' },
  { name: 'incident', path: async () => `/incidents/${await anIncident()}` },
  { name: 'runbook', path: () => '/runbook' },
  { name: 'a page of the runbook', path: () => '/runbook/partner-down' },
  { name: 'pairs in the settings', path: () => '/settings/pairs' },
  { name: 'the wizard', path: () => '/settings/pairs/new' },
  { name: 'endpoints', path: () => '/settings/endpoints' },
  { name: 'deliveries', path: () => '/settings/deliveries' },
  { name: 'rules', path: () => '/settings/rules' },
  { name: 'silences', path: () => '/settings/silences' },
  { name: 'maintenance', path: () => '/settings/maintenance' },
  { name: 'about', path: () => '/settings/about' },
  { name: 'wall', path: () => '/wall' },
];

async function aPool(): Promise<number> {
  const answer = await fetch(`${product.url}/api/v1/pairs/demo/pools`);
  const id = poolListSchema.parse(await answer.json()).pools[0]?.id;
  if (id === undefined) throw new Error('the demo has no pool');
  return id;
}

async function anIncident(): Promise<number> {
  const answer = await fetch(`${product.url}/api/v1/incidents`);
  const id = incidentListSchema.parse(await answer.json()).incidents[0]?.id;
  if (id === undefined) throw new Error('the demo has no incident');
  return id;
}

for (const { name, path } of PAGES) {
  test(`${name}: both themes can be used by everybody, nothing complains, nothing shifts`, async ({
    browser,
  }) => {
    const address = `${product.url}${await path()}`;
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ colorScheme, viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      const complaints = watchConsole(page);
      const shifted = await watchLayoutShift(page);
      await page.goto(address);
      await expect(page.getByTestId('live-badge').or(page.locator('[data-wall]')).first()).toBeVisible();
      // Charts and what hints bring come after the first paint.
      await page.waitForTimeout(1_500);
      expect(await graveViolations(page), colorScheme).toEqual([]);
      expect(complaints, colorScheme).toEqual([]);
      expect(await shifted(), colorScheme).toBeLessThanOrEqual(MOST_LAYOUT_SHIFT);
      await context.close();
    }
  });

  test(`${name}: fits a phone of 360 px`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 780 } });
    const page = await context.newPage();
    await page.goto(`${product.url}${await path()}`);
    await page.waitForTimeout(500);
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overhang).toBeLessThanOrEqual(0);
    await context.close();
  });
}

test('every page has a content security policy that names its own nonce, another for each answer', async () => {
  const nonces = new Set<string>();
  for (const { path } of PAGES.slice(0, 5)) {
    const policy =
      (await fetch(`${product.url}${await path()}`)).headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'self'/);
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
    expect(policy).not.toMatch(/style-src [^;]*'unsafe-/);
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
  }
  expect(nonces.size).toBe(5);
});
