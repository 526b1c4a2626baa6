import { expect, type Locator, type Page, test } from '@playwright/test';
import { type HistoryPointDto, type PoolHistoryDto, poolHistorySchema } from '../../lib/contracts/history.ts';
import { type PoolOverviewDto, poolOverviewSchema } from '../../lib/contracts/pool-overview.ts';
import { watchConsole } from '../support/console.ts';
import { recordsOfCsv } from '../support/csv.ts';
import { type Demo, startDemo } from '../support/demo.ts';
import { downloadOf } from '../support/download.ts';
import { dragOver } from '../support/drag.ts';

/** The pools of the calm pair: found, sorted, and one of them looked at closer. */

/** In one pool alone: the second of the dormitory. */
const AN_ADDRESS = '10.40.2.77';
const ITS_LOW_END = '10.40.2.70';
const HOUR_MS = 3_600_000;

let demo: Demo;
let page: Page;
let complaints: string[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  demo = await startDemo('--history', '7', '--speed', '0.2');
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

test('pools are sorted by a column, the other way around, and as before', async () => {
  await page.goto(`${demo.url}/pairs/campus/pools`);
  await expect(page.getByTestId('live-badge')).toHaveAttribute('data-state', 'live');
  await expect(rows()).toHaveCount(12);
  const used = page.getByRole('columnheader', { name: 'Used' });
  await used.getByRole('button').click();
  await expect(used).toHaveAttribute('aria-sort', 'descending');
  await expect(page).toHaveURL(/sort=-used/);
  const greatestFirst = await usedPercents();
  expect(greatestFirst).toEqual(greatestFirst.toSorted((a, b) => b - a));
  await used.getByRole('button').click();
  await expect(page).toHaveURL(/sort=used/);
  await page.reload();
  await expect(used).toHaveAttribute('aria-sort', 'ascending');
  const leastFirst = await usedPercents();
  expect(leastFirst).toEqual(leastFirst.toSorted((a, b) => a - b));
  await used.getByRole('button').click();
  await expect(page).not.toHaveURL(/sort=/);
});

test('an address finds the one pool that has it, a name those that are called so', async () => {
  const find = page.getByRole('searchbox', { name: 'Find' });
  await find.fill(AN_ADDRESS);
  await expect(rows()).toHaveCount(1);
  await expect(rows()).toContainText(ITS_LOW_END);
  await expect(page.getByRole('status').filter({ hasText: '12 pools.' })).toContainText('1 shown.');
  await find.fill('labs');
  await expect(rows()).toHaveCount(2);
  await find.fill('nowhere');
  await expect(page.getByText('No pool of this pair is meant by that.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all 12' }).click();
  await expect(rows()).toHaveCount(12);
});

test('those at risk alone are shown, as many as are counted', async () => {
  const risky = page.getByRole('checkbox', { name: /^At risk \(\d+\)$/ });
  await risky.click();
  await expect(page).toHaveURL(/risk=1/);
  await expect(risky).toBeChecked();
  const count = Number(/\((\d+)\)/.exec((await risky.locator('..').textContent()) ?? '')?.[1]);
  await expect(rows()).toHaveCount(count);
  // The address is what counts, and it changes a moment after the click.
  await risky.click();
  await expect(risky).not.toBeChecked();
  await expect(rows()).toHaveCount(12);
});

test('the table is taken away as it is shown, with each server’s own figures', async () => {
  await page.getByRole('searchbox', { name: 'Find' }).fill('labs');
  await expect(rows()).toHaveCount(2);
  const { name, text } = await downloadOf(page, () => page.getByRole('button', { name: 'CSV' }).click());
  expect(name).toBe('pools-campus.csv');
  const records = recordsOfCsv(text);
  const { pools } = await poolsOfApi();
  expect(records.map(({ pool }) => pool).toSorted()).toEqual(
    pools
      .filter(({ sharedNetwork }) => sharedNetwork === 'labs')
      .map(({ ranges }) => ranges.map(({ low, high }) => `${low}-${high}`).join(' '))
      .toSorted(),
  );
  for (const record of records) {
    expect(record).toMatchObject({ 'shared network': 'labs', 'failover peer': 'campus' });
    for (const server of ['campus-1', 'campus-2']) {
      const [used, backup, free] = ['used', 'backup', 'free'].map((what) =>
        Number(record[`${server}: ${what}`]),
      );
      expect((used ?? 0) + (backup ?? 0) + (free ?? 0)).toBe(Number(record['size (addresses)']));
    }
  }
});

test('a row leads to its pool', async () => {
  await page.getByRole('searchbox', { name: 'Find' }).fill(AN_ADDRESS);
  await expect(rows()).toHaveCount(1);
  const link = rows().getByRole('link');
  const ranges = (await link.textContent()) ?? '';
  await link.click();
  await expect(page).toHaveURL(new RegExp(`/pairs/campus/pools/${await idOfPool()}$`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(ranges);
});

test('a chart says what it shows in words, with its gaps', async () => {
  await page.goto(`${demo.url}/pairs/campus/pools/${await idOfPool()}?last=7d`);
  const chart = charts().first();
  await expect(chart.locator('path.recharts-area-area')).toHaveCount(3);
  const finding = (await chart.getByRole('heading').textContent()) ?? '';
  expect(finding).toMatch(/\d+ %/);
  const summary = chart.getByText(/Each point stands for 1 h\.$/);
  await expect(summary).toContainText(`${finding}. `);
  const cursor = chart.getByRole('slider', { name: finding });
  await cursor.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(cursor).toHaveAttribute('aria-valuetext', /used \d+.*backup \d+.*free \d+/);
});

test('a drag over a chart looks closer at what it was drawn over, in all charts, and back', async () => {
  const drawn = charts().first().getByTestId('chart-cursor');
  const before = await spanOf(charts().first());
  await dragOver(page, drawn, [0.4, 0.6]);
  await expect(page).toHaveURL(/from=.*&to=/);
  const { searchParams } = new URL(page.url());
  const [from, to] = ['from', 'to'].map((name) => Date.parse(searchParams.get(name) ?? '')) as [
    number,
    number,
  ];
  // The room of the axis is part of what is dragged over, but of no time.
  const share = (at: number) => (at - before.from) / (before.to - before.from);
  expect(share(from)).toBeCloseTo(0.37, 1);
  expect(share(to)).toBeCloseTo(0.59, 1);
  for (const chart of await charts().all()) await expect.poll(() => spanOf(chart)).toEqual({ from, to });
  await page.goBack();
  await expect(page).toHaveURL(/\?last=7d$/);
  await expect.poll(async () => lengthOf(await spanOf(charts().first()))).toBeGreaterThan(6 * 24 * HOUR_MS);
});

test('a time that is chosen is the time of the address and of all charts', async () => {
  await page.getByRole('button', { name: /^Time range: / }).click();
  await page.getByRole('dialog', { name: 'Time range' }).getByRole('button', { name: '6 h' }).click();
  await expect(page).toHaveURL(/\?last=6h$/);
  for (const chart of await charts().all())
    await expect
      .poll(async () => Math.abs(Date.now() - 6 * HOUR_MS - (await spanOf(chart)).from))
      .toBeLessThan(HOUR_MS / 4);

  const to = new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 24 * HOUR_MS);
  const from = new Date(to.getTime() - 12 * HOUR_MS);
  await page.getByRole('button', { name: /^Time range: / }).click();
  const panel = page.getByRole('dialog', { name: 'Time range' });
  await panel.getByLabel('From', { exact: true }).fill(from.toISOString().slice(0, 16));
  await panel.getByLabel('To', { exact: true }).fill(to.toISOString().slice(0, 16));
  await panel.getByRole('button', { name: 'Show this time' }).click();
  await expect(page).toHaveURL(
    (url) =>
      url.searchParams.get('from') === from.toISOString() && url.searchParams.get('to') === to.toISOString(),
  );
  for (const chart of await charts().all())
    await expect.poll(() => spanOf(chart)).toEqual({ from: from.getTime(), to: to.getTime() });
});

test('the figures of a chart are taken away as the API has them', async () => {
  const chart = charts().first();
  const { name, text } = await downloadOf(page, () => chart.getByRole('button', { name: 'CSV' }).click());
  expect(name).toBe(`pool-dormitory-${ITS_LOW_END}-campus-1-omapi.csv`);
  const points = seriesOf(await historyOfApi(), 'campus-1', 'omapi');
  expect(points.filter(({ values }) => values !== null).length).toBeGreaterThan(10);
  expect(recordsOfCsv(text)).toEqual(
    points.map((point) => ({
      'time (UTC)': point.at,
      'used (addresses)': tenths(usedOf(point)),
      'backup (addresses)': tenths(point.values?.backupLeases?.avg),
      'free (addresses)': tenths(point.values?.freeLeases?.avg),
    })),
  );
});

test('its table has the same, the latest first', async () => {
  const chart = charts().first();
  await chart.getByRole('button', { name: 'Table' }).click();
  const table = chart.getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveText(['from', 'used', 'backup', 'free']);
  const points = seriesOf(await historyOfApi(), 'campus-1', 'omapi').toReversed();
  const used = await table.locator('tbody td:nth-of-type(1)').allInnerTexts();
  expect(used).toEqual(points.map((point) => tenths(usedOf(point)) || 'no reading'));
  await chart.getByRole('button', { name: 'Table' }).click();
});

test('whose figures are drawn is a choice, which the address keeps', async () => {
  const chart = charts().first();
  await chart.getByRole('radio', { name: 'campus-2' }).click();
  await expect(page).toHaveURL(/server=campus-2/);
  await chart.getByRole('radio', { name: 'counted from the lease file' }).click();
  await expect(page).toHaveURL(/source=leases/);
  await page.reload();
  await expect(chart.getByRole('radio', { name: 'campus-2' })).toBeChecked();
  const { name } = await downloadOf(page, () => chart.getByRole('button', { name: 'CSV' }).click());
  expect(name).toMatch(/-campus-2-leases\.csv$/);
});

const rows = (): Locator => page.getByTestId(/^pool-row-/);
const charts = (): Locator => page.getByTestId('chart');
const lengthOf = ({ from, to }: { from: number; to: number }): number => to - from;

async function usedPercents(): Promise<number[]> {
  const texts = await rows().locator('td:nth-child(5)').allInnerTexts();
  return texts.map((text) => Number(/\d+(\.\d+)?/.exec(text)?.[0]));
}

/** The time that a chart shows. Milliseconds. */
async function spanOf(chart: Locator): Promise<{ from: number; to: number }> {
  const cursor = chart.getByTestId('chart-cursor');
  const [from, to] = await Promise.all(
    ['aria-valuemin', 'aria-valuemax'].map(async (name) => Number(await cursor.getAttribute(name))),
  );
  return { from: from ?? Number.NaN, to: to ?? Number.NaN };
}

async function poolsOfApi(): Promise<PoolOverviewDto> {
  const answer = await page.request.get(`${demo.url}/api/v1/pairs/campus/pools/overview`);
  return poolOverviewSchema.parse(await answer.json());
}

async function idOfPool(): Promise<number> {
  const { pools } = await poolsOfApi();
  const pool = pools.find(({ ranges }) => ranges.some(({ low }) => low === ITS_LOW_END));
  if (!pool) throw new Error(`campus has no pool that begins at ${ITS_LOW_END}`);
  return pool.id;
}

/** As the page asks for it: of the time that stands in its address. */
async function historyOfApi(): Promise<PoolHistoryDto> {
  const { pathname, searchParams } = new URL(page.url());
  const parameters = new URLSearchParams({
    from: searchParams.get('from') ?? '',
    to: searchParams.get('to') ?? '',
    width: '600',
  });
  const answer = await page.request.get(`${demo.url}/api/v1${pathname}/history?${parameters}`);
  return poolHistorySchema.parse(await answer.json());
}

function seriesOf({ series }: PoolHistoryDto, server: string, source: string): HistoryPointDto[] {
  const found = series.find((each) => each.server === server && each.source === source);
  if (!found) throw new Error(`no series of ${server} by ${source}`);
  return found.points;
}

function usedOf({ values }: HistoryPointDto): number | undefined {
  const { leaseCount, freeLeases, backupLeases } = values ?? {};
  return leaseCount && freeLeases && backupLeases && leaseCount.avg - freeLeases.avg - backupLeases.avg;
}

/** As a chart rounds it; empty where nothing was read. */
const tenths = (value: number | undefined): string =>
  value === undefined ? '' : String(Math.round(value * 10) / 10);
