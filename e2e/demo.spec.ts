import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { eventListSchema } from '../lib/contracts/event.ts';
import { pairAnswerSchema } from '../lib/contracts/pair.ts';
import { poolListSchema } from '../lib/contracts/pool.ts';
import { watchConsole } from './support/console.ts';
import { freePort, type Product, startProduct } from './support/product.ts';

let product: Product;
let folder: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-demo-'));
  const listen = `127.0.0.1:${await freePort()}`;
  product = await startProduct(
    ['demo', '--speed', '2', '--history', '0', '--pairs', '1', '--listen', listen, '--folder', folder],
    `http://${listen}`,
  );
});

test.afterAll(async () => {
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a newcomer sees a healthy pair first and finds the way to it', async ({ page }) => {
  const complaints = watchConsole(page);
  await page.goto(product.url);
  // Who watches one pair alone is led to it; the list is there all the same.
  await expect(page).toHaveURL(/\/pairs\/demo$/);
  await page.goto(`${product.url}/?all=1`);
  const row = page.getByTestId('pair-row-demo');
  await expect(row).toContainText('healthy');
  await row.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/pairs\/demo$/);
  await expect(page.getByTestId('verdict')).toContainText('healthy');
  await expect(page.getByTestId('server-state-dhcp-a')).toContainText('normal');
  await expect(page.getByTestId('server-state-dhcp-b')).toContainText('normal');
  expect(complaints).toEqual([]);
});

test('the open page follows the story without a reload', async ({ page }) => {
  const complaints = watchConsole(page);
  await page.goto(`${product.url}/pairs/demo`);
  await expect(page.getByTestId('verdict')).toContainText('degraded', { timeout: 60_000 });
  await expect(page.getByTestId('sentence')).toContainText('dhcp-b answers alone');
  await expect(page.getByTestId('transitions')).toContainText('communications-interrupted');
  expect(complaints).toEqual([]);
});

test('the API answers in its contracts', async ({ request }) => {
  const pair = pairAnswerSchema.parse(await (await request.get(`${product.url}/api/v1/pairs/demo`)).json());
  expect(pair.pair.servers.map(({ name }) => name)).toEqual(['dhcp-a', 'dhcp-b']);
  const pools = poolListSchema.parse(
    await (await request.get(`${product.url}/api/v1/pairs/demo/pools`)).json(),
  );
  expect(pools.pools.length).toBeGreaterThan(1);
  const events = eventListSchema.parse(
    await (await request.get(`${product.url}/api/v1/events?pair=demo&limit=5`)).json(),
  );
  expect(events.events.length).toBeGreaterThan(0);
  const missing = await request.get(`${product.url}/api/v1/pairs/nowhere`);
  expect([missing.status(), missing.headers()['content-type']]).toEqual([404, 'application/problem+json']);
  const wrong = await request.get(`${product.url}/api/v1/events?limit=nine`);
  expect(wrong.status()).toBe(400);
  expect(JSON.stringify(await wrong.json())).toContain('nine');
});

test('a silent collector turns the page to unknown by itself, and back', async ({ page }) => {
  await page.goto(`${product.url}/pairs/demo`);
  await expect(page.getByTestId('verdict')).not.toContainText('unknown');
  const { collector } = product.children();
  process.kill(collector, 'SIGSTOP');
  try {
    await expect(page.getByTestId('verdict')).toContainText('unknown', { timeout: 30_000 });
    await expect(page.getByTestId('sentence')).toContainText(/Data is \d+ s old/);
    expect((await page.request.get(`${product.url}/api/health`)).status()).toBe(503);
  } finally {
    process.kill(collector, 'SIGCONT');
  }
  await expect(page.getByTestId('verdict')).not.toContainText('unknown', { timeout: 30_000 });
});

test('a page that lost its server says so, and the launcher brings the server back', async ({ page }) => {
  await page.goto(`${product.url}/pairs/demo`);
  await expect(page.getByTestId('live-badge')).toContainText(/live/i);
  process.kill(product.children().web, 'SIGKILL');
  await expect(page.getByTestId('live-badge')).not.toContainText(/^live/i);
  await expect(page.getByTestId('live-badge')).toContainText(/^live/i, { timeout: 60_000 });
});

test('SIGTERM ends everything in order while a browser listens', async ({ page }) => {
  await page.goto(`${product.url}/pairs/demo`);
  await expect(page.getByTestId('live-badge')).toContainText(/^live/i);
  expect(await product.stop('SIGTERM')).toBe(0);
  expect(product.output()).not.toContain('had to be killed');
});
