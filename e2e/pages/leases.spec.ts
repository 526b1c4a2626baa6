import { expect, type Locator, type Page, test } from '@playwright/test';
import { parseAddressRange, parseIpv4 } from '../../lib/contracts/ipv4.ts';
import {
  type AddressLeasesDto,
  type LeaseDto,
  leaseHistorySchema,
  leaseListSchema,
} from '../../lib/contracts/lease.ts';
import { LEASE_GLOSSARY } from '../../lib/contracts/lease-glossary.ts';
import { watchConsole } from '../support/console.ts';
import { recordsOfCsv } from '../support/csv.ts';
import { type Demo, startDemo } from '../support/demo.ts';
import { downloadOf } from '../support/download.ts';

/** The leases of the calm pair: found by whatever is known of them, and read as both servers have them. */

const SERVERS = ['campus-1', 'campus-2'] as const;
const NETWORK = '10.40.2.0/24';

let demo: Demo;
let page: Page;
let complaints: string[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  demo = await startDemo('--history', '2', '--speed', '0.2');
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

test('a network finds the addresses in it, an address itself', async () => {
  await page.goto(`${demo.url}/pairs/campus/leases`);
  await expect(page.getByTestId('state-counts')).toContainText('active');
  for (const text of [NETWORK, '10.40.2.70-10.40.2.119', '10.40.2.']) {
    await search(text);
    const { low, high } = parseAddressRange(text === '10.40.2.' ? NETWORK : text) ?? { low: 0, high: 0 };
    const areFound = async () => {
      const found = (await results().getByRole('button').allTextContents()).map(
        (address) => parseIpv4(address) ?? 0,
      );
      return found.length > 10 && found.every((address) => address >= low && address <= high);
    };
    await expect.poll(areFound, text).toBe(true);
  }
  const { address, lease } = await aLease();
  await search(address);
  await expect(results()).toHaveCount(1);
  await expect(results()).toContainText(lease.hardware);
  await expect(page.getByTestId('result-count')).toHaveText('1 address');
});

test('a hardware address finds its lease in any spelling and by its begin, a name by its begin', async () => {
  const { address, lease } = await aLease();
  const { hardware, hostname } = lease;
  for (const spelling of [
    hardware,
    hardware.replaceAll(':', '-').toUpperCase(),
    hardware.replaceAll(':', ''),
    hardware.replaceAll(':', '').slice(0, 11),
    hostname,
    hostname.slice(0, -1),
  ]) {
    await search(spelling);
    await expect(page.getByTestId(`lease-${address}`), spelling).toBeVisible();
    const known = spelling.startsWith(hostname.slice(0, -1)) ? spelling : hardware.slice(0, 16);
    await expect(results().filter({ hasNotText: known }), spelling).toHaveCount(0);
  }
});

test('a lease opens at once with the records of both servers beside each other', async () => {
  const { address } = await aLease();
  await page.getByRole('searchbox').fill(address);
  const opener = page.getByTestId(`lease-${address}`).getByRole('button', { name: address });
  await opener.press('Enter');
  await expect(page).toHaveURL(new RegExp(`q=${address}&lease=${address}`));
  await expect(drawerOf(address)).toBeVisible();
  const records = drawerOf(address).getByTestId('records');
  await expect(records.getByRole('columnheader')).toHaveText([
    'Field',
    'campus-1 · primary',
    'campus-2 · secondary',
  ]);
  const found = (await leasesOfApi(address))[0];
  expect(found?.records.map(({ server }) => server)).toEqual(SERVERS);
  for (const field of ['state', 'hostname', 'hardware', 'clientId'] as const) {
    const term = page.getByText(LEASE_GLOSSARY[field].term, { exact: true });
    const row = records.getByRole('row').filter({ has: term });
    for (const [index, record] of (found?.records ?? []).entries())
      await expect(row.getByRole('cell').nth(index)).toContainText(String(record.lease?.[field]));
  }
});

test('every field says what it means', async () => {
  const { address } = await aLease();
  const drawer = drawerOf(address);
  const meaning = drawer.getByText(LEASE_GLOSSARY.tsfp.meaning);
  await expect(meaning).toBeHidden();
  await drawer.getByText('tsfp', { exact: true }).click();
  await expect(meaning).toBeVisible();
  await drawer.getByRole('checkbox', { name: 'Explain every field' }).check();
  for (const field of ['nextState', 'rewindState', 'tstp', 'atsfp', 'cltt'] as const)
    await expect(drawer.getByText(LEASE_GLOSSARY[field].meaning)).toBeVisible();
});

test('who had an address is told of all the time that is known, and of a moment', async () => {
  const { address, lease } = await aLease();
  const drawer = drawerOf(address);
  const answer = await page.request.get(`${demo.url}/api/v1/pairs/campus/leases/${address}/history`);
  const { stays } = leaseHistorySchema.parse(await answer.json());
  expect(stays.map(({ server }) => server)).toEqual(expect.arrayContaining([...SERVERS]));
  const told = drawer.getByTestId('holder-history').getByRole('listitem');
  await expect(told).toHaveCount(stays.length);
  for (const [index, stay] of stays.entries())
    await expect(told.nth(index)).toContainText(stay.hostname ?? stay.hardware ?? stay.state);

  await drawer.getByRole('button', { name: 'Find the holder' }).click();
  for (const server of SERVERS)
    await expect(
      drawer.getByTestId('holder-at').getByRole('listitem').filter({ hasText: server }),
    ).toContainText(lease.hardware);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(page.getByTestId(`lease-${address}`).getByRole('button', { name: address })).toBeFocused();
});

test('a long list goes on when asked, and is saved whole as the API has it', async () => {
  await page.goto(`${demo.url}/pairs/campus/leases?q=10.40.0.0/16`);
  await expect(results().first()).toBeVisible();
  const count = await results().count();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await expect.poll(() => results().count()).toBeGreaterThan(count);

  const before = await leasesOfApi('10.40.0.0/16');
  const { name, text } = await downloadOf(page, () =>
    page.getByRole('link', { name: 'Save as CSV' }).click(),
  );
  const after = await leasesOfApi('10.40.0.0/16');
  expect(name).toMatch(/^leases-campus-\d{4}-\d\d-\d\d\.csv$/);
  const saved = recordsOfCsv(text).map(wordsOfCsv);
  expect(saved.length).toBeGreaterThan(2 * count);
  // A lease may change while all of them are read.
  const lasting = wordsOfApi(before).filter((words) => wordsOfApi(after).includes(words));
  expect(lasting.length).toBeGreaterThan(0.9 * saved.length);
  expect(saved).toEqual(expect.arrayContaining(lasting));
  expect(saved.filter((words) => ![...wordsOfApi(before), ...wordsOfApi(after)].includes(words))).toEqual([]);
});

test('what can not be an address and what finds nothing are told apart', async () => {
  await search('10.20.0.999');
  await expect(page.getByTestId('reading')).toContainText(/address/);
  await expect(results()).toHaveCount(0);
  await search('10.99.0.1');
  await expect(page.getByTestId('nothing-found')).toContainText('10.99.0.1 is in no range');
  await search('nobody-is-called-so');
  await expect(page.getByTestId('nothing-found')).toContainText('No lease fits this search');
});

test('leases of all pairs are searched at once', async () => {
  await page.goto(`${demo.url}/leases`);
  await search('10.0.0.0/8');
  for (const pair of ['demo', 'campus'])
    await expect(
      page
        .getByRole('region', { name: pair })
        .getByTestId(/^lease-10\./)
        .first(),
    ).toBeVisible();
  await search('10.40.2');
  await expect(page.getByRole('region', { name: 'demo' }).getByTestId('nothing-found')).toBeVisible();
  await page
    .getByRole('region', { name: 'campus' })
    .getByRole('button', { name: /^10\.40\.2\./ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: /^10\.40\.2\.\d+ in campus$/ })).toBeVisible();
});

