import { appendFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { freePort, type Product, startProduct } from '../../e2e/support/product.ts';
import { pairAnswerSchema } from '../../lib/contracts/pair.ts';
import { poolListSchema } from '../../lib/contracts/pool.ts';
import { LEASE_COUNT, renewals } from './lease-file.ts';

type Files = { config: string; leases: string };

export type Browsed = {
  /** The web process's longest time without a turn of its event loop, pages being asked for all the while. */
  worstWebDelayMs: number;
  /** The longest a page took. */
  worstPageMs: number;
};

export type Imported = Browsed & {
  /** From the first answer of the pages until all leases are stored and counted. */
  seconds: number;
  /** A poll after 1,000 blocks were appended, as the collector's own source health tells it; several in turn. */
  pollMs: number[];
};

const POLLS = 5;
const BLOCKS_PER_POLL = 1_000;
const PAGES = ['/', '/pairs/bench', '/events'];
const PAGE_EVERY_MS = 1_000;
const LOOK_AGAIN_MS = 50;
const IDLE_MS = 20_000;
const GIVE_UP_MS = 10 * 60_000;

/** Runs the whole product on one server's files and an empty database, and watches it take a million leases in. */
export function importLeases(folder: string, files: Files): Promise<Imported> {
  return withProduct(folder, files, async (product, answeredAt) => {
    const worstPageMs = await browseUntil(product, async () => (await leaseFileOf(product)) !== null);
    const seconds = (performance.now() - answeredAt) / 1000;
    const pollMs: number[] = [];
    for (let poll = 0; poll < POLLS; poll += 1) pollMs.push(await pollAfterGrowth(product, files.leases));
    return { seconds, worstPageMs, pollMs };
  });
}

/** The same pages of the same servers while there is no lease to take in: what the import is measured against. */
export function browseIdle(folder: string, config: string): Promise<Browsed> {
  const leases = join(folder, 'none.leases');
  writeFileSync(leases, 'authoring-byte-order little-endian;\n');
  return withProduct(folder, { config, leases }, async (product) => {
    const endsAt = performance.now() + IDLE_MS;
    return { worstPageMs: await browseUntil(product, async () => performance.now() > endsAt) };
  });
}

/** `answeredAt`: when its pages answered for the first time. */
type Watch<Seen> = (product: Product, answeredAt: number) => Promise<Seen>;

async function withProduct<Seen>(folder: string, files: Files, watch: Watch<Seen>) {
  const place = mkdtempSync(join(folder, 'product-'));
  const port = await freePort();
  const settings = join(place, 'pairwatch.yaml');
  writeFileSync(settings, settingsText(files, port), { mode: 0o600 });
  const delayFile = join(place, 'web-delay');
  const product = await startProduct(['start', '--config', settings], `http://127.0.0.1:${port}`, {
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(webDelayMeter(delayFile))}`,
    DATABASE_URL: undefined,
  });
  const seen = await measured(product, watch).finally(() => product.stop());
  return { ...seen, worstWebDelayMs: z.coerce.number().parse(readFileSync(delayFile, 'utf8')) };
}

/** A page that is opened for the first time is loaded and compiled first, whatever else goes on. */
async function measured<Seen>(product: Product, watch: Watch<Seen>): Promise<Seen> {
  const answeredAt = performance.now();
  for (const path of [...PAGES, ...PAGES]) await (await fetch(`${product.url}${path}`)).text();
  process.kill(product.children().web, 'SIGUSR2');
  return watch(product, answeredAt);
}

/** Nothing listens for OMAPI there: what is measured is the file alone. */
function settingsText({ config, leases }: Files, port: number): string {
  return `pairs:
  - name: bench
    peer: bench
    servers:
      - { role: primary, name: dhcp-a, host: 127.0.0.1, omapi: { port: 9 }, config: { path: ${config} }, leases: { path: ${leases} } }
      - { role: secondary, name: dhcp-b, host: 127.0.0.1, omapi: { port: 10 } }
listen: 127.0.0.1:${port}
data: ./data
`;
}

/**
 * Runs in each of the product's processes; the web server's leaves its longest delay since SIGUSR2 in a file when it
 * ends: a write while the import keeps the disk busy would be a delay of its own.
 */
function webDelayMeter(file: string): string {
  return `
    import { writeFileSync } from 'node:fs';
    import { monitorEventLoopDelay } from 'node:perf_hooks';
    if (process.argv[1]?.endsWith('server.js')) {
      const resolution = 2;
      const meter = monitorEventLoopDelay({ resolution });
      process.on('SIGUSR2', () => meter.enable());
      process.on('exit', () => writeFileSync(${JSON.stringify(file)}, String(meter.max / 1e6 - resolution)));
    }
  `;
}

/** Somebody who opens a page a second, while the import is looked after more often. */
async function browseUntil(product: Product, isDone: () => Promise<boolean>): Promise<number> {
  let worstMs = 0;
  const beganAt = performance.now();
  for (let opened = 0; !(await isDone()); ) {
    const now = performance.now();
    if (now > beganAt + GIVE_UP_MS) throw new Error(`not imported in time:\n${product.output()}`);
    if (now >= beganAt + opened * PAGE_EVERY_MS) {
      await (await fetch(`${product.url}${PAGES[opened % PAGES.length]}`)).text();
      worstMs = Math.max(worstMs, performance.now() - now);
      opened += 1;
    }
    await pause(LOOK_AGAIN_MS);
  }
  return worstMs;
}

/** What the product says of dhcp-a's lease file; null before it was read to its end. */
async function leaseFileOf({ url }: Product) {
  const answer = await fetch(`${url}/api/v1/pairs/bench/pools`);
  const file = poolListSchema.parse(await answer.json()).leaseFiles.find(({ server }) => server === 'dhcp-a');
  return file && file.total.size === LEASE_COUNT && file.sizeBytes > 0 ? file : null;
}

async function pollAfterGrowth(product: Product, leases: string): Promise<number> {
  appendFileSync(leases, renewals(BLOCKS_PER_POLL, Math.floor(Date.now() / 1000)));
  const { size } = statSync(leases);
  while (((await leaseFileOf(product))?.sizeBytes ?? 0) < size) await pause(LOOK_AGAIN_MS);
  const answer = pairAnswerSchema.parse(await (await fetch(`${product.url}/api/v1/pairs/bench`)).json());
  const source = answer.pair.servers[0]?.sources.find(({ kind }) => kind === 'leases');
  if (!source || source.roundTripMs === null) throw new Error('the lease file’s source tells no duration');
  return source.roundTripMs;
}
