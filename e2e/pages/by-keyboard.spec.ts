import { expect, type Locator, test } from '@playwright/test';
import { EVENT_CSV_HEADER, eventCsvLine } from '../../lib/contracts/event-csv.ts';
import { leaseListSchema } from '../../lib/contracts/lease.ts';
import { type Api, createApi } from '../support/api.ts';
import { watchConsole } from '../support/console.ts';
import { type Demo, startDemo } from '../support/demo.ts';
import { downloadOf } from '../support/download.ts';
import { expectVisibleFocus, tabTo } from '../support/keyboard.ts';
import { bringTrouble } from '../support/trouble.ts';

/** The whole of it by the keyboard alone. */

let demo: Demo;
let api: Api;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  demo = await startDemo('--history', '0', '--speed', '0.1');
  api = createApi(demo.url, 'campus');
  await bringTrouble(demo.url, 'campus');
});

test.afterAll(async () => {
  await demo?.stop();
});

test('the palette goes to a page, a pair and an address by a few letters', async ({ page }) => {
  const complaints = watchConsole(page);
  await page.goto(`${demo.url}/?all=1`);
  await expect(page.getByTestId('live-badge')).toHaveAttribute('data-state', 'live');
  const palette = page.getByTestId('palette');
  for (const { typed, first, leads } of [
    { typed: 'maint', first: 'Settings: Maintenance', leads: '/settings/maintenance' },
    { typed: 'campus (', first: 'Campus (simulated)', leads: '/pairs/campus' },
    { typed: '10.20.0.77', first: 'Find leases of 10.20.0.77', leads: '/leases?q=10.20.0.77' },
  ]) {
    await page.keyboard.press('Control+k');
    await expect(palette.getByRole('combobox')).toBeFocused();
    await page.keyboard.type(typed);
    await expect(palette.getByRole('option', { selected: true })).toContainText(first);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(`${demo.url}${leads}`);
    await expect(palette).toBeHidden();
  }
  expect(complaints).toEqual([]);
});

