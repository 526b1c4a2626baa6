import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { drillReportSchema } from '../../lib/contracts/drill.ts';
import { drillAnswerSchema, drillListSchema } from '../../lib/contracts/drill-request.ts';
import { eventListSchema } from '../../lib/contracts/event.ts';
import { canonicalJson, sha256 } from '../../lib/practices/drill/canonical.ts';
import { verifyBundle } from '../../lib/reports/bundle/verify-bundle.ts';
import { type SimulatedPair, startSimulatedPair } from '../../lib/simulate/start.ts';
import { graveViolations } from '../support/axe.ts';
import { watchConsole } from '../support/console.ts';
import { downloadOf } from '../support/download.ts';
import { freePort, type Product, startProduct } from '../support/product.ts';

/** A failover drill from its plan to its signed report, with a pair whose primary really goes away. */

let simulation: SimulatedPair;
let product: Product;
let folder: string;
let page: Page;
let complaints: string[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-drill-'));
  simulation = await startSimulatedPair({ folder, story: [], speed: 4 });
  const listen = `127.0.0.1:${await freePort()}`;
  const settings = join(folder, 'pairwatch.yaml');
  writeFileSync(settings, `${simulation.settingsYaml}\nlisten: ${listen}\ndata: .\n`, { mode: 0o600 });
  product = await startProduct(['start', '--config', settings], `http://${listen}`);
  page = await browser.newPage();
  complaints = watchConsole(page);
});

test.afterEach(() => {
  expect(complaints).toEqual([]);
});

