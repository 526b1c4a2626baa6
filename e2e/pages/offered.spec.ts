import { type Browser, expect, type Page, test } from '@playwright/test';
import { allows, type Role } from '../../lib/access/role.ts';
import { addressesOf, idsIn } from '../support/foreign/addresses.ts';
import { type ForeignProduct, startForeignProduct } from '../support/foreign/product.ts';
import { apiRoutes } from '../support/routes.ts';

/** Nobody is offered what the server would refuse him for his role: not by a button, a form, a key or a line of the palette. */

const PASSWORD = 'staple battery horse correct';

let foreign: ForeignProduct;

test.beforeAll(async () => {
  foreign = await startForeignProduct((place) => place);
});

test.afterAll(async () => {
  await foreign?.close();
});

const CHANGES = apiRoutes()
  .filter(({ method, path }) => method !== 'GET' && path !== '/api/1')
  .map(({ method, path, need }) => ({
    name: `${method} ${path}`,
    need,
    method,
    pattern: new RegExp(`^${path.replace(/\/1(?=\/|$)/g, '/[^/]+')}$`),
  }));

/** The change that a request is for, and whether the table of routes gives it to a role. */
function changeOf(method: string, path: string, role: Role): { name: string; isRefused: boolean } {
  const found = CHANGES.find((each) => each.method === method && each.pattern.test(path));
  if (found === undefined) throw new Error(`${method} ${path} is no route`);
  return { name: found.name, isRefused: found.need !== 'anyone' && !allows(role, found.need) };
}

