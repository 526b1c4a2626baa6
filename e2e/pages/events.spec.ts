import { expect, type Page, test } from '@playwright/test';
import { type EventDto, eventListSchema } from '../../lib/contracts/event.ts';
import { EVENT_CSV_HEADER, eventCsvLine } from '../../lib/contracts/event-csv.ts';
import { watchConsole } from '../support/console.ts';
import { type Demo, startDemo } from '../support/demo.ts';
import { downloadOf } from '../support/download.ts';
import { expectVisibleFocus } from '../support/keyboard.ts';
import { watchLayoutShift } from '../support/layout-shift.ts';

/** What happened: found, followed, proven, taken away, and told in the reader's time. */

const MOST_LAYOUT_SHIFT = 0.02;
/** The browser's own name for it differs by its age. */
const KOLKATA = /Asia\/(Kolkata|Calcutta)/;

let demo: Demo;
let page: Page;
let complaints: string[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  // A calm pair: what is news is what a test makes of it.
  demo = await startDemo('--history', '0', '--speed', '0.1');
  page = await browser.newPage({ timezoneId: 'Asia/Kolkata' });
  complaints = watchConsole(page);
  await expect
    .poll(async () => (await eventsOf('kind=verdict&source=omapi')).length, { timeout: 60_000 })
    .toBeGreaterThanOrEqual(2);
});

test.afterEach(() => {
  expect(complaints).toEqual([]);
});

test.afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

const rowsOn = (of: Page) => of.getByTestId('event-log').locator('[data-row]');

test('events are narrowed step by step, the address says how, and a reload keeps it', async () => {
  await page.goto(`${demo.url}/events`);
  await expectEvents('');
  await page.getByRole('combobox', { name: 'Pair' }).selectOption('demo');
  await expect(page).toHaveURL(/\/events\?pair=demo$/);
  await expectEvents('pair=demo');
  const kinds = page.getByRole('group', { name: 'Kinds' });
  await kinds.getByText('verdict').click();
  await expect(page).toHaveURL(/kind=verdict$/);
  await kinds.getByText('state').click();
  await expect(page).toHaveURL(/kind=state(,|%2C)verdict/);
  await expectEvents('pair=demo&kind=state,verdict');
  await page.getByRole('combobox', { name: 'Source' }).selectOption('leases');
  await expect(page).toHaveURL(/source=leases/);
  await expectEvents('pair=demo&kind=state,verdict&source=leases');
  await page.getByRole('combobox', { name: 'Server' }).selectOption('dhcp-b');
  await expect(page).toHaveURL(/server=dhcp-b/);
  await page.getByRole('searchbox', { name: 'Text' }).fill('NORMAL');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/text=NORMAL/);
  await expectEvents('pair=demo&server=dhcp-b&kind=state,verdict&source=leases&text=NORMAL');

  await page.reload();
  await expectEvents('pair=demo&server=dhcp-b&kind=state,verdict&source=leases&text=NORMAL');
  await expect(page.getByRole('combobox', { name: 'Pair' })).toHaveValue('demo');
  await expect(page.getByRole('combobox', { name: 'Server' })).toHaveValue('dhcp-b');
  await expect(page.getByRole('combobox', { name: 'Source' })).toHaveValue('leases');
  await expect(page.getByRole('checkbox', { name: 'verdict' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'finding' })).not.toBeChecked();
  await expect(page.getByRole('searchbox', { name: 'Text' })).toHaveValue('NORMAL');

  await page.goBack();
  await expect(page).not.toHaveURL(/text=/);
  await expect(page.getByRole('searchbox', { name: 'Text' })).toHaveValue('');
});

test('a filter that leaves nothing says which part of it does', async () => {
  await page.goto(`${demo.url}/events?pair=campus&text=nothing-says-this`);
  await expect(page.getByText('Nothing is left because of the text “nothing-says-this”')).toBeVisible();
  await page.getByRole('link', { name: 'show events without that' }).click();
  await expect(page).toHaveURL(/\/events\?pair=campus$/);
  await expectEvents('pair=campus');
});

