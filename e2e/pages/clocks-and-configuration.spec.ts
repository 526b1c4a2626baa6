import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { parse } from 'yaml';
import { z } from 'zod';
import { type ClockPointDto, clockHistorySchema } from '../../lib/contracts/clock-history.ts';
import { configVersionListSchema, pairConfigSchema } from '../../lib/contracts/config.ts';
import { clocksSchema } from '../../lib/contracts/truth.ts';
import { watchConsole } from '../support/console.ts';
import { recordsOfCsv } from '../support/csv.ts';
import { type Demo, startDemo } from '../support/demo.ts';
import { downloadOf } from '../support/download.ts';

/** How far the clocks of a pair are apart, and what its two configurations say. */

const SETTINGS = z.object({
  pairs: z.array(
    z.object({
      name: z.string(),
      servers: z.array(z.object({ name: z.string(), config: z.object({ path: z.string() }) })),
    }),
  ),
});
const CHANGED_RANGE = 'range 10.30.0.10 10.30.0.99;';
const DAY_MS = 86_400_000;

let demo: Demo;
let page: Page;
let complaints: string[];
let configPath: string;
/** The lines of dhcp-b's dhcpd.conf after a change, of which one is unlike that of dhcp-a. */
let changed: string[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  demo = await startDemo('--history', '2', '--speed', '0.2');
  changeConfiguration();
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

test('how far the clocks are apart is told with its uncertainty and the way it is known', async () => {
  await page.goto(`${demo.url}/pairs/campus/clocks`);
  const now = page.getByTestId('clocks-now');
  await expect(now).toContainText(/together · less than 50 ms apart/, { timeout: 60_000 });
  await expect(now).toContainText(/(agree|ahead) \(± \d+(\.\d+)? m?s\), by NTP, /);
  await expect(now).toContainText('60 s they refuse');
  const ways = page.getByTestId('clock-ways');
  // A collector that has just begun comes to know them one after the other.
  await expect(async () => {
    const { value } = z.object({ value: clocksSchema }).parse(await answerOf('campus/clocks'));
    expect(await ways.getByRole('row').count()).toBe(1 + value.ways.length);
  }).toPass({ timeout: 60_000 });
  await expect(ways.getByRole('row', { name: /^NTP/ })).toContainText('counts: the best way that is fresh');
  for (const server of ['campus-1', 'campus-2'])
    await expect(page.getByTestId(`clock-${server}`)).toContainText(
      /[+−]?\d+(\.\d+)? ms ± \d+(\.\d+)? ms against Pairwatch’s, by NTP, .*synchronised to/,
    );
});

test('the clocks are drawn with their limits, on either scale', async () => {
  const to = new Date(Date.now() - DAY_MS / 24);
  const from = new Date(to.getTime() - DAY_MS);
  await page.goto(
    `${demo.url}/pairs/campus/clocks?${new URLSearchParams({ from: from.toISOString(), to: to.toISOString() })}`,
  );
  const skew = charts().first();
  await expect(skew.getByRole('heading')).toHaveText(/apart, by NTP/);
  await expect(
    skew.getByText(/Clock of the secondary against the primary’s: from .* by NTP; /),
  ).toBeAttached();
  await expect(skew.locator('.recharts-reference-line')).toHaveCount(6);
  for (const limit of ['5 s', '60 s'])
    await expect(skew.locator('svg').getByText(limit, { exact: true })).toHaveCount(2);
  await page.getByRole('radio', { name: 'Evenly, as far as the measurements reach' }).click();
  await expect(skew.getByText('+100 s')).toHaveCount(0);
});

test('what is drawn of the clocks is in the table and the file as the API has it', async () => {
  const { search } = new URL(page.url());
  const { skew, servers } = clockHistorySchema.parse(
    await answerOf(`campus/clocks/history${search}&width=600`),
  );
  const measured = skew.filter(({ value }) => value !== null);
  expect(measured.length).toBeGreaterThan(5);

  const [ofSkew, ofServers] = [charts().first(), charts().nth(1)];
  const saved = await downloadOf(page, () => ofSkew.getByRole('button', { name: 'CSV' }).click());
  expect(saved.name).toBe('campus-clock-skew.csv');
  const name = 'secondary’s clock minus primary’s, with uncertainty';
  expect(recordsOfCsv(saved.text)).toEqual(
    skew.map((point) => ({
      'time (UTC)': point.at,
      [`${name} (ms)`]: textOf(point, 'avgMs'),
      [`${name}, least (ms)`]: textOf(point, 'lowMs'),
      [`${name}, most (ms)`]: textOf(point, 'highMs'),
    })),
  );
  const both = await downloadOf(page, () => ofServers.getByRole('button', { name: 'CSV' }).click());
  for (const { server, points } of servers)
    expect(
      recordsOfCsv(both.text).flatMap((record) => record[`${server} minus Pairwatch’s (ms)`] || []),
    ).toEqual(points.flatMap((point) => textOf(point, 'avgMs') || []));

  await ofSkew.getByRole('button', { name: 'Table' }).click();
  const cells = await ofSkew.getByRole('table').getByRole('cell').allTextContents();
  expect(cells).toHaveLength(skew.length);
  expect(cells.filter((cell) => cell !== 'no reading')).toHaveLength(measured.length);
});

test('both configurations stand beside each other, line by line', async () => {
  await page.goto(`${demo.url}/pairs/demo/config`);
  const lines = linesOfFiles();
  await expect(lines).toContainText('failover peer "demo"');
  await lines.focus();
  for (const [server, role] of [
    ['dhcp-a', 'primary'],
    ['dhcp-b', 'secondary'],
  ] as const) {
    await expect(page.getByRole('region', { name: `dhcpd.conf of ${server}`, exact: true })).toContainText(
      role,
    );
    const number = (await linesOf(server)).findIndex((line) => line.trim() === `${role};`) + 1;
    const line = lines.locator(`[data-line="${server}:${number}"]`);
    await expect(line).toContainText(`${role};`);
    await expect(line.getByTitle('differs from the other file')).toBeVisible();
  }
});

test('a finding stands at its line, and leads there', async () => {
  const number = changed.findIndex((line) => line.includes(CHANGED_RANGE)) + 1;
  const place = page
    .getByTestId('config-findings')
    .getByRole('button', { name: `dhcp-b dhcpd.conf:${number}`, exact: true })
    .first();
  await expect(place).toBeVisible({ timeout: 60_000 });
  await place.click();
  await expect(linesOfFiles()).toBeFocused();
  const line = linesOfFiles().locator(`[data-line="dhcp-b:${number}"]`);
  await expect(line).toBeInViewport();
  await expect(line).toHaveCSS('outline-style', 'solid');
  await expect(line).toContainText(CHANGED_RANGE);
  const { findings } = pairConfigSchema.parse(await answerOf('demo/config'));
  const meant = findings.filter(({ places }) =>
    places.some((each) => each.server === 'dhcp-b' && each.line === number),
  );
  expect(meant.length).toBeGreaterThan(0);
  for (const { sentence } of meant) await expect(line).toContainText(sentence);
});

test('what changed is in the history, against the version before', async () => {
  await page.getByRole('radio', { name: 'History of both' }).click();
  await expect(page).toHaveURL(/view=history/);
  const { versions } = configVersionListSchema.parse(await answerOf('demo/config/versions'));
  const history = page.getByTestId('config-history');
  await expect(history.getByRole('listitem')).toHaveCount(versions.length);
  const latest = history.getByRole('button', { name: /^dhcp-b · / }).first();
  await latest.click();
  await expect(latest).toHaveAttribute('aria-pressed', 'true');
  const diff = history.getByRole('figure');
  await expect(diff).toContainText(`+    ${CHANGED_RANGE}`);
  await expect(diff).toContainText(/-\s+range 10\.30\.0\.10 10\.30\.0\.1\d\d;/);
  const first = versions.findLast(({ server }) => server === 'dhcp-a');
  await history.getByRole('combobox').selectOption(String(first?.id));
  await expect(page).toHaveURL(new RegExp(`against=${first?.id}`));
  await expect(diff).toContainText('-  primary;');
  await page.goBack();
  await expect(page).not.toHaveURL(/against=/);
  await expect(diff).not.toContainText('-  primary;');
});

test('no page and no answer has the secret that stands in the files', async () => {
  const secret = /secret "([^"]+)"/.exec(readFileSync(configPath, 'utf8'))?.[1] ?? '';
  expect(secret.length).toBeGreaterThan(20);
  expect(readFileSync(join(demo.folder, 'omapi-secret'), 'utf8')).toContain(secret);
  const { versions } = configVersionListSchema.parse(await answerOf('demo/config/versions'));
  const [latest, former] = versions.map(({ id }) => id);
  for (const path of [
    'config',
    'config/versions',
    `config/versions/${latest}`,
    `config/versions/${latest}?against=${former}`,
    'config-tests',
    'evidence',
    'findings',
  ]) {
    const text = JSON.stringify(await answerOf(`demo/${path}`));
    expect(text, path).not.toContain(secret);
    if (path === 'config') expect(text).toMatch(/secret \*+;/);
  }
  for (const search of ['', '?view=meaning', '?view=text', '?view=history']) {
    const address = `${demo.url}/pairs/demo/config${search}`;
    expect(await (await page.request.get(address)).text(), search).not.toContain(secret);
    await page.goto(address);
    await expect(page.getByTestId('config-findings')).toContainText(/dhcp-b/);
    expect(await page.content(), search).not.toContain(secret);
  }
  await page.goto(`${demo.url}/pairs/demo/config`);
  await expect(linesOfFiles()).toContainText(/secret \*+;/);
});

