import type { Actor } from '../../lib/access/actor.ts';
import type { Facts } from '../../lib/metrics/family.ts';
import { type MetricsFormat, renderMetrics } from '../../lib/metrics/render.ts';
import { createProcessMeter } from '../../lib/process-figures.ts';
import { readMetricsFacts } from '../../lib/store/metrics-facts.ts';
import { scoped } from '../../lib/store/scope.ts';
import { VERSION } from '../../lib/version.ts';
import { readBuild } from './build.ts';
import { readAsPairwatch } from './open-database.ts';
import { Problem } from './problem.ts';
import { singleton } from './singleton.ts';

/** However many scrape, the database is asked once in this time. */
const KEPT_MS = 1_000;

type Kept = { since: number; facts: Promise<Facts> };

/** The metrics of now, a second old at most, as text, of the pairs that whoever asks may see. */
export async function readMetrics(
  format: MetricsFormat,
  actor: Actor,
): Promise<{ contentType: string; text: string }> {
  return renderMetrics(await keptFacts(actor), format);
}

/** Shared by all who see the same pairs. */
function keptFacts(actor: Actor): Promise<Facts> {
  const all = singleton('metrics', () => new Map<string, Kept>());
  const key = JSON.stringify(actor.pairs);
  const now = Date.now();
  const last = all.get(key);
  if (last !== undefined && Math.abs(now - last.since) < KEPT_MS) return last.facts;
  for (const [old, { since }] of all) if (Math.abs(now - since) >= KEPT_MS) all.delete(old);
  const facts = readFacts(now, actor);
  all.set(key, { since: now, facts });
  return facts;
}

async function readFacts(now: number, actor: Actor): Promise<Facts> {
  const meter = singleton('process-meter', () => createProcessMeter(Date.now));
  const own = {
    version: VERSION,
    build: await readBuild(),
    startedAt: now - process.uptime() * 1000,
    process: meter.read(),
  };
  return { now, own, stored: await storedFacts(now, actor) };
}

/** null while the database cannot be read: a scrape then says so, instead of failing as if Pairwatch were gone. */
async function storedFacts(now: number, actor: Actor): Promise<Facts['stored']> {
  try {
    return await readAsPairwatch((tx, engine) => readMetricsFacts(scoped(tx, actor), engine, now));
  } catch (error) {
    if (error instanceof Problem && error.dto.status === 503) return null;
    throw error;
  }
}