async function send(path: string, body: object, headers: Record<string, string>): Promise<unknown> {
  const answer = await fetch(`${foreign.product.url}/api/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return { ...(await answer.json()), cookie: answer.headers.getSetCookie()[0]?.split(';')[0] };
}

type Offers = { offered: Map<string, string>; refused: string[] };

/** A page of somebody with a role, which sends nothing that changes anything: what it would have sent is collected. */
async function pageOf(browser: Browser, role: Role): Promise<{ page: Page; offers: Offers }> {
  const token = { Authorization: `Bearer ${foreign.token}` };
  const invited = { by: 'Anna', name: role, email: `${role}@example.net`, role };
  const { link } = (await send('v1/users', invited, token)) as { link: string };
  const key = new URL(link).searchParams.get('key');
  const { cookie } = (await send('set-up/password', { key, password: PASSWORD }, {})) as { cookie: string };
  const context = await browser.newContext();
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: foreign.product.url }]);
  const page = await context.newPage();
  const offers: Offers = { offered: new Map(), refused: [] };
  await context.route('**/api/**', async (route) => {
    const request = route.request();
    if (request.method() === 'GET') return route.continue();
    const { pathname } = new URL(request.url());
    const { name: change, isRefused } = changeOf(request.method(), pathname, role);
    offers.offered.set(change, page.url());
    if (isRefused) offers.refused.push(`${page.url()} offers ${change} to ${role}`);
    const body = {
      type: 'urn:x',
      title: 'Not sent',
      status: 409,
      detail: 'It was only collected.',
      requestId: 'x',
    };
    return route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      body: JSON.stringify(body),
    });
  });
  return { page, offers };
}

/** Pages whose parts read, and those of who is not signed in. */
const ONLY_SHOWN =
  /^\/(?:runbook|events|wall|sign-in|set-up|leases|settings\/(?:api|audit)|pairs\/\w+\/(?:leases|pools|clocks|config))\b/;
const ABOVE = 'dialog[open], [popover]:popover-open';
const IN_PAGE = '#main button:visible';

/** Fills in and sends every form within `where`. */
async function sendForms(page: Page, where: string): Promise<void> {
  const forms = page.locator(where).locator('form:visible');
  for (let nth = 0; nth < (await forms.count()); nth += 1) {
    const form = forms.nth(nth);
    for (const field of await form.locator('input:not([type=checkbox]):not([type=radio]), textarea').all())
      await field.fill('5', { timeout: 100 }).catch(() => {}); // a date takes none
    await form
      .locator('[type=submit]')
      .first()
      .click({ timeout: 200 })
      .catch(() => {}); // one that is gone meanwhile
    await page.waitForTimeout(60); // for the request to leave
  }
}

/** Presses everything on a page that can be pressed, and sends every form that comes of it. */
async function tryAll(page: Page, path: string): Promise<void> {
  const address = `${foreign.product.url}${path}`;
  const open = async () => {
    await page.goto(address);
    await page.locator('#main, main').first().waitFor();
    await page.waitForTimeout(250); // what is drawn in the browser comes after
    for (const summary of await page.locator('#main summary:visible').all())
      await summary.click({ timeout: 200 }).catch(() => {}); // one in another that closed
  };
  await open();
  await sendForms(page, '#main');
  // The rows of a list have the same buttons: the first of each is tried.
  const words = new Set(await page.locator(IN_PAGE).allInnerTexts());
  for (const word of words) {
    const button = page.locator(IN_PAGE).filter({ hasText: new RegExp(`^\\s*${escaped(word.trim())}\\s*$`) });
    await button
      .first()
      .click({ timeout: 200 })
      .catch(() => {}); // one that is gone meanwhile
    await page.waitForTimeout(60);
    if (new URL(page.url()).pathname !== new URL(address).pathname) await open();
    await sendForms(page, (await page.locator(ABOVE).count()) > 0 ? ABOVE : '#main');
    if ((await page.locator(ABOVE).count()) > 0) await page.keyboard.press('Escape');
    if ((await page.locator(ABOVE).count()) > 0) await open();
  }
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const KEYS = ['a', 's', 'n'];

async function tryKeys(page: Page, path: string): Promise<void> {
  for (const key of KEYS) {
    await page.goto(`${foreign.product.url}${path}`);
    await page.locator('[data-row]').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press(key);
    await page.waitForTimeout(100);
    await sendForms(page, ABOVE);
  }
}

/** Lines of the palette that do something, or lead to who may do it. */
const DEEDS = /Start a silence|Acknowledge incident|Set up a pair|People/;

async function deedsOfPalette(page: Page): Promise<string[]> {
  await page.goto(`${foreign.product.url}/`);
  await page.locator('#main').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByTestId('palette').getByText('Overview').first().waitFor();
  const lines = await page.getByTestId('palette').getByRole('option').allInnerTexts();
  return lines.filter((line) => DEEDS.test(line));
}

test('a viewer is offered nothing that is refused him', async ({ browser }) => {
  test.setTimeout(600_000);
  const { page, offers } = await pageOf(browser, 'viewer');
  const every = await addressesOf(foreign.read);
  const kindOf = (path: string) =>
    path.replace(/\/(?:rude|demo|mail|refused|hook|[\w-]*\d[\w-]*)(?=\/|$)/g, '/1');
  const all = [...new Map(every.toReversed().map((path) => [kindOf(path), path])).values()].filter(
    (path) => !ONLY_SHOWN.test(path),
  );
  for (const path of all) await tryAll(page, path);
  for (const path of ['/alerts', '/incidents']) await tryKeys(page, path);
  expect(await deedsOfPalette(page)).toEqual([]);
  console.log(
    `offered to viewer: ${all.length} pages, ${offers.offered.size} of ${CHANGES.length} changes (${[...offers.offered.keys()].join(', ')}), refused ones: ${offers.refused.length}`,
  );
  expect([...new Set(offers.refused)]).toEqual([]);
  await page.context().close();
});

test('an operator is offered nothing that is refused him, and what is his', async ({ browser }) => {
  test.setTimeout(600_000);
  const { page, offers } = await pageOf(browser, 'operator');
  const [incident = ''] = idsIn(await foreign.read('incidents?pair=demo'));
  const settings = ['rules', 'silences', 'maintenance', 'endpoints', 'pairs', 'endpoints/hook/edit'];
  const all = [
    '/reports',
    '/pairs/demo/drill',
    '/pairs/demo/drill/1',
    `/incidents/${incident}`,
    ...settings.map((name) => `/settings/${name}`),
  ];
  for (const path of all) await tryAll(page, path);
  for (const path of ['/alerts', '/incidents']) await tryKeys(page, path);
  expect((await deedsOfPalette(page)).join()).toMatch(/Start a silence/);
  console.log(
    `offered to operator: ${all.length} pages, ${offers.offered.size} of ${CHANGES.length} changes (${[...offers.offered.keys()].join(', ')}), refused ones: ${offers.refused.length}`,
  );
  expect([...new Set(offers.refused)]).toEqual([]);
  // Or nothing would have been found out of a viewer's pages either.
  const needed = [
    'reports',
    'report-schedules',
    'pairs/1/drills',
    'drills/1/begin',
    'drills/1/notes',
    'incidents/1/notes',
  ];
  for (const path of needed) expect([...offers.offered.keys()]).toContain(`POST /api/v1/${path}`);
  await page.context().close();
});