for (const source of ['leases', 'omapi'] as const) {
  test(`an event opens with what ${source} said word for word, gives the focus back, and has a page of its own`, async () => {
    const [event] = await eventsOf(`pair=demo&source=${source}&kind=state,verdict`);
    if (!event) throw new Error(`the demo has no event that rests on ${source}`);
    const raw = event.evidence.filter((each) => each.source === source).map(({ text }) => text);
    await page.goto(`${demo.url}/events?pair=demo&source=${source}&kind=state,verdict`);
    await expect(rowsOn(page).first()).toHaveAttribute('data-row', String(event.id));
    await expect(page.getByTestId('live-badge')).toHaveAttribute('data-state', 'live');
    await page.keyboard.press('j');
    await expect(rowsOn(page).first()).toBeFocused();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name: `Event ${event.id}` });
    const evidence = drawer.getByRole('region', { name: 'Evidence' });
    await expect(evidence.getByRole('figure')).toHaveCount(event.evidence.length);
    const shown = await evidence.locator('pre').allTextContents();
    expect(shown).toEqual(expect.arrayContaining(raw));
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
    await expect(rowsOn(page).first()).toBeFocused();
    await expectVisibleFocus(page);

    const details = rowsOn(page).first().getByRole('link', { name: 'Details' });
    await details.click();
    await drawer.getByRole('button', { name: 'Close' }).click();
    await expect(details).toBeFocused();
    await details.click();
    await drawer.getByRole('link', { name: `Page of event ${event.id}` }).click();
    await expect(page).toHaveURL(`${demo.url}/events/${event.id}`);
    await expect(page.getByRole('heading', { name: `Event ${event.id}` })).toBeVisible();
    await expect(page.locator(`#event-${event.id}`)).toHaveAttribute('aria-current', 'true');
    expect(await page.getByRole('region', { name: 'Evidence' }).locator('pre').allTextContents()).toEqual(
      expect.arrayContaining(raw),
    );
  });
}

test('what a filter shows is taken away as CSV and as JSON, and is what the API tells', async () => {
  const search = `pair=demo&kind=state,verdict,finding&to=${new Date().toISOString()}`;
  await page.goto(`${demo.url}/events?${search}`);
  const told = await eventsOf(search);
  expect(told.length).toBeGreaterThan(2);
  const csv = await downloadOf(page, () => page.getByRole('link', { name: 'CSV', exact: true }).click());
  expect(csv.name).toMatch(/^events-demo-\d{4}-\d\d-\d\d\.csv$/);
  expect(csv.text).toBe(EVENT_CSV_HEADER + told.map(eventCsvLine).join(''));
  const json = await downloadOf(page, () => page.getByRole('link', { name: 'JSON', exact: true }).click());
  expect(json.name).toMatch(/^events-demo-\d{4}-\d\d-\d\d\.json$/);
  expect(JSON.parse(json.text)).toMatchObject({ events: told, incomplete: null });
});

test('news comes on top by itself, and what is read does not jump away', async ({ browser }) => {
  const reader = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const heard = watchConsole(reader);
  const shifted = await watchLayoutShift(reader);
  await reader.goto(`${demo.url}/events`);
  await expect(reader.getByTestId('live-badge')).toHaveAttribute('data-state', 'live');
  await expect(rowsOn(reader).first()).toBeVisible();
  const before = await shifted();
  await somethingHappens('first news');
  await expect(rowsOn(reader).first()).toContainText('first news');
  await somethingHappens('second news');
  await expect(rowsOn(reader).first()).toContainText('second news');
  const { sum, moved } = await shifted();
  expect(sum - before.sum, moved.join('\n')).toBeLessThanOrEqual(MOST_LAYOUT_SHIFT);
  expect(heard).toEqual([]);
  await reader.close();
});

test('a list that is held says how many wait, and shows them when asked', async () => {
  await page.goto(`${demo.url}/events`);
  const first = await rowsOn(page).first().getAttribute('data-row');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused; nothing new since')).toBeVisible();
  await somethingHappens('while it is held');
  await expect(page.getByRole('button', { name: '1 new, show' })).toBeVisible();
  await somethingHappens('and once more');
  await expect(page.getByRole('button', { name: '2 new, show' })).toBeVisible();
  await expect(rowsOn(page).first()).toHaveAttribute('data-row', first ?? '');
  await page.getByRole('button', { name: '2 new, show' }).click();
  await expect(rowsOn(page).first()).toContainText('and once more');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('New ones appear on top')).toBeVisible();
});

test('whoever reads in the list keeps place and focus while news comes, and asks for it by a key', async () => {
  await page.goto(`${demo.url}/events`);
  await expect(page.getByTestId('live-badge')).toHaveAttribute('data-state', 'live');
  const second = rowsOn(page).nth(1);
  const id = await second.getAttribute('data-row');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(second).toBeFocused();
  await somethingHappens('while it is read');
  await expect(page.getByRole('button', { name: '1 new, show' })).toBeVisible();
  await expect(second).toBeFocused();
  await expect(second).toHaveAttribute('data-row', id ?? '');
  await expectVisibleFocus(page);
  await page.keyboard.press('n');
  await expect(rowsOn(page).first()).toContainText('while it is read');
  await expect(page.locator(`[data-row="${id}"]`)).toBeFocused();
});