test('keys lead everywhere, are listed, and rest while something is typed', async ({ page }) => {
  const complaints = watchConsole(page);
  await page.goto(`${demo.url}/?all=1`);
  await expect(page.getByTestId('live-badge')).toHaveAttribute('data-state', 'live');
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keys' });
  await expect(list).toContainText('go to events');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  for (const [key, path] of [
    ['e', '/events'],
    ['a', '/alerts'],
    ['i', '/incidents'],
    ['l', '/leases'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(page).toHaveURL(`${demo.url}${path}`);
  }
  await page.keyboard.press('/');
  const box = page.getByTestId('lease-search');
  await expect(box).toBeFocused();
  await page.keyboard.type('ge?/gw');
  await expect(box).toHaveValue('ge?/gw');
  await expect(list).toBeHidden();
  await expect(page.getByTestId('palette')).toBeHidden();
  await expect(page).toHaveURL(/\/leases(\?|$)/);
  expect(complaints).toEqual([]);
});

test('from the overview to a lease, a pair, an alert and a file of events without a mouse', async ({
  page: keys,
}) => {
  const heard = watchConsole(keys);
  const address = await aLease();
  await keys.goto(`${demo.url}/?all=1`);
  await expect(keys.getByTestId('live-badge')).toHaveAttribute('data-state', 'live');
  await keys.keyboard.press('Tab');
  await expect(keys.getByRole('link', { name: /^Skip to/ })).toBeFocused();
  await expectVisibleFocus(keys);
  await keys.keyboard.press('Enter');
  await expect(keys.locator('#main')).toBeFocused();

  await keys.keyboard.press('/');
  await keys.keyboard.type(address);
  const chosen = keys.getByTestId('palette').getByRole('option', { selected: true });
  await expect(chosen).toContainText(`Find leases of ${address}`);
  await keys.keyboard.press('Enter');
  await expect(keys).toHaveURL(`${demo.url}/leases?q=${address}`);
  const found = keys.getByTestId(`lease-${address}`).getByRole('button', { name: address });
  await expect(found).toBeVisible();
  await keys.keyboard.press('j');
  await expectFocus(found);
  await keys.keyboard.press('Enter');
  const drawer = keys.getByRole('dialog', { name: `${address} in campus` });
  // What comes while the focus is already below it would move that out of sight.
  await expect(drawer.getByRole('table').first()).toBeVisible();
  await keys.keyboard.press('Tab');
  await expectVisibleFocus(keys);
  await keys.keyboard.press('Escape');
  await expectFocus(found);

  await keys.keyboard.press('g');
  await keys.keyboard.press('p');
  await keys.keyboard.type('campus');
  await expect(chosen).toContainText('Campus (simulated)');
  await keys.keyboard.press('Enter');
  await expect(keys).toHaveURL(`${demo.url}/pairs/campus`);
  await expect(keys.getByTestId('verdict')).toHaveText('healthy');

  await keys.keyboard.press('g');
  await keys.keyboard.press('a');
  await expect(keys).toHaveURL(`${demo.url}/alerts`);
  const [alert] = (await api.alerts('active')).filter(({ acknowledgement }) => acknowledgement === null);
  if (!alert) throw new Error('campus has no alert to look after');
  const row = keys.locator(`[data-row="${alert.id}"]`);
  await expect(row).toBeVisible();
  await downTo(row);
  await keys.keyboard.press('a');
  const asked = keys.getByRole('dialog', { name: 'Acknowledge' });
  await tabTo(keys, asked.getByLabel('Your name'), 5);
  await keys.keyboard.type('cleo');
  await tabTo(keys, asked.getByRole('button', { name: 'Acknowledge' }), 5);
  await keys.keyboard.press('Enter');
  await expect(asked).toBeHidden();
  await expectFocus(row);
  await expect(row).toContainText('Acknowledged by cleo');
  const now = (await api.alerts('active')).find(({ id }) => id === alert.id);
  expect(now?.acknowledgement).toMatchObject({ by: 'cleo' });
  // What is read anew meanwhile takes the focus from nothing.
  for (let readings = 0; readings < 2; readings += 1)
    await keys.waitForResponse((response) => new URL(response.url()).pathname.startsWith('/api/v1/'));
  await expectFocus(row);

  await keys.keyboard.press('g');
  await keys.keyboard.press('e');
  await expect(keys).toHaveURL(`${demo.url}/events`);
  const csv = keys.getByRole('link', { name: 'CSV', exact: true });
  await expect(csv).toBeVisible();
  await tabTo(keys, csv, 40);
  const { text } = await downloadOf(keys, () => keys.keyboard.press('Enter'));
  expect(text.startsWith(EVENT_CSV_HEADER)).toBe(true);
  const deed = (await api.events()).find(({ actor }) => actor === 'cleo');
  if (!deed) throw new Error('the history tells nothing of what cleo did');
  expect(text).toContain(eventCsvLine(deed));
  expect(heard).toEqual([]);
});

/** It has the focus, and that can be seen. */
async function expectFocus(target: Locator): Promise<void> {
  await expect(target).toBeFocused();
  await expectVisibleFocus(target.page());
}

/** Goes down a list until a row has the focus. */
async function downTo(row: Locator): Promise<void> {
  const keys = row.page();
  const count = await keys.locator('[data-row]').count();
  for (let presses = 0; presses < count; presses += 1) {
    await keys.keyboard.press('j');
    await expectVisibleFocus(keys);
    if (await row.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${row} is not reached by j`);
}

/** An address that the calm pair has given out, or may. */
async function aLease(): Promise<string> {
  const answer = await fetch(`${demo.url}/api/v1/pairs/campus/leases?q=10.40.0.0/16&limit=1`);
  const [first] = leaseListSchema.parse(await answer.json()).leases;
  if (!first) throw new Error('campus has no lease');
  return first.address;
}
