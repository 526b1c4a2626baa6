import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../lib/db/client.ts';
import { migrate } from '../lib/db/migrate.ts';
import { listPools } from '../lib/store/pools.ts';
import type { BenchResult, Target } from './report.ts';
import { repaints, scriptKilobytes } from './ui/browser.ts';
import { createFleet, PAIRS, POOLS_A_PAIR } from './ui/fleet.ts';
import { type Scores, scoresOf } from './ui/lighthouse.ts';
import { type ServerTimes, serverTimes } from './ui/server-times.ts';
import { startWebServer } from './ui/web-server.ts';
import { fillYear, POOLS_WITH_HISTORY } from './ui/year.ts';

/** A page that reads nothing of any pair: what the framework alone takes. */
const PEER = '/runbook/clocks';
/** Of a thousand pools a megabyte, asked for by no reader who waits: it is measured beside the others, and has no target. */
const METRICS = '/metrics';
const REPAINTS_FOR_MS = 20_000;
const SERVER_MS = 50;
const REPAINT_MS = 50;
const SCRIPT_KILOBYTES = 220;
const LAYOUT_SHIFT = 0.02;

/**
 * The pages over 20 pairs with 1,000 pools, of which 200 have a year of history: server times of every page and API beside
 * those of a page without data, first-load JavaScript, Lighthouse, and how long a live update takes to the screen.
 */
