import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { parse } from 'yaml';
import { z } from 'zod';
import { watchConsole } from '../support/console.ts';
import { type Demo, startDemo } from '../support/demo.ts';

/** One pair alone, and another one that is set up beside it in the browser, against the same two servers. */

const SETTINGS = z.object({
  pairs: z.array(
    z.object({
      servers: z.array(
        z.object({
          name: z.string(),
          omapi: z.object({ port: z.number(), key: z.object({ name: z.string(), algorithm: z.string() }) }),
          config: z.object({ path: z.string() }),
          leases: z.object({ path: z.string() }),
        }),
      ),
    }),
  ),
});
type Server = z.infer<typeof SETTINGS>['pairs'][number]['servers'][number];

const WRONG_SECRET = 'bm90IHRoZSBzZWNyZXQ=';

let demo: Demo;
let page: Page;
let complaints: string[];
let servers: readonly [Server, Server];
let secret: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  demo = await startDemo('--history', '0', '--pairs', '1', '--speed', '0.1');
  const settings = SETTINGS.parse(parse(readFileSync(join(demo.folder, 'pairwatch.yaml'), 'utf8')));
  const [a, b] = settings.pairs[0]?.servers ?? [];
  if (!a || !b) throw new Error('the demo has no two servers');
  servers = [a, b];
  secret = readFileSync(join(demo.folder, 'omapi-secret'), 'utf8').trim();
  page = await browser.newPage();
  complaints = watchConsole(page);
});

test.afterEach(() => {
  expect(complaints).toEqual([]);
});

test.afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

test('who watches one pair is led to it, and gets the list by asking', async () => {
  await page.goto(demo.url);
  await expect(page).toHaveURL(`${demo.url}/pairs/demo`);
  await expect(page.getByTestId('verdict')).toHaveText('healthy');
  await page.goto(`${demo.url}/?all=1`);
  await expect(page.getByTestId('pair-row-demo')).toContainText('healthy');
  await expect(page.getByRole('main')).toContainText('1 pair: 1 healthy');
});

