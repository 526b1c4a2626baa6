import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, expect, test } from '@playwright/test';
import { z } from 'zod';
import { deliveryListSchema } from '../lib/contracts/delivery.ts';
import { eventListSchema } from '../lib/contracts/event.ts';
import { incidentListSchema } from '../lib/contracts/incident.ts';
import { poolListSchema } from '../lib/contracts/pool.ts';
import { clocksSchema, readinessSchema } from '../lib/contracts/truth.ts';
import { graveViolations } from './support/axe.ts';
import { watchConsole } from './support/console.ts';
import { watchLayoutShift } from './support/layout-shift.ts';
import { freePort, type Product, startProduct } from './support/product.ts';

/** Every page of the product over the demo with its history: what must hold on each of them alike. */

const MOST_LAYOUT_SHIFT = 0.02;
const DESK = { width: 1440, height: 900 };
const SMALL_PHONE = { width: 360, height: 780 };
const THEMES = ['light', 'dark'] as const;

let product: Product;
let folder: string;
let contexts: { theme: (typeof THEMES)[number]; context: BrowserContext }[];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-pages-'));
  const listen = `127.0.0.1:${await freePort()}`;
  // Its story slowly: what moves on a page is then its own loading, and no news.
  product = await startProduct(
    ['demo', '--history', '14', '--speed', '0.1', '--listen', listen, '--folder', folder],
    `http://${listen}`,
  );
  await everySourceIsRead();
  contexts = await inBothThemes(browser);
});

