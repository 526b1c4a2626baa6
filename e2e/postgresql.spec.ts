import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type SimulatedPair, startSimulatedPair } from '../lib/simulate/start.ts';
import { watchConsole } from './support/console.ts';
import { freePort, type Product, startProduct } from './support/product.ts';

/** An empty database of a throw-away server: see bin/test. */
const DATABASE_URL = process.env.PAIRWATCH_TEST_POSTGRESQL;

test.skip(!DATABASE_URL, 'no PostgreSQL: PAIRWATCH_TEST_POSTGRESQL is not set');

let simulation: SimulatedPair;
let product: Product;
let folder: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-postgresql-'));
  simulation = await startSimulatedPair({ folder, story: [] });
  const listen = `127.0.0.1:${await freePort()}`;
  const settings = join(folder, 'pairwatch.yaml');
  writeFileSync(settings, `${simulation.settingsYaml}\nlisten: ${listen}\ndata: .\n`, { mode: 0o600 });
  product = await startProduct(['start', '--config', settings], `http://${listen}`, { DATABASE_URL });
});

test.afterAll(async () => {
  await product?.stop();
  await simulation?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the same product runs on PostgreSQL: a loss and a return reach the open page', async ({ page }) => {
  const complaints = watchConsole(page);
  await page.goto(`${product.url}/pairs/demo`);
  await expect(page.getByTestId('verdict')).toContainText('healthy');
  const health = await (await page.request.get(`${product.url}/api/health`)).json();
  expect(health).toMatchObject({ status: 'ok', database: { engine: 'postgresql' } });

  await simulation.pair.kill('a');
  await expect(page.getByTestId('verdict')).toContainText('degraded', { timeout: 60_000 });
  await expect(page.getByTestId('sentence')).toContainText('dhcp-b answers alone');
  await simulation.pair.start('a');
  await expect(page.getByTestId('verdict')).toContainText('healthy', { timeout: 60_000 });
  await expect(page.getByTestId('transitions')).toContainText('communications-interrupted');
  expect(complaints).toEqual([]);
});
