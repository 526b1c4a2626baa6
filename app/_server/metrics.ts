import { type Actor, sees } from '../../lib/access/actor.ts';
import type { Facts } from '../../lib/metrics/family.ts';
import { type MetricsFormat, renderMetrics } from '../../lib/metrics/render.ts';
import { createProcessMeter } from '../../lib/process-figures.ts';
import { type MetricsFacts, readMetricsFacts } from '../../lib/store/metrics-facts.ts';
import { VERSION } from '../../lib/version.ts';
import { readBuild } from './build.ts';
import { readAsPairwatch } from './open-database.ts';
import { Problem } from './problem.ts';
import { singleton } from './singleton.ts';

/** However many scrape, the database is asked once in this time. */
const KEPT_MS = 1_000;

type Kept = { since: number; facts: Promise<Facts> } | null;

/** The metrics of now, a second old at most, as text, of the pairs that whoever asks may see. */
export async function readMetrics(
  format: MetricsFormat,
  actor: Actor,
): Promise<{ contentType: string; text: string }> {
  const { stored, ...facts } = await keptFacts();
  return renderMetrics({ ...facts, stored: stored && seenBy(actor, stored) }, format);
}

/** What is kept is shared by all who scrape, so it is narrowed anew for each. */
function seenBy(actor: Actor, stored: MetricsFacts): MetricsFacts {
  const isSeen = (pair: string | null) => pair === null || sees(actor, pair);
  return {
    ...stored,
    pairs: stored.pairs.filter(({ name }) => isSeen(name)),
    pools: stored.pools.filter(({ pair }) => isSeen(pair)),
    alerts: stored.alerts.filter(({ pair }) => isSeen(pair)),
    openIncidents: stored.openIncidents.filter(isSeen),
  };
}

function keptFacts(): Promise<Facts> {
  const kept = singleton('metrics', () => ({ last: null as Kept }));
  const now = Date.now();
  if (kept.last === null || Math.abs(now - kept.last.since) >= KEPT_MS) {
    kept.last = { since: now, facts: readFacts(now) };
  }
  return kept.last.facts;
}

async function readFacts(now: number): Promise<Facts> {
  const meter = singleton('process-meter', () => createProcessMeter(Date.now));
  const own = {
    version: VERSION,
    build: await readBuild(),
    startedAt: now - process.uptime() * 1000,
    process: meter.read(),
  };
  return { now, own, stored: await storedFacts(now) };
}

/** null while the database cannot be read: a scrape then says so, instead of failing as if Pairwatch were gone. */
async function storedFacts(now: number): Promise<Facts['stored']> {
  try {
    return await readAsPairwatch((tx, engine) => readMetricsFacts(tx, engine, now));
  } catch (error) {
    if (error instanceof Problem && error.dto.status === 503) return null;
    throw error;
  }
}