test.afterAll(async () => {
  for (const { context } of contexts ?? []) await context.close();
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** One for all pages: they share what they load. */
function inBothThemes(browser: Browser) {
  return Promise.all(
    THEMES.map(async (theme) => ({
      theme,
      context: await browser.newContext({ colorScheme: theme, viewport: DESK }),
    })),
  );
}

type Visited = { name: string; path: () => string | Promise<string>; status?: number };

const PAGES: readonly Visited[] = [
  { name: 'overview', path: () => '/?all=1' },
  { name: 'pair', path: () => '/pairs/demo' },
  { name: 'pools', path: () => '/pairs/demo/pools' },
  { name: 'pool', path: async () => `/pairs/demo/pools/${await aPool()}?last=7d` },
  { name: 'leases', path: () => '/pairs/demo/leases?q=10.20.0.0/24' },
  { name: 'leases of all pairs', path: () => '/leases' },
  { name: 'clocks', path: () => '/pairs/demo/clocks?last=7d' },
  { name: 'configuration', path: () => '/pairs/demo/config' },
  { name: 'events', path: () => '/events' },
  { name: 'events without a hit', path: () => '/events?text=nothing-says-this' },
  { name: 'event', path: async () => `/events/${await anEvent()}` },
  { name: 'alerts', path: () => '/alerts' },
  { name: 'alerts that are over', path: () => '/alerts?phase=all' },
  { name: 'incidents', path: () => '/incidents' },
  { name: 'incident', path: async () => `/incidents/${await anIncident()}` },
  { name: 'incident with its report', path: async () => `/incidents/${await anIncident()}?report` },
  { name: 'reports', path: () => '/reports' },
  { name: 'practices', path: () => '/practices' },
  { name: 'runbook', path: () => '/runbook' },
  { name: 'a page of the runbook', path: () => '/runbook/partner-down' },
  { name: 'pairs in the settings', path: () => '/settings/pairs' },
  { name: 'the wizard', path: () => '/settings/pairs/new' },
  { name: 'endpoints', path: () => '/settings/endpoints' },
  { name: 'a new endpoint', path: () => '/settings/endpoints/new' },
  { name: 'deliveries', path: () => '/settings/deliveries' },
  { name: 'delivery', path: async () => `/settings/deliveries/${await aDelivery()}` },
  { name: 'rules', path: () => '/settings/rules' },
  { name: 'silences', path: () => '/settings/silences' },
  { name: 'maintenance', path: () => '/settings/maintenance' },
  { name: 'people', path: () => '/settings/people' },
  { name: 'account', path: () => '/account' },
  { name: 'about', path: () => '/settings/about' },
  { name: 'wall', path: () => '/wall' },
  { name: 'no page', path: () => '/nowhere', status: 404 },
  { name: 'no pair', path: () => '/pairs/nowhere', status: 404 },
  { name: 'no pool', path: () => '/pairs/demo/pools/999999', status: 404 },
  { name: 'no event', path: () => '/events/99999999', status: 404 },
  { name: 'no incident', path: () => '/incidents/99999999', status: 404 },
  { name: 'an address that asks for what there is not', path: () => '/alerts?phase=bogus' },
];

/** Those that say most of the present. */
const PAGES_THAT_AGE = ['/?all=1', '/pairs/demo', '/pairs/demo/pools', '/pairs/demo/clocks', '/alerts'];

const clocksAnswerSchema = z.object({ value: clocksSchema.nullable() });
const readinessAnswerSchema = z.object({ value: readinessSchema.nullable() });

async function answerOf(path: string): Promise<unknown> {
  return (await fetch(`${product.url}/api/v1/${path}`)).json();
}

function firstId<Id>(things: readonly { id: Id }[], what: string): Id {
  const [first] = things;
  if (first === undefined) throw new Error(`the demo has no ${what}`);
  return first.id;
}

const aPool = async () => firstId(poolListSchema.parse(await answerOf('pairs/demo/pools')).pools, 'pool');
const anEvent = async () => firstId(eventListSchema.parse(await answerOf('events')).events, 'event');
const anIncident = async () =>
  firstId(incidentListSchema.parse(await answerOf('incidents')).incidents, 'incident');
const aDelivery = async () =>
  firstId(deliveryListSchema.parse(await answerOf('deliveries')).deliveries, 'delivery');

/** The first minute of a collector has news of its own: until a clock was read, and a lease file seen to grow, a pair is not known to be ready. */
async function everySourceIsRead(): Promise<void> {
  for (const pair of ['demo', 'campus'])
    await expect
      .poll(
        async () => clocksAnswerSchema.parse(await answerOf(`pairs/${pair}/clocks`)).value?.skew ?? null,
        {
          timeout: 60_000,
        },
      )
      .not.toBeNull();
  const statusOfLeaseFiles = async () =>
    readinessAnswerSchema
      .parse(await answerOf('pairs/demo/readiness'))
      .value?.lines.find(({ code }) => code === 'lease-files-kept')?.status;
  await expect.poll(statusOfLeaseFiles, { timeout: 90_000 }).toBe('pass');
}

/** What a visit of one page found: nothing of it may be there. `overhang` is in pixels of a small phone. */
async function visit(context: BrowserContext, path: string, status = 200) {
  const page = await context.newPage();
  try {
    const complaints = watchConsole(page);
    const shifted = await watchLayoutShift(page);
    const response = await page.goto(`${product.url}${path}`);
    await expect(page.locator('#main')).toBeVisible();
    // Charts and what hints bring come after the first paint.
    await page.waitForTimeout(800);
    const layoutShift = await shifted();
    const violations = await graveViolations(page);
    await page.setViewportSize(SMALL_PHONE);
    await page.waitForTimeout(200);
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    return {
      status: response?.status(),
      complaints: complaints.filter(
        (complaint) => status < 400 || !complaint.includes(`status of ${status}`),
      ),
      violations,
      shifts: layoutShift.sum <= MOST_LAYOUT_SHIFT ? 'no' : layoutShift,
      overhang: Math.max(0, overhang),
    };
  } finally {
    await page.close();
  }
}

const nothingFound = (status = 200) => ({
  status,
  complaints: [],
  violations: [],
  shifts: 'no',
  overhang: 0,
});

for (const { name, path, status } of PAGES) {
  test(`${name}: everybody can use it in both themes, nothing complains or shifts, and it fits a phone of 360 px`, async () => {
    const address = await path();
    for (const { theme, context } of contexts) {
      expect(await visit(context, address, status), theme).toEqual(nothingFound(status));
    }
  });
}

test('what an address asks for and there is not is said, and not passed over', async ({ page }) => {
  for (const path of ['/alerts', '/incidents']) {
    await page.goto(`${product.url}${path}?phase=bogus`);
    await expect(page.locator('#main')).toContainText('phase is "bogus"');
  }
});

test('the palette opens on a page that is full, and Enter goes where it says', async ({ page }) => {
  await page.goto(`${product.url}/pairs/demo`);
  await expect(page.getByTestId('live-badge')).toContainText(/^live/i);
  await page.keyboard.press('Control+k');
  await expect(page.getByTestId('palette')).toBeVisible();
  await page.keyboard.type('incidents');
  await expect(page.getByTestId('palette').getByRole('option').first()).toContainText('Incidents');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/incidents$/);
});

test('every page has a content security policy that names its own nonce, another for each answer', async () => {
  const nonces = new Set<string>();
  for (const { path } of PAGES.slice(0, 5)) {
    const policy =
      (await fetch(`${product.url}${await path()}`)).headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'self'/);
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
    expect(policy).not.toMatch(/style-src [^;]*'unsafe-/);
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
  }
  expect(nonces.size).toBe(5);
});

test('old data can be read by everybody, too', async ({ page }) => {
  const { collector } = product.children();
  process.kill(collector, 'SIGSTOP');
  try {
    await page.goto(product.url);
    await expect(page.getByTestId('old-data')).toBeVisible({ timeout: 40_000 });
    for (const path of PAGES_THAT_AGE) {
      for (const { theme, context } of contexts) {
        // Part by part turns old while we look on, and says so in more words: that may shift.
        const { shifts: _, ...found } = await visit(context, path);
        expect(nothingFound(), `${path}, ${theme}`).toMatchObject(found);
      }
    }
  } finally {
    process.kill(collector, 'SIGCONT');
  }
});