test('every stamp is in UTC, in the reader’s zone or in that of the servers, and a reload keeps the choice', async () => {
  const zones = page.getByRole('radiogroup', { name: 'Time zone' });
  const { zone: ofServers } = await primaryOf('campus');
  expect(ofServers).not.toBeNull();
  for (const path of ['/events', '/pairs/campus']) {
    await page.goto(`${demo.url}${path}`);
    await zones.getByRole('radio', { name: /^UTC/ }).click();
    await expectStampsIn('UTC', /UTC/);
    await zones.getByRole('radio', { name: /^local/ }).click();
    await expect(zones.getByRole('radio', { name: /^local/ })).toBeChecked();
    await expectStampsIn('Asia/Kolkata', KOLKATA);
    await page.reload();
    await expect(zones.getByRole('radio', { name: /^local/ })).toBeChecked();
    await expectStampsIn('Asia/Kolkata', KOLKATA);
    await zones.getByRole('radio', { name: /^server/ }).click();
    await expect(zones.getByRole('radio', { name: /^server/ })).toBeChecked();
    await expectStampsIn(ofServers ?? '', new RegExp(ofServers ?? ''));
  }
});

test('the zone is one stop for Tab, arrows go through it, and Enter takes what has the focus', async () => {
  const zones = page.getByRole('radiogroup', { name: 'Time zone' });
  await zones.getByRole('radio', { checked: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(zones.getByRole('radio', { name: /^UTC/ })).toBeFocused();
  await expectVisibleFocus(page);
  await expect(zones.getByRole('radio', { name: /^server/ })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(zones.getByRole('radio', { name: /^UTC/ })).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(zones.locator(':focus')).toHaveCount(0);
});

test('the exact time behind an age is told to a pointer and to the keyboard alike', async () => {
  await page.goto(`${demo.url}/pairs/campus`);
  const age = page
    .getByTestId('server-campus-1')
    .getByRole('button')
    .filter({ has: page.locator('time') });
  const exact = page.getByRole('tooltip');
  await age.first().hover();
  await expect(exact).toContainText(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC/);
  await page.mouse.move(0, 0);
  await expect(exact).toBeHidden();
  await age.first().focus();
  await expect(exact).toContainText(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC/);
  await expect(age.first()).toHaveAccessibleDescription(/ UTC/);
  await page.keyboard.press('Escape');
  await expect(exact).toBeHidden();
  await expect(age.first()).toBeFocused();
});

async function eventsOf(search: string): Promise<EventDto[]> {
  const answer = await page.request.get(`${demo.url}/api/v1/events?limit=100&${search}`);
  return eventListSchema.parse(await answer.json()).events;
}

/** The page lists what the API tells of a filter, which is something. */
async function expectEvents(search: string): Promise<void> {
  await expect(async () => {
    const told = (await eventsOf(search)).map(({ id }) => String(id));
    const shown = await rowsOn(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row')));
    expect(shown).toEqual(told);
    expect(told).not.toEqual([]);
  }).toPass();
}

/** Somebody silences something nobody would have been told of: the history tells of it, with these words. */
async function somethingHappens(reason: string): Promise<void> {
  const data = {
    by: 'ann',
    pair: 'campus',
    rule: 'pool-full',
    server: null,
    pool: null,
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    reason,
  };
  const answer = await page.request.post(`${demo.url}/api/v1/silences`, { data });
  expect(answer.status(), await answer.text()).toBe(201);
}

async function primaryOf(name: string): Promise<{ zone: string | null }> {
  const { pair } = await (await page.request.get(`${demo.url}/api/v1/pairs/${name}`)).json();
  return pair.servers.find(({ role }: { role: string }) => role === 'primary');
}

/** Every time of day in the page is that of its moment in a zone, and what lies behind the first of them names the zone. */
async function expectStampsIn(zone: string, named: RegExp): Promise<void> {
  const stamps = page
    .getByRole('main')
    .locator('time')
    .filter({ hasText: /\d\d:\d\d/ });
  await expect(stamps.first()).toBeVisible();
  await expect(async () => {
    const wrong = await stamps.evaluateAll((times, timeZone) => {
      const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
      return times.flatMap((time) => {
        const expected = format.format(new Date(time.getAttribute('datetime') ?? ''));
        return time.textContent?.includes(expected) ? [] : `${time.textContent} for ${time.outerHTML}`;
      });
    }, zone);
    expect(wrong).toEqual([]);
  }).toPass({ timeout: 10_000 });
  const behind = stamps.first().locator('xpath=ancestor::button');
  await behind.focus();
  await expect(page.getByRole('tooltip')).toContainText(named);
  await behind.blur();
}
