import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import SqliteConnection from 'better-sqlite3';
import type { HealthDto } from '../../lib/contracts/health.ts';
import { openDatabase } from '../../lib/db/client.ts';
import { contentsOf } from '../../lib/db/upkeep/sqlite-file.ts';
import { flipPages } from '../../lib/db/upkeep/testing/flip-pages.ts';
import { settingsYaml } from '../../lib/simulate/settings-yaml.ts';
import { runCommand } from '../support/command.ts';
import { freePort, type Product, startProduct } from '../support/product.ts';
import { type DataFolder, makeDataFolder } from '../torture/fleet/data-folder.ts';
import { judgeChanges } from '../torture/fleet/judge.ts';
import { startPair, type WatchedPair } from '../torture/fleet/pairs.ts';
import { toldSince } from '../torture/fleet/stored.ts';

// What the machine does to Pairwatch, done to the built product beside a simulated pair.

/** Holds a young database several times; full at once. */
const DISK_MB = 48;
const SPEED = 6;

let folder: string;
let data: DataFolder;
let pair: WatchedPair;
let product: Product | null = null;
let config: string;

test.describe.configure({ mode: 'serial', timeout: 240_000 });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-staying-up-'));
  data = makeDataFolder(join(folder, 'data'), DISK_MB);
  pair = await startPair(1, { folder, speed: SPEED, seed: 7 });
  config = await writeConfig('pairwatch');
  product = await start(config);
  await untilWell();
});

test.afterAll(async () => {
  await product?.stop();
  await pair?.simulated.stop();
  data?.remove();
  rmSync(folder, { recursive: true, force: true });
});

test('a full disk stops what is stored and nothing else, is told with since when and what to do, and costs no transition', async ({
  page,
}) => {
  test.skip(data.why !== null, data.why ?? '');
  const since = Date.now();
  expect((await silence('before')).status).toBe(201);
  await page.goto(`${url()}/pairs/pair-1`);
  await expect(page.getByTestId('verdict')).toContainText('healthy');
  data.fill();
  const filledAt = Date.now();
  await pair.simulated.pair.kill('b');
  const health = await untilDegraded('database-full');
  expect(Date.parse(health.degraded[0]?.since ?? '')).toBeGreaterThanOrEqual(filledAt);
  expect(health.trouble?.sentence).toContain(data.path);
  const refused = await silence('meanwhile');
  expect([refused.status, (await refused.json()).detail]).toEqual([
    503,
    expect.stringContaining('Free some space'),
  ]);
  await pair.simulated.pair.start('b');
  await expectPages(page, /Nothing is stored, for .*The disk of the database .* is full .*Free some space/);
  data.free();
  await untilWell();
  await expect(page.getByTestId('old-data')).toBeHidden();
  await expectHistory(since);
  expect((await silences()).map(({ reason }) => reason)).toEqual(['before']);
  expect(await sentences()).toContainEqual(
    expect.stringMatching(/^Nothing could be stored for .*: the disk of the database was full\.$/),
  );
});

test('a file system that turned read-only is told and waited for, and costs no transition', async ({
  page,
}) => {
  test.skip(data.why !== null, data.why ?? '');
  const since = Date.now();
  await page.goto(`${url()}/pairs/pair-1`);
  await expect(page.getByTestId('verdict')).toContainText('healthy');
  // The kernel refuses while anybody has a file open to be written: a fault of a disk asks nobody.
  const { collector, web } = running().children();
  for (const pid of [collector, web]) process.kill(pid, 'SIGKILL');
  await expect(() => data.endWriting()).toPass({ intervals: [20], timeout: 10_000 });
  await pair.simulated.pair.kill('b');
  await untilDegraded('database-read-only');
  await expectPages(page, /Nothing is stored, for .*can not be opened for writing .*mount it with rw again/);
  await pair.simulated.pair.start('b');
  data.mendWriting();
  await untilWell();
  await expectHistory(since);
});