const results = (): Locator => page.getByTestId(/^lease-10\./);
const drawerOf = (address: string): Locator =>
  page.getByRole('dialog', { name: `${address} in campus`, exact: true });

async function search(text: string): Promise<void> {
  await page.getByRole('searchbox').fill(text);
  await expect(page).toHaveURL((url) => url.searchParams.get('q') === text);
}

/** All that a search finds, page by page. */
async function leasesOfApi(q: string): Promise<AddressLeasesDto[]> {
  const found: AddressLeasesDto[] = [];
  let cursor: string | null = null;
  do {
    const parameters = new URLSearchParams({ q, limit: '200', ...(cursor === null ? {} : { cursor }) });
    const answer = await page.request.get(`${demo.url}/api/v1/pairs/campus/leases?${parameters}`);
    const { leases, nextCursor } = leaseListSchema.parse(await answer.json());
    found.push(...leases);
    cursor = nextCursor;
  } while (cursor !== null);
  return found;
}

type Held = { address: string; lease: LeaseDto & { hardware: string; hostname: string } };
let held: Held | undefined;

/** One that somebody with a name holds for longer than the tests take, the same for all of them. */
async function aLease(): Promise<Held> {
  held ??= (await leasesOfApi(NETWORK)).flatMap(({ address, differ, records }): Held[] => {
    const lease = records[0]?.lease;
    if (differ || lease?.state !== 'active' || lease.ends === null) return [];
    const { hardware, hostname } = lease;
    const isLong = Date.parse(lease.ends) > Date.now() + 3_600_000;
    return isLong && hardware !== null && hostname !== null
      ? [{ address, lease: { ...lease, hardware, hostname } }]
      : [];
  })[0];
  if (!held) throw new Error(`campus has no active lease with a name in ${NETWORK}`);
  return held;
}

/** What a saved lease and one of the API both tell, in one line. */
const wordsOfApi = (leases: readonly AddressLeasesDto[]): string[] =>
  leases.flatMap(({ address, records }) =>
    records.map(({ server, lease }) =>
      [address, server, lease?.state, lease?.hostname, lease?.hardware, lease?.starts, lease?.ends].join(' '),
    ),
  );

const wordsOfCsv = (record: Record<string, string>): string =>
  [
    'address',
    'server',
    'state',
    'host name',
    'hardware address',
    'starts (UTC, server clock)',
    'ends (UTC, server clock)',
  ]
    .map((name) => record[name])
    .join(' ');
