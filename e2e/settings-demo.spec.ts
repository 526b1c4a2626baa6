import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { type SimulatedPair, startSimulatedPair } from '../lib/simulate/start.ts';
import { startWebhookReceiver } from '../lib/testing/webhook-receiver.ts';
import { watchConsole } from './support/console.ts';
import { freePort, type Product, startProduct } from './support/product.ts';

type Receiver = Awaited<ReturnType<typeof startWebhookReceiver>>;

let folder: string;
let pair: SimulatedPair;
let receiver: Receiver;
let product: Product;
/** Reads nothing but what a browser reads: one page for all tests, which follow on each other. */
let page: Page;
let complaints: string[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-settings-'));
  pair = await startSimulatedPair({ folder, seed: 1, story: [] });
  receiver = await startWebhookReceiver();
  const listen = `127.0.0.1:${await freePort()}`;
  const settings = join(folder, 'pairwatch.yaml');
  const ownSettings = `
listen: ${listen}
data: .
endpoints:
  - { name: fixed, kind: slack, url: "${receiver.url}", allow: [127.0.0.0/8], severities: [critical] }
alerts:
  rules:
    pool-full: { critical: off }
maintenance:
  - { reason: weekly patches, days: [sun], from: "02:00", to: "04:00", zone: Europe/Berlin }
`;
  writeFileSync(settings, `${pair.settingsYaml}\n${ownSettings}`, { mode: 0o600 });
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
  await pair?.stop();
  await receiver?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what stands in pairwatch.yaml is shown, and can not be changed here', async () => {
  await page.goto(`${product.url}/settings`);
  const demo = page.getByTestId('pair-file-demo');
  await expect(demo).toContainText('from pairwatch.yaml');
  await expect(demo.getByRole('link', { name: 'Edit demo' })).toHaveCount(0);
  await expect(demo.getByRole('button')).toHaveCount(0);
  await page.getByRole('link', { name: 'Endpoints' }).click();
  const fixed = page.getByTestId('endpoint-fixed');
  await expect(fixed).toContainText('Slack');
  await expect(fixed).toContainText('of severity critical');
  await expect(fixed).toContainText('from pairwatch.yaml');
  await expect(fixed.getByRole('link', { name: 'Edit fixed' })).toHaveCount(0);
  await page.goto(`${product.url}/settings/endpoints/fixed/edit`);
  await expect(page.getByRole('heading', { name: 'fixed stands in pairwatch.yaml' })).toBeVisible();
  await page.goto(`${product.url}/settings/maintenance`);
  const window = page.getByTestId('maintenance');
  await expect(window).toContainText('All pairs: weekly patches');
  await expect(window).toContainText('Every Sunday, 02:00 to 04:00, by clocks of Europe/Berlin');
  await expect(window.getByRole('button')).toHaveCount(0);
});

test('an endpoint is made in the browser, and its test arrives signed', async () => {
  await page.goto(`${product.url}/settings/endpoints`);
  await page.getByRole('link', { name: 'Add an endpoint' }).click();
  await page.getByLabel('Name', { exact: true }).fill('ops');
  await page.getByLabel('Address').fill(receiver.url);
  await page.getByRole('button', { name: 'Generate a secret' }).click();
  const secret = await page.getByLabel('Signing secret').inputValue();
  await page.getByText('Inner networks, headers').click();
  await page.getByLabel('Inner networks it may lead to').fill('127.0.0.1');
  await page.getByLabel('Your name').fill('ann');
  await page.getByRole('button', { name: 'Add the endpoint' }).click();

  const ops = page.getByTestId('endpoint-ops');
  await expect(ops).toContainText('never used');
  await ops.getByRole('button', { name: 'Test ops' }).click();
  await page.getByRole('dialog', { name: 'Test ops' }).getByRole('button', { name: 'Send' }).click();
  await expect(ops.getByTestId('endpoint-test')).toContainText(/Try 1: answered 204 in \d+ ms/);
  await expect(ops.getByTestId('endpoint-test')).toContainText('It arrived.');
  await expect(ops).toContainText('works');

  const [received] = receiver.received;
  if (!received) throw new Error('the page says that the test arrived, but the receiver has nothing');
  const headers = Object.entries(received.headers).map(([name, value]) => [name, String(value)]);
  expect(new Webhook(secret).verify(received.body, Object.fromEntries(headers))).toMatchObject({
    type: 'test',
    data: { by: 'ann' },
  });
});