test('a collector and a web server that are killed are started again, which events and About tell', async ({
  page,
}) => {
  const { collector, web } = running().children();
  process.kill(collector, 'SIGKILL');
  await untilTold('The collector ended (SIGKILL) and was started again.');
  process.kill(web, 'SIGKILL');
  await untilTold('The web server ended (SIGKILL) and was started again.');
  await untilWell();
  expect(running().children()).not.toMatchObject({ collector });
  await page.goto(`${url()}/settings/about`);
  for (const name of ['Collector', 'Pages'])
    await expect(page.locator('[data-level]').filter({ hasText: `${name}: started again` })).toContainText(
      /after SIGKILL/,
    );
});

test('it ends within five seconds while browsers listen and the database is copied', async () => {
  const streams = await Promise.all(Array.from({ length: 8 }, () => fetch(`${url()}/api/live`)));
  expect(streams.map(({ status }) => status)).toEqual(Array(8).fill(200));
  const copying = runCommand(['backup', '--out', join(folder, 'meanwhile.db'), '--config', config]);
  const startedAt = performance.now();
  expect(await running().stop()).toBe(0);
  const tookMs = performance.now() - startedAt;
  console.log(`stopped in ${(tookMs / 1000).toFixed(1)} s with 8 streams open and a copy under way`);
  expect(tookMs).toBeLessThan(5_000);
  expect(running().output()).not.toContain('had to be killed');
  expect((await copying).exitCode).toBe(0);
  product = await start(config);
  await untilWell();
});

test('a second collector is refused with who holds the database, and takes over when the first one ends', async () => {
  const { collector } = running().children();
  const refused = await runCommand(['collect', '--config', config]);
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain(`another collector (process ${collector} on `);
  const second = await start(await writeConfig('second'));
  try {
    const first = running();
    product = second;
    await untilDegraded('collector-waits');
    expect(await first.stop()).toBe(0);
    await untilWell();
    expect(second.children().collector).not.toBe(collector);
  } finally {
    product = null;
    await second.stop();
  }
});

test('a damaged database is told with the command that mends it, which does', async ({ page }) => {
  const path = join(data.path, 'pairwatch.db');
  const copy = join(folder, 'copy.db');
  expect((await runCommand(['backup', '--out', copy, '--config', config])).exitCode).toBe(0);
  await product?.stop();
  flipPages(path, [leafOf(path, 'Event')]);
  product = await start(config);
  await untilDegraded('database-damaged');
  await page.goto(`${url()}/settings/about`);
  await expect(page.getByTestId('old-data')).toContainText(/damaged.*restore FILE/);
  await product.stop();
  const restored = await runCommand(['restore', copy, '--force', '--config', config]);
  expect([restored.exitCode, restored.stderr]).toEqual([0, '']);
  expect(contentsOf(path).rows).toEqual(contentsOf(copy).rows);
  product = await start(config);
  await untilWell();
  const { entries } = await get('/api/v1/audit?deed=database-restored');
  expect(entries).toMatchObject([{ actor: { kind: 'command' }, after: { restoredFrom: 'copy.db' } }]);
});

test('a database of a newer version is left alone by collector and pages, in words', async ({ page }) => {
  await product?.stop();
  const path = join(data.path, 'pairwatch.db');
  const database = new SqliteConnection(path);
  const rename = (from: string, to: string) =>
    database
      .prepare('UPDATE "_prisma_migrations" SET "migration_name" = ? WHERE "migration_name" = ?')
      .run(to, from);
  const { schema } = contentsOf(path);
  rename(schema, '9999_future');
  const bytes = statSync(path).mtimeMs;
  product = await start(config);
  const { output } = product;
  await expect.poll(output).toMatch(/migration 9999_future.*a newer version was here/);
  await page.goto(url());
  const refusal = page.getByRole('alert').filter({ hasText: 'The database cannot be read' });
  await expect(refusal).toContainText(/9999_future.*newer version was here/);
  expect((await fetch(`${url()}/api/health`)).status).toBe(503);
  expect(statSync(path).mtimeMs).toBe(bytes);
  rename('9999_future', schema);
  database.close();
  await untilWell();
});

