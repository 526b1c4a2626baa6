import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { watchConsole } from './support/console.ts';
import { freePort, type Product, startProduct } from './support/product.ts';

let product: Product;
let folder: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-alerts-'));
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

const outageOn = (page: Page) => page.getByTestId('alert-pair-not-healthy');
const dialogOn = (page: Page) => page.getByRole('dialog');

test('a page with nothing to tell says what that means', async ({ page, request }) => {
  // The story hurries on while people take their time: it fires at once, and for as long as this takes.
  const rule = await request.put(`${product.url}/api/v1/rules/pair-not-healthy`, {
    data: { by: 'test', options: { warning: { forMs: 0 }, keepFiringForMs: 600_000 } },
  });
  expect(rule.status(), await rule.text()).toBe(200);
  await page.goto(`${product.url}/incidents`);
  await expect(page.getByRole('main')).toContainText('No incident since Pairwatch began to watch');
  await expect(page.getByRole('main')).toContainText('An incident opens when');
});

test('an outage fires an alert and opens an incident on open pages', async ({ page }) => {
  const complaints = watchConsole(page);
  await page.goto(`${product.url}/alerts`);
  await expect(outageOn(page)).toHaveAttribute('data-phase', 'firing', { timeout: 60_000 });
  await expect(outageOn(page)).toContainText('dhcp-b');
  await expect(page.getByTestId('count-open').first()).toContainText('1');
  await outageOn(page).getByText('What fired it').click();
  await expect(outageOn(page)).toContainText('communications-interrupted');

  await outageOn(page).getByRole('link', { name: 'Incident 1' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Incident 1');
  await expect(page.getByTestId('incident-state')).toContainText('open since');
  await expect(page.getByTestId('timeline')).toContainText('Incident 1 opened.');
  await expect(page.getByRole('main')).toContainText('Nobody looks after it yet.');
  expect(complaints).toEqual([]);
});

test('the pair and the overview lead to the open incident', async ({ page }) => {
  await page.goto(`${product.url}/?all=1`);
  await page.getByTestId('pair-row-demo').getByTestId('open-incident').click();
  await expect(page).toHaveURL(/\/incidents\/1$/);
  await page.goto(`${product.url}/pairs/demo`);
  await expect(page.getByTestId('open-incident')).toContainText(/Incident 1 open since .*, \d alerts?/);
});

test('an alert is acknowledged by the keyboard alone', async ({ page }) => {
  const complaints = watchConsole(page);
  await page.goto(`${product.url}/alerts`);
  await focusByKeys(page);
  await page.keyboard.press('a');
  await expect(dialogOn(page).getByLabel('Your name')).toBeFocused();
  await page.keyboard.type('Ada');
  await page.keyboard.press('Enter');
  await expect(dialogOn(page)).toHaveCount(0);
  await expect(outageOn(page).getByTestId('acknowledged')).toContainText('Acknowledged by Ada');
  await expect(outageOn(page)).toBeFocused();
  expect(complaints).toEqual([]);
});

async function focusByKeys(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('k');
    await expect(outageOn(page)).toBeFocused({ timeout: 200 });
  }).toPass();
}

test('a silence wants a reason, keeps what was typed, and is told in its row', async ({ page }) => {
  await page.goto(`${product.url}/alerts`);
  const silence = outageOn(page).getByRole('button', { name: 'Silence' });
  await silence.click();
  await dialogOn(page).getByLabel('For').selectOption({ label: '8 h' });
  await dialogOn(page).getByLabel('Your name').fill('Ada');
  await dialogOn(page).getByRole('button', { name: 'Silence' }).click();
  await expect(dialogOn(page).getByRole('alert')).toContainText('a reason');
  await expect(dialogOn(page).getByLabel('Your name')).toHaveValue('Ada');
  await dialogOn(page).getByLabel('Reason').fill('The disk is being replaced');
  await page.route('**/api/v1/silences', (route) => route.abort());
  await dialogOn(page).getByRole('button', { name: 'Silence' }).click();
  await expect(dialogOn(page).getByRole('alert')).toContainText('No answer came back');
  await page.unroute('**/api/v1/silences');
  await dialogOn(page).getByRole('button', { name: 'Silence' }).click();
  await expect(dialogOn(page)).toHaveCount(0);
  await expect(silence).toBeFocused();
  await expect(outageOn(page).getByTestId('suppressed')).toContainText(
    /silenced until .* \(7 h 59 min left\) by Ada: The disk is being replaced/,
  );
});

test('a note stands on the incident and in its history', async ({ page }) => {
  await page.goto(`${product.url}/incidents/1`);
  await expect(page.getByTestId('acknowledged').first()).toContainText('Acknowledged by Ada');
  const form = page.getByRole('form', { name: 'Write a note' });
  await form.getByLabel('What you found or did').fill('The disk of dhcp-a is gone');
  await form.getByLabel('Your name').fill('Grace');
  await form.getByRole('button', { name: 'Add the note' }).click();
  await expect(page.getByTestId('note')).toContainText('The disk of dhcp-a is gone');
  await expect(page.getByTestId('note')).toContainText('Grace');
  await expect(form.getByLabel('What you found or did')).toHaveValue('');
  await expect(page.getByTestId('timeline')).toContainText(
    'Grace noted on incident 1: The disk of dhcp-a is gone',
  );
  await page.goto(`${product.url}/events`);
  await expect(page.getByRole('main')).toContainText('Ada acknowledged incident 1');
});

test('an incident that is not there is said to be missing, not a pair', async ({ page }) => {
  await page.goto(`${product.url}/incidents/4711`);
  await expect(page.getByRole('main')).toContainText('There is no such incident');
  await expect(page.getByRole('main')).not.toContainText('no pair');
  await page.getByRole('link', { name: 'All incidents' }).click();
  await expect(page).toHaveURL(`${product.url}/incidents`);
});
