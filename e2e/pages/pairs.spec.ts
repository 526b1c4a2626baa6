import { expect, type Page, test } from '@playwright/test';
import { watchConsole } from '../support/console.ts';
import { type Demo, startDemo } from '../support/demo.ts';

/** The overview, the page of a pair, and the time both show. */

let demo: Demo;
let page: Page;
let complaints: string[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  demo = await startDemo('--history', '7', '--speed', '3');
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

test('the overview lists both pairs by risk, each with its sentence, its servers and its record', async () => {
  await page.goto(demo.url);
  await expect(page.getByRole('main')).toContainText('2 pairs');
  const rows = page.getByTestId(/^pair-row-/);
  await expect(rows).toHaveCount(2);
  for (const [name, primary] of [
    ['demo', 'dhcp-a'],
    ['campus', 'campus-1'],
  ] as const) {
    const row = page.getByTestId(`pair-row-${name}`);
    await expect(row.getByTestId('verdict')).not.toBeEmpty();
    await expect(row.getByTestId('sentence')).toContainText(/\w+ .*\./);
    await expect(row.getByTestId('record-strip')).toHaveAccessibleName(/days?/);
    await expect(row.getByTestId('worst-pool')).toHaveAccessibleName(/\d+ of \d+ used, as .* counted/);
    await expect(row.getByRole('img', { name: `${primary}: ` })).toBeVisible();
  }
});

test('the pair that needs somebody comes first', async () => {
  await page.goto(`${demo.url}/?all=1`);
  const first = page.getByTestId(/^pair-row-/).first();
  await expect(first).toHaveAttribute('data-verdict', 'degraded', { timeout: 60_000 });
  await expect(first).toHaveAttribute('data-testid', 'pair-row-demo');
  await expect(first.getByTestId('sentence')).toContainText('dhcp-b answers alone');
  await expect(page.getByRole('main')).toContainText(/2 pairs: 1 degraded, 1 healthy/);
  await first.getByRole('link', { name: 'Demo pair (simulated)' }).click();
  await expect(page).toHaveURL(/\/pairs\/demo$/);
});

test('the page of a pair says what is, who answers, and whether a failover would work', async () => {
  await page.goto(`${demo.url}/pairs/campus`);
  await expect(page.getByTestId('verdict')).toHaveText('healthy');
  await expect(page.getByTestId('sentence')).toContainText('Both servers');
  for (const name of ['campus-1', 'campus-2']) {
    await expect(page.getByTestId(`server-state-${name}`)).toHaveText('normal');
    await expect(page.getByTestId(`server-${name}`)).toContainText('omapi');
  }
  await expect(page.getByTestId('link')).toHaveAttribute('data-status', 'up');
  await expect(page.getByTestId('readiness-word')).not.toBeEmpty();
});

test('what the verdict rests on opens as the servers sent it, and gives the focus back', async () => {
  const button = page.getByRole('button', { name: 'Evidence', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Evidence for “healthy”' });
  const told = drawer.getByRole('row', { name: /^local-state/ });
  await expect(told).toBeVisible();
  await expect(drawer.getByRole('row', { name: /^mclt/ })).toContainText(/\d+/);
  await expect(drawer.getByRole('columnheader', { name: /campus-2/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(button).toBeFocused();
});

test('the tabs lead through the pages of the pair', async () => {
  const tabs = page.getByRole('navigation', { name: 'Pages of this pair' });
  for (const [word, path] of [
    ['Pools', '/pools'],
    ['Leases', '/leases'],
    ['Clocks', '/clocks'],
    ['Configuration', '/config'],
    ['Overview', ''],
  ] as const) {
    await tabs.getByRole('link', { name: word }).click();
    await expect(page).toHaveURL(`${demo.url}/pairs/campus${path}`);
    await expect(tabs.getByRole('link', { name: word })).toHaveAttribute('aria-current', 'page');
  }
});

test('the timeline is read by keys, and a stretch chosen on it becomes the time of the page', async () => {
  await page.goto(`${demo.url}/pairs/campus?last=7d`);
  const timeline = page.getByTestId('timeline-cursor');
  await timeline.focus();
  await page.keyboard.press('Home');
  // The range moves on with the present, and the cursor with its begin.
  await page.waitForResponse((response) => response.url().includes('/timeline?'));
  await page.waitForResponse((response) => response.url().includes('/timeline?'));
  await expect(timeline).toHaveAttribute('aria-valuetext', /UTC/);
  await expect(page.getByTestId('timeline-readout')).toContainText('campus-1');
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/from=.*&to=/);
  await expect(page.getByTestId('range-words')).toContainText('–');
  await page.goBack();
  await expect(page.getByTestId('range-words')).toHaveText('Last 7 days');
});

test('a drag over the timeline looks closer, a double click wider', async () => {
  await page.goto(`${demo.url}/pairs/campus?last=7d`);
  await page.getByTestId('timeline-cursor').scrollIntoViewIfNeeded();
  const box = await page.getByTestId('timeline-cursor').boundingBox();
  if (!box) throw new Error('the timeline is not drawn');
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.4, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, middle, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.*&to=/);
  const closer = spanOf(page.url());
  expect(closer.lengthMs / (7 * 86_400_000)).toBeCloseTo(0.2, 1);
  await page.getByTestId('timeline-cursor').dblclick();
  await expect.poll(() => spanOf(page.url()).lengthMs).toBeGreaterThan(closer.lengthMs * 1.5);
});

test('the time is chosen by a length, by its ends, and by the ways of the browser; charts follow', async () => {
  await page.goto(`${demo.url}/pairs/campus/clocks`);
  const words = page.getByTestId('range-words');
  const chart = page.getByTestId('chart').first();
  await expect(words).toHaveText('Last 24 h');
  await expect(chart.getByTestId('chart-cursor')).toBeVisible();
  expect(await shownBy(page)).toBeCloseTo(24, 0);

  await page.getByRole('button', { name: /^Time range: / }).click();
  await page.getByRole('dialog', { name: 'Time range' }).getByRole('button', { name: '6 h' }).click();
  await expect(page).toHaveURL(/\?last=6h$/);
  await expect(words).toHaveText('Last 6 h');
  await expect.poll(() => shownBy(page)).toBeCloseTo(6, 0);

  const from = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 - 5 * 3_600_000);
  const to = new Date(from.getTime() + 2 * 3_600_000);
  await page.getByRole('button', { name: /^Time range: / }).click();
  const panel = page.getByRole('dialog', { name: 'Time range' });
  await panel.getByLabel('From', { exact: true }).fill(to.toISOString().slice(0, 16));
  await panel.getByLabel('To', { exact: true }).fill(from.toISOString().slice(0, 16));
  await panel.getByRole('button', { name: 'Show this time' }).click();
  await expect(panel.getByRole('alert')).toContainText('The end is before the begin');
  await panel.getByLabel('From', { exact: true }).fill(from.toISOString().slice(0, 16));
  await panel.getByLabel('To', { exact: true }).fill(to.toISOString().slice(0, 16));
  await panel.getByRole('button', { name: 'Show this time' }).click();
  await expect(page).toHaveURL(`${demo.url}/pairs/campus/clocks?${searchOf(from, to)}`);
  await expect(words).toContainText(`${from.toISOString().slice(11, 16)} – `);
  await expect.poll(() => shownBy(page)).toBeCloseTo(2, 1);

  await page.goBack();
  await expect(words).toHaveText('Last 6 h');
  await expect.poll(() => shownBy(page)).toBeCloseTo(6, 0);
  await page.goForward();
  await expect.poll(() => shownBy(page)).toBeCloseTo(2, 1);
  await page.getByRole('button', { name: 'Now', exact: true }).click();
  await expect(words).toHaveText('Last 2 h');
});

/** How many hours the first chart of a page covers. */
async function shownBy(of: Page): Promise<number> {
  const cursor = of.getByTestId('chart-cursor').first();
  const [least, most] = await Promise.all([
    cursor.getAttribute('aria-valuemin'),
    cursor.getAttribute('aria-valuemax'),
  ]);
  return (Number(most) - Number(least)) / 3_600_000;
}

function spanOf(url: string): { lengthMs: number } {
  const { searchParams } = new URL(url);
  const [from, to] = ['from', 'to'].map((name) => Date.parse(searchParams.get(name) ?? ''));
  return { lengthMs: (to ?? Number.NaN) - (from ?? Number.NaN) };
}

const searchOf = (from: Date, to: Date): string =>
  String(new URLSearchParams({ from: from.toISOString(), to: to.toISOString() }));