test.afterAll(async () => {
  await page?.close();
  await product?.stop();
  await simulation?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const api = async (path: string): Promise<unknown> =>
  (await page.request.get(`${product.url}/api/v1/${path}`)).json();
const drill = async (id: number) => drillAnswerSchema.parse(await api(`drills/${id}`));
const step = (code: string) => page.locator(`[data-step="${code}"]`);

test('a drill is planned from the page of the pair, and begins only with a reason while nobody knows whether it would work', async () => {
  await page.goto(`${product.url}/pairs/demo`);
  await expect(page.getByTestId('verdict')).toContainText('healthy');
  await page.getByRole('link', { name: 'Try it out: failover drill' }).click();
  await page.getByLabel('Your name').fill('anna');
  await expect(page.getByLabel('Server to be stopped')).toHaveValue('dhcp-a');
  await page.getByRole('button', { name: 'Plan the drill' }).click();
  await expect(page).toHaveURL(/\/pairs\/demo\/drill\/1$/);
  await expect(page.getByTestId('drill-commands')).toContainText('systemctl stop isc-dhcp-server');
  await expect(step('interrupted')).toContainText('Within ');
  // A pair that was just set up has no figures yet of how long a server's own share lasts.
  await expect(page.getByTestId('drill-readiness')).toContainText('unknown');
  await page.getByRole('button', { name: 'Begin the drill' }).click();
  const form = page.getByRole('form', { name: 'Begin the drill' });
  await expect(form.getByRole('alert')).toContainText('To begin it all the same, give the reason.');
  // The browser itself says that the request was refused.
  expect(complaints.splice(0)).toEqual([expect.stringContaining('409 (Conflict)')]);
  await page.getByLabel('Why it is begun all the same').fill('It was set up a minute ago.');
  await page.getByRole('button', { name: 'Begin the drill' }).click();
  await expect(page.getByTestId('drill-page')).toHaveAttribute('data-phase', 'running');
  const { report } = await drill(1);
  expect(report.plan.override).toMatchObject({ by: 'anna', reason: 'It was set up a minute ago.' });
  expect(await api('maintenance')).toMatchObject({
    windows: [{ id: report.drill.windowId, pair: 'demo', by: 'anna' }],
  });
});

test('each step is seen as it happens, without anybody touching the page', async () => {
  await simulation.pair.kill('a');
  await expect(step('stopped')).toHaveAttribute('data-status', 'seen');
  await expect(step('interrupted')).toHaveAttribute('data-status', 'seen');
  await expect(step('answers')).toHaveAttribute('data-status', 'seen');
  await expect(step('leases')).toHaveAttribute('data-status', 'seen', { timeout: 60_000 });
  await expect(step('leases')).toContainText('dhcp-b gave or renewed');
  await expect(step('started')).toContainText('Awaited for');
  await simulation.pair.start('a');
  await expect(step('started')).toHaveAttribute('data-status', 'seen');
  await expect(step('normal')).toHaveAttribute('data-status', 'seen', { timeout: 60_000 });
  await expect(step('balanced')).toHaveAttribute('data-status', 'seen', { timeout: 60_000 });
});

test('the page of the pair says that it waits to be ended', async () => {
  await page.goto(`${product.url}/pairs/demo`);
  await expect(page.getByTestId('drill-warning')).toContainText('Every step is done: end the drill');
  await page.getByRole('link', { name: 'Open the drill with dhcp-a' }).click();
  await expect(page.getByTestId('drill-page')).toHaveAttribute('data-phase', 'running');
});

test('it ends with a verdict, figures beside what was expected, and a signature that fits', async () => {
  await page.getByRole('button', { name: 'End the drill' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End the drill' }).click();
  await expect(page.getByTestId('drill-verdict')).toContainText('passed with remarks');
  await expect(page.getByTestId('drill-verdict')).toContainText('It was set up a minute ago.');
  await page.getByText('Add a note').click();
  await page.getByLabel('Note', { exact: true }).fill('Nobody noticed.');
  await page.getByRole('button', { name: 'Add the note' }).click();
  await expect(page.getByTestId('drill-notes')).toContainText('Nobody noticed.');
  await page.getByRole('button', { name: 'Sign the report' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign' }).click();
  await expect(page.getByTestId('drill-signature')).toContainText('Unaltered since');

  const { generated, signature, isAltered, ...signed } = (await drill(1)).report;
  expect(isAltered).toBe(false);
  expect(signature).toMatchObject({ by: 'anna', sha256: sha256(canonicalJson(signed)) });
  expect(generated.by).toBe('Pairwatch');
  for (const { ms, expectedMs } of signed.measures) expect(ms).toBeLessThanOrEqual(expectedMs ?? 0);
  // The duty of a drill is done by it.
  const { events } = eventListSchema.parse(await api('events?pair=demo&kind=action'));
  expect(events.find(({ to }) => to === 'practice-passed')).toMatchObject({
    actor: 'anna',
    sentence: expect.stringContaining('Drill 1 with dhcp-a. The failover worked, with remarks.'),
  });
});

test('its report is had in each format, all of the same', async () => {
  const { report } = await drill(1);
  const sha = report.signature?.sha256 ?? 'none';
  const json = await downloadOf(page, () => page.getByRole('link', { name: 'JSON' }).click());
  expect(json.name).toBe('drill-1-demo.json');
  expect(drillReportSchema.parse(JSON.parse(json.text)).steps).toEqual(report.steps);
  const markdown = await downloadOf(page, () => page.getByRole('link', { name: 'Markdown' }).click());
  expect(markdown.text).toContain(sha);
  const html = await downloadOf(page, () => page.getByRole('link', { name: 'HTML' }).click());
  expect(html.text).toContain(sha);
  const csv = await downloadOf(page, () => page.getByRole('link', { name: 'CSV' }).click());
  expect(csv.text.trim().split('\r\n')).toHaveLength(1 + report.steps.length);
  const pdf = await page.request.get(`${product.url}/api/v1/drills/1/report?format=pdf`);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  const zip = await page.request.get(`${product.url}/api/v1/drills/1/report?format=zip`);
  const { manifest, faults } = verifyBundle(await zip.body());
  expect(faults).toEqual([]);
  expect(manifest?.files.map(({ path }) => path)).toEqual(
    ['pdf', 'html', 'md', 'csv', 'json'].map((format) => `drill-1-demo.${format}`),
  );
  expect((await page.request.get(`${product.url}/api/v1/drills/1/report?format=doc`)).status()).toBe(400);
});

test('another can be called off before its begin, and both stand in the list', async () => {
  await page.goto(`${product.url}/pairs/demo/drill`);
  await page.getByRole('button', { name: 'Plan the drill' }).click();
  await expect(page).toHaveURL(/\/drill\/2$/);
  await page.getByRole('button', { name: 'Abandon the drill' }).click();
  const box = page.getByRole('dialog');
  await box.getByLabel('Reason').fill('The wrong server.');
  await box.getByRole('button', { name: 'Abandon the drill' }).click();
  await expect(page.getByTestId('drill-page')).toHaveAttribute('data-phase', 'abandoned');
  await page.goto(`${product.url}/pairs/demo/drill`);
  await expect(page.getByTestId('drill')).toHaveText([/abandoned/, /passed with remarks.*signed by anna/]);
  const { drills } = drillListSchema.parse(await api('pairs/demo/drills'));
  expect(drills.map(({ phase }) => phase)).toEqual(['abandoned', 'ended']);
});

test('its pages can be used by everybody, in both themes and on a phone', async ({ browser }) => {
  test.setTimeout(120_000);
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 780 } });
    const phone = await context.newPage();
    for (const path of ['', '/1', '/2']) {
      await phone.goto(`${product.url}/pairs/demo/drill${path}`);
      await expect(phone.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await graveViolations(phone)).toEqual([]);
      const width = await phone.evaluate('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(360);
    }
    await context.close();
  }
});