const charts = (): Locator => page.getByTestId('chart');
const linesOfFiles = (): Locator =>
  page.getByRole('region', { name: /^Lines of .* of dhcp-a beside .* of dhcp-b$/ });

async function answerOf(path: string): Promise<unknown> {
  const answer = await page.request.get(`${demo.url}/api/v1/pairs/${path}`);
  expect(answer.status(), path).toBe(200);
  return answer.json();
}

/** A figure of a point as a file has it; empty where nothing was measured. */
const textOf = ({ value }: ClockPointDto, figure: 'avgMs' | 'lowMs' | 'highMs'): string =>
  value === null ? '' : String(value[figure]);

async function linesOf(server: string): Promise<string[]> {
  const { servers } = pairConfigSchema.parse(await answerOf('demo/config'));
  const files = servers.find(({ name }) => name === server)?.version?.files ?? [];
  return files[0]?.text.split('\n') ?? [];
}

/** Makes a range of dhcp-b another than dhcp-a's, and has a new collector read configurations and clocks more often than once a minute. */
function changeConfiguration(): void {
  const path = join(demo.folder, 'pairwatch.yaml');
  const { pairs } = SETTINGS.parse(parse(readFileSync(path, 'utf8')));
  const server = pairs.find(({ name }) => name === 'demo')?.servers.find(({ name }) => name === 'dhcp-b');
  if (!server) throw new Error(`${path} has no server dhcp-b`);
  configPath = server.config.path;
  const text = readFileSync(configPath, 'utf8').replace(/range 10\.30\.0\.10 10\.30\.0\.\d+;/, CHANGED_RANGE);
  changed = text.split('\n');
  writeFileSync(configPath, text);
  appendFileSync(path, 'poll:\n  config: 5s\n  clock: 16s\n');
  process.kill(demo.product.children().collector, 'SIGTERM');
}