test('what an endpoint is told is changed without its secrets', async () => {
  await page.getByRole('link', { name: 'Edit ops' }).click();
  await page.getByLabel('every change of a pair’s verdict').first().check();
  await page.getByRole('button', { name: 'Save what it is told' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  // Above the page a breadcrumb of that name leads there too.
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Endpoints' }).click();
  await expect(page.getByTestId('endpoint-ops')).toContainText('every change of a pair’s verdict');
});

test('a delivery is shown with its tries, and one that fails says why and what to do', async () => {
  await page.getByRole('link', { name: 'Deliveries', exact: true }).click();
  await page.getByRole('link', { name: 'ann tests whether messages of Pairwatch arrive at ops.' }).click();
  await expect(page.getByTestId('try')).toContainText('answered 204');
  await expect(page.locator('pre')).toContainText('"type": "test"');

  await receiver.close();
  await page.goto(`${product.url}/settings/endpoints`);
  const ops = page.getByTestId('endpoint-ops');
  await ops.getByRole('button', { name: 'Test ops' }).click();
  await page.getByRole('combobox', { name: 'As which message' }).selectOption('incident.opened');
  await page.getByRole('dialog', { name: 'Test ops' }).getByRole('button', { name: 'Send' }).click();
  const shown = ops.getByTestId('endpoint-test');
  await expect(shown).toContainText(
    `connection refused by 127.0.0.1:${receiver.port}: nothing listens there`,
  );
  await expect(shown).toContainText('What to do: Start the receiver');
  await expect(shown).toContainText('the next try is at');
  await expect(ops).toContainText('failing');
  await shown.getByRole('link', { name: 'See the message' }).click();
  await expect(page.getByTestId('try').first()).toContainText('connection refused');
  await page.goto(`${product.url}/settings/deliveries?endpoint=ops&status=waiting`);
  await expect(page.getByTestId('delivery').first()).toHaveAttribute('data-status', 'waiting');
});

test('a rule is tried on the past before its change is saved', async () => {
  await pair.pair.kill('b');
  await page.goto(`${product.url}/settings/rules?pair=demo`);
  await expect(page.getByTestId('rule-pool-full')).toContainText('Changed everywhere in pairwatch.yaml');
  const rule = page.getByTestId('rule-pair-not-healthy');
  await expect(rule.getByTestId('levels-pair-not-healthy')).toHaveText(
    'warning after 30 s, critical after 5 min',
  );
  await rule.getByRole('button', { name: 'Change Pair not healthy' }).click();
  await rule.getByLabel('After', { exact: true }).first().fill('soon');
  await rule.getByRole('button', { name: /^Preview/ }).click();
  await expect(rule.getByRole('alert')).toContainText('Expected a time such as 30 s');
  await rule.getByLabel('After', { exact: true }).first().fill('1 s');
  await expect(async () => {
    await rule.getByRole('button', { name: /^Preview/ }).click();
    await expect(rule.getByTestId('rule-preview')).toContainText('It would have fired once: 1 warning', {
      timeout: 1000,
    });
  }).toPass();
  await rule.getByRole('button', { name: 'Save for pair demo' }).click();
  await expect(rule).toContainText('Changed for pair demo by ann');
  await expect(rule).toContainText('warning after 1 s, critical after 5 min');
  await rule.getByRole('button', { name: 'Change Pair not healthy' }).click();
  const takeBack = rule.getByRole('button', { name: /^Take this change back: Pair not healthy/ });
  await expect(takeBack).toHaveText('Take this change back');
});

test('a silence is made, and ended before its time', async () => {
  await page.goto(`${product.url}/settings/silences`);
  await page.getByRole('button', { name: 'Silence something' }).click();
  await page.getByRole('combobox', { name: 'Pair' }).selectOption('demo');
  await page.getByRole('combobox', { name: 'Rule' }).selectOption('pair-not-healthy');
  await page.getByLabel('Reason').fill('we are at it');
  await page.getByRole('button', { name: 'Silence', exact: true }).click();
  const silence = page.getByTestId('silence');
  await expect(silence).toContainText('“Pair not healthy” about pair demo');
  await expect(silence).toHaveAttribute('data-phase', 'present');
  await silence.getByRole('button', { name: /^End now/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End now' }).click();
  await expect(silence).toContainText('ended by ann');
  await expect(silence).toHaveAttribute('data-phase', 'past');
});