test('the list of pairs says where each is set up and how its servers are reached', async () => {
  await page.goto(`${demo.url}/settings/pairs`);
  const entry = page.getByTestId('pair-file-demo');
  await expect(entry).toContainText('watched');
  await expect(entry).toContainText('from pairwatch.yaml');
  await expect(entry).toContainText(`127.0.0.1:${servers[0].omapi.port}, key pairwatch-demo`);
  await expect(entry).toContainText(servers[1].leases.path);
  await expect(entry.getByRole('button', { name: /Remove/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Set up a pair' }).click();
  await expect(page).toHaveURL(/\/settings\/pairs\/new$/);
});

test('a wrong secret is told from a wrong key, and the right one passes', async () => {
  await page.getByLabel('Name of the pair').fill('again');
  await page.getByLabel('Name of the server').fill(servers[0].name);
  await page.getByLabel('Host', { exact: true }).fill('127.0.0.1');
  await tested('Host');
  await page.getByRole('button', { name: 'Next: OMAPI' }).click();
  await expect(page.getByRole('heading', { name: `${servers[0].name}: OMAPI` })).toBeFocused();

  await page.getByLabel('OMAPI port').fill(String(servers[0].omapi.port));
  await page.getByLabel('Name of the key').fill('no-such-key');
  await page.getByLabel('Algorithm of the key').selectOption(servers[0].omapi.key.algorithm);
  await page.getByLabel('Secret of the key').fill(WRONG_SECRET);
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(line('failed')).toContainText('no-such-key');
  await expect(line('not-tried').first()).toBeVisible();

  await page.getByLabel('Name of the key').fill(servers[0].omapi.key.name);
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(line('failed')).toHaveCount(1);
  await expect(line('failed')).toContainText(/secret/);
  await expect(line('good').filter({ hasText: 'key pairwatch-demo is known' })).toBeVisible();

  await page.getByLabel('Secret of the key').fill(secret);
  await page.getByLabel('Failover peer').fill('demo');
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(line('good').filter({ hasText: 'secret is right' })).toBeVisible();
  await expect(line('good').filter({ hasText: 'peer "demo" found: primary, normal/normal' })).toBeVisible();
  await expect(line('failed')).toHaveCount(0);
});

test('files of this machine are read, of the second server by what was typed for the first', async () => {
  await page.getByRole('button', { name: /^(Next:|Go on to) Files/ }).click();
  await files(servers[0]);
  await page.getByRole('button', { name: /^(Next:|Go on to) Clock/ }).click();
  await page.getByLabel('Its clock is read').selectOption('off');
  await page.getByRole('button', { name: /^(Next:|Go on to) Host/ }).click();
  await page.getByLabel('Name of the server').fill(servers[1].name);
  await page.getByLabel('Host', { exact: true }).fill('127.0.0.1');
  await page.getByRole('button', { name: /^(Next:|Go on to) OMAPI/ }).click();
  await expect(page.getByLabel('Name of the key')).toHaveValue('pairwatch-demo');
  await page.getByLabel('OMAPI port').fill(String(servers[1].omapi.port));
  await tested('OMAPI');
  await page.getByRole('button', { name: 'Next: Files' }).click();
  await files(servers[1]);
  await page.getByRole('button', { name: /^(Next:|Go on to) Clock/ }).click();
  await page.getByRole('button', { name: /^(Next:|Go on to) Check/ }).click();
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(line('good').filter({ hasText: '3 pools readable' }).first()).toBeVisible();
  await expect(line('failed')).toHaveCount(0);
});

test('the text for pairwatch.yaml has all of it but the secret', async () => {
  await page.getByRole('button', { name: 'Show the text' }).click();
  const text = page.getByRole('region', { name: 'Or as text for pairwatch.yaml' });
  await expect(text.locator('pre')).toContainText('name: again');
  await expect(text.locator('pre')).toContainText('env:');
  await expect(text.locator('pre')).toContainText(servers[1].leases.path);
  await expect(text).toContainText('the secret of the key pairwatch-demo');
  expect(await text.textContent()).not.toContain(secret);
});

test('a pair that is stored is watched within seconds, without a restart', async () => {
  await page.getByLabel('Your name').fill('ann');
  await page.getByRole('button', { name: 'Store the pair' }).click();
  await expect(page).toHaveURL(/\/settings\/pairs$/);
  const entry = page.getByTestId('pair-stored-again');
  await expect(entry).toContainText('stored here by ann');
  await page.goto(`${demo.url}/?all=1`);
  await expect(page.getByTestId('pair-row-again')).toHaveAttribute('data-verdict', 'healthy', {
    timeout: 30_000,
  });
  await page.goto(`${demo.url}/settings/pairs`);
  await expect(entry).toContainText('watched');
  const html = await (await page.request.get(`${demo.url}/settings/pairs/again/edit`)).text();
  expect(html).not.toContain(secret);
  for (const path of ['settings/pairs', 'settings/pairs/again'])
    expect(await (await page.request.get(`${demo.url}/api/v1/${path}`)).text()).not.toContain(secret);
});

test('a stored pair is removed again', async () => {
  await page.getByRole('button', { name: 'Remove again' }).click();
  await page.getByRole('dialog', { name: 'Remove again' }).getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByTestId('pair-stored-again')).toHaveCount(0);
  await expect
    .poll(async () => (await page.request.get(`${demo.url}/api/v1/pairs/again`)).status())
    .toBe(404);
});

test('the page about Pairwatch has figures of both its processes', async () => {
  await page.goto(`${demo.url}/settings/about`);
  await expect(page.getByRole('heading', { name: 'About', exact: true })).toBeVisible();
  for (const group of ['Collector', 'Polls and storing', 'Messages', 'Database', 'Processes'])
    await expect(page.getByRole('region', { name: group, exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Collector', exact: true })).toContainText('Last beat');
  await expect(page.getByRole('region', { name: 'Polls and storing' })).toContainText(
    /OMAPI\s*p50 .*, \d+ polls/,
    { timeout: 30_000 },
  );
  const processes = page.getByRole('region', { name: 'Processes' });
  await expect(processes).toContainText(/collector/i);
  await expect(processes).toContainText(/MB|MiB/);
});

/** Lines of the last test that went so. */
const line = (status: string) => page.getByTestId('setup-lines').locator(`[data-status="${status}"]`);

/** Tests the step in sight, which goes well. */
async function tested(step: string): Promise<void> {
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(line('good').first()).toBeVisible();
  await expect(line('failed'), step).toHaveCount(0);
}

async function files({ config, leases }: Server): Promise<void> {
  await page.getByLabel('Its files are read').selectOption('local');
  await page.getByLabel(/^dhcpd\.conf/).fill(config.path);
  await page.getByRole('checkbox', { name: /^Ask dhcpd what it thinks of it/ }).uncheck();
  await page.getByLabel(/^Lease file/).fill(leases.path);
  await tested('Files');
}