/** A page in the midst of a table. */
function leafOf(path: string, table: string): number {
  const database = new SqliteConnection(path);
  try {
    database.pragma('wal_checkpoint(TRUNCATE)'); // what stands in the log would stand in for what is damaged
    const rows = database
      .prepare(`SELECT "pageno" FROM dbstat WHERE "name" = ? AND "pagetype" = 'leaf' ORDER BY "path"`)
      .pluck()
      .all(table);
    return Number(rows[Math.floor(rows.length / 2)]);
  } finally {
    database.close();
  }
}

function running(): Product {
  if (!product) throw new Error('the product does not run');
  return product;
}
const url = () => running().url;

async function writeConfig(name: string): Promise<string> {
  const path = join(folder, `${name}.yaml`);
  const listen = `127.0.0.1:${await freePort()}`;
  writeFileSync(path, settingsYaml([pair.entry], { listen, data: data.path }), { mode: 0o600 });
  return path;
}

async function start(path: string): Promise<Product> {
  const [, listen] = /^listen: (\S+)$/m.exec(readFileSync(path, 'utf8')) ?? [];
  return startProduct(['start', '--config', path], `http://${listen}`, { PAIRWATCH_LOG: 'warn' });
}

const health = async (): Promise<HealthDto> => (await fetch(`${url()}/api/health`)).json();
// biome-ignore lint/suspicious/noExplicitAny: answers whose contracts other specs hold
const get = async (path: string): Promise<any> => (await fetch(`${url()}${path}`)).json();

async function untilWell(): Promise<void> {
  await expect
    .poll(async () => (await fetch(`${url()}/api/health`).catch(() => null))?.status, { timeout: 60_000 })
    .toBe(200);
  await expect.poll(async () => (await health()).degraded, { timeout: 60_000 }).toEqual([]);
  await expect
    .poll(async () => (await get('/api/v1/pairs/pair-1')).pair?.verdict, { timeout: 60_000 })
    .toBe('healthy');
}

async function untilDegraded(code: string): Promise<HealthDto> {
  await expect
    .poll(async () => (await health().catch(() => null))?.degraded?.[0]?.code, { timeout: 40_000 })
    .toBe(code);
  return health();
}

/** Pages answer, and say on top what is wrong. */
async function expectPages(page: Page, said: RegExp): Promise<void> {
  await expect(page.getByTestId('old-data')).toContainText(said, { timeout: 40_000 });
  for (const path of ['/pairs/pair-1', '/events', '/settings/about'])
    expect((await fetch(`${url()}${path}`)).status, path).toBe(200);
}

/** Each change the simulator made since then is in the history, once. */
async function expectHistory(since: number): Promise<void> {
  const db = await openDatabase(`file:${join(data.path, 'pairwatch.db')}`, { role: 'web' });
  try {
    expect(pair.made.filter(({ at }) => at > since).length).toBeGreaterThan(2);
    await expect
      .poll(
        async () => {
          const made = pair.made.filter(({ at }) => at > since);
          return judgeChanges(made, await toldSince(db, since), pair.mostLateMs());
        },
        { timeout: 40_000 },
      )
      .toEqual([]);
  } finally {
    await db.close();
  }
}

function silence(reason: string): Promise<Response> {
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  const body = { by: 'ann', pair: 'pair-1', rule: 'pool-full', server: null, pool: null, endsAt, reason };
  return fetch(`${url()}/api/v1/silences`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function untilTold(sentence: string): Promise<void> {
  await expect.poll(() => sentences().catch(() => []), { timeout: 60_000 }).toContain(sentence);
}

const silences = async (): Promise<{ reason: string }[]> => (await get('/api/v1/silences')).silences;

const sentences = async (): Promise<string[]> =>
  (await get('/api/v1/events?limit=100')).events.map(({ sentence }: { sentence: string }) => sentence);
