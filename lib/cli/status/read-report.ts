import { z } from 'zod';
import { findingQuerySchema } from '../../contracts/finding.ts';
import type { PairDto } from '../../contracts/pair.ts';
import type { Tx } from '../../db/client.ts';
import { listFindings } from '../../store/findings.ts';
import { loadPairPart } from '../../store/pair-parts.ts';
import { listPairs } from '../../store/pairs.ts';
import { UsageError } from '../usage-error.ts';
import type { PairReport, ReadinessReport, StatusReport } from './report.ts';

/** What is told of readiness; its list of lines is for the page. */
const readinessSchema = z.object({
  word: z.enum(['ready', 'ready-with-risks', 'not-ready', 'unknown']),
  sentence: z.string(),
});

/** All that is told of the pairs, or of one, at `now`. Throws UsageError for a pair that is not there. */
export async function readReport(tx: Tx, only: string | null, now: number): Promise<StatusReport> {
  const all = await listPairs(tx, now);
  const asked = only === null ? all : all.filter(({ name }) => name === only);
  if (asked.length === 0) throw new UsageError(nothingFound(only, all));
  const pairs: PairReport[] = [];
  for (const pair of asked) pairs.push(await pairReport(tx, pair));
  return { now, pairs };
}

function nothingFound(only: string | null, all: readonly PairDto[]): string {
  if (all.length === 0) return 'no pair is in the database yet; pairwatch start or collect puts them there';
  return `there is no pair "${only}"; there is ${all.map(({ name }) => name).join(', ')}`;
}

async function pairReport(tx: Tx, pair: PairDto): Promise<PairReport> {
  const found = await listFindings(tx, pair.name, findingQuerySchema.parse({}));
  return { ...pair, readiness: await readinessOf(tx, pair.name), findings: found?.findings ?? [] };
}

async function readinessOf(tx: Tx, pair: string): Promise<ReadinessReport | null> {
  const part = await loadPairPart(tx, pair, 'readiness');
  if (part === null || part === 'no pair') return null;
  return { ...readinessSchema.parse(part.value), observedAt: part.observedAt };
}
