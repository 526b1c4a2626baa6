import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { incidentListSchema } from '../../lib/contracts/incident.ts';
import { pairAnswerSchema } from '../../lib/contracts/pair.ts';
import { poolListSchema } from '../../lib/contracts/pool.ts';
import { freePort, startProduct } from '../support/product.ts';

/** Makes the pictures of README out of the demo, as it is: `npm run screenshots`. */

const FOLDER = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const TROUBLE_WITHIN_MS = 180_000;
const SETTLED_MS = 2_500;

type Shot = { name: string; path: string; scheme: 'light' | 'dark'; width: number; height: number };

const folder = mkdtempSync(join(tmpdir(), 'pairwatch-screenshots-'));
const listen = `127.0.0.1:${await freePort()}`;
const product = await startProduct(['demo', '--listen', listen, '--folder', folder], `http://${listen}`);
const browser = await chromium.launch({
  executablePath: process.env.PAIRWATCH_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  // The pages say most while something is wrong.
  await untilVerdict('degraded');
  for (const shot of await shots()) await take(shot);
} finally {
  await browser.close();
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function shots(): Promise<Shot[]> {
  const desk = { width: 1440, height: 900 };
  const pools = poolListSchema.parse(await get('/api/v1/pairs/demo/pools'));
  const { incidents } = incidentListSchema.parse(await get('/api/v1/incidents'));
  return [
    { name: 'pair', path: '/pairs/demo', scheme: 'light', ...desk },
    { name: 'overview', path: '/?all=1', scheme: 'light', ...desk },
    { name: 'pool', path: `/pairs/demo/pools/${pools.pools.at(-1)?.id}?last=7d`, scheme: 'light', ...desk },
    { name: 'incident', path: `/incidents/${incidents[0]?.id}`, scheme: 'light', ...desk },
    { name: 'wall', path: '/wall?pair=demo', scheme: 'dark', width: 1920, height: 1080 },
  ];
}

async function take({ name, path, scheme, width, height }: Shot): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme, timezoneId: 'UTC' });
  await page.goto(`${product.url}${path}`);
  await page.waitForTimeout(SETTLED_MS);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await page.close();
  process.stdout.write(`docs/screenshots/${name}.png\n`);
}

async function untilVerdict(verdict: string): Promise<void> {
  const until = Date.now() + TROUBLE_WITHIN_MS;
  for (;;) {
    const { pair } = pairAnswerSchema.parse(await get('/api/v1/pairs/demo'));
    if (pair.verdict === verdict) return;
    if (Date.now() > until)
      throw new Error(`the demo was not ${verdict} within ${TROUBLE_WITHIN_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function get(path: string): Promise<unknown> {
  return (await fetch(`${product.url}${path}`)).json();
}