export async function benchUi(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'pairwatch-bench-ui-'));
  const path = join(folder, 'pairwatch.db');
  const url = `file:${path}`;
  await migrate(url);
  const db = await openDatabase(url, { role: 'collector' });
  try {
    const fleet = await createFleet(db);
    say(`${PAIRS} pairs with ${PAIRS * POOLS_A_PAIR} pools`);
    await fleet.readAll();
    say(`a year of history for ${POOLS_WITH_HISTORY} pools`);
    const { rows } = fillYear(path, fleet.pairs, Date.now());
    await fleet.readAll();
    const pools = await db.read((tx) => listPools(tx, 'pair-1', Date.now()));
    const pool = pools?.pools[0]?.id ?? 0;
    const web = await startWebServer(url, folder);
    const living = fleet.startLiving();
    try {
      say('server times');
      const times = await serverTimes(web.url, [PEER, ...pagesOf(pool), ...apisOf(pool)]);
      say('scripts and repaints');
      const kilobytes = await scriptKilobytes(`${web.url}/`);
      const repainted = await repaints(`${web.url}/pairs/pair-1`, REPAINTS_FOR_MS);
      say('Lighthouse');
      const scores = new Map<string, Scores>();
      for (const page of ['/', '/pairs/pair-1', '/pairs/pair-1/pools'])
        for (const form of ['desktop', 'mobile'] as const)
          scores.set(`${page}, ${form}`, await scoresOf(`${web.url}${page}`, form));
      return {
        table: [
          [`${rows} rows`, 'p50', 'p95', 'to the peer', 'size'],
          ...times.map((time) => timesRow(time, times)),
          ['', '', '', '', ''],
          ['Lighthouse', 'performance', 'accessibility', 'best practices', 'layout shift'],
          ...[...scores].map(([what, score]) => scoresRow(what, score)),
          ['', '', '', '', ''],
          [
            'repaint after an answer',
            `${repainted.medianMs.toFixed(0)} ms`,
            `${repainted.worstMs.toFixed(0)} ms`,
            `${repainted.count} ×`,
            '',
          ],
        ],
        targets: [
          ...times.filter(({ path: of }) => of !== PEER && of !== METRICS).map(timeTarget),
          { figure: 'first-load JavaScript of /', measured: kilobytes, unit: 'kB', atMost: SCRIPT_KILOBYTES },
          { figure: 'repaint, median', measured: repainted.medianMs, unit: 'ms', atMost: REPAINT_MS },
          { figure: 'repaint, worst', measured: repainted.worstMs, unit: 'ms', atMost: REPAINT_MS },
          ...[...scores].flatMap(([what, score]) => scoreTargets(what, score)),
        ],
      };
    } finally {
      await living.stop();
      await web.stop();
    }
  } finally {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const say = (what: string) => process.stderr.write(`bench ui: ${what}…\n`);

const pagesOf = (pool: number): string[] => [
  '/?all=1',
  '/pairs/pair-1',
  '/pairs/pair-1/pools',
  `/pairs/pair-1/pools/${pool}`,
  `/pairs/pair-1/pools/${pool}?last=365d`,
  '/pairs/pair-1/leases',
  '/pairs/pair-1/clocks',
  '/pairs/pair-1/clocks?last=90d',
  '/pairs/pair-1/config',
  '/events',
  '/events?kind=state&pair=pair-2',
  '/events?q=number%20199',
  '/alerts',
  '/incidents',
  '/leases',
  '/settings/pairs',
  '/settings/endpoints',
  '/settings/rules',
  '/settings/about',
  '/wall',
];

const apisOf = (pool: number): string[] => [
  '/api/v1/overview',
  '/api/v1/pairs',
  '/api/v1/pairs/pair-1',
  '/api/v1/pairs/pair-1/pools',
  '/api/v1/pairs/pair-1/timeline',
  '/api/v1/pairs/pair-1/redundancy',
  '/api/v1/pairs/pair-1/findings',
  '/api/v1/pairs/pair-1/forecast',
  '/api/v1/pairs/pair-1/clocks/history',
  ...[1, 7, 365].flatMap((days) =>
    ['history', 'use'].map(
      (what) => `/api/v1/pairs/pair-1/pools/${pool}/${what}?from=${Date.now() - days * 86_400_000}`,
    ),
  ),
  '/api/v1/events',
  '/api/v1/alerts',
  '/api/v1/incidents',
  METRICS,
];

function timesRow({ path, p50Ms, p95Ms, kilobytes }: ServerTimes, all: readonly ServerTimes[]): string[] {
  const peer = all.find((each) => each.path === PEER)?.p50Ms ?? Number.NaN;
  const what = path.replace(/from=\d+/, (from) => `from=${daysAgo(from)}`);
  return [
    what,
    `${p50Ms.toFixed(1)} ms`,
    `${p95Ms.toFixed(1)} ms`,
    `${(p50Ms / peer).toFixed(1)} ×`,
    `${kilobytes.toFixed(0)} kB`,
  ];
}

function daysAgo(from: string): string {
  return `${Math.round((Date.now() - Number(from.slice('from='.length))) / 86_400_000)} days ago`;
}

function timeTarget({ path, p95Ms }: ServerTimes): Target {
  const what = path.replace(/from=\d+/, (from) => `from=${daysAgo(from)}`);
  return { figure: `server time of ${what}, p95`, measured: p95Ms, unit: 'ms', atMost: SERVER_MS };
}

function scoresRow(
  what: string,
  { performance, accessibility, bestPractices, layoutShift, missed }: Scores,
): string[] {
  const missing = missed.length > 0 ? ` (${missed.join(', ')})` : '';
  return [
    `${what}${missing}`,
    String(performance),
    String(accessibility),
    String(bestPractices),
    layoutShift.toFixed(3),
  ];
}

function scoreTargets(what: string, scores: Scores): Target[] {
  return [
    { figure: `performance of ${what}`, measured: scores.performance, unit: 'points', atLeast: 95 },
    { figure: `accessibility of ${what}`, measured: scores.accessibility, unit: 'points', atLeast: 100 },
    { figure: `best practices of ${what}`, measured: scores.bestPractices, unit: 'points', atLeast: 95 },
    { figure: `layout shift of ${what}`, measured: scores.layoutShift, unit: '', atMost: LAYOUT_SHIFT },
  ];
}
