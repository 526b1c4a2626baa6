import { z } from 'zod';
import { ruleKind } from '../alerts/catalogue.ts';
import type { Leave, PairAlertFacts } from '../alerts/facts.ts';
import { findingSchema } from '../contracts/finding.ts';
import { evidenceSchema, verdictSchema } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import { FINDING_ROOMS, type Finding } from '../pair/finding.ts';
import { DEFAULT_WANTED_HOURS } from '../pair/readiness/facts.ts';
import { poolTrack } from './alert-history-pools.ts';
import { serverTrack } from './alert-history-servers.ts';
import { byRole } from './servers.ts';
import { toDate, toMs } from './time.ts';
import { never, type Range, type Track, unfolding } from './track.ts';
import { leavesOfHealthy } from './verdict-spans.ts';

export type AlertHistoryQuery = {
  /** Milliseconds. */
  from: number;
  to: number;
  rule: string;
  /** Key of a pool: facts of it and of the others of its shared network alone. */
  pool?: string;
};

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** What a rule may look back on. */
const LEAVES_MS = 60 * DAY_MS;

/** The latest of what changed in the past, beyond which it is not told. */
const MOST_SPANS = 5_000;
const MOST_FINDINGS = 2_000;
const MOST_STEPS = 20_000;
/** The latest leaves of healthy at any one time. */
const MOST_LEAVES = 300;

/** How often it is judged anew while nothing changes: what counts times or ages comes to an end by itself. */
const GRID_MS = 5 * MINUTE_MS;
const MOST_GRID_STEPS = 10_000;
/** What may pass within a minute is looked at more often after a change of verdict. */
const AFTER_CHANGE_MS = [10_000, 20_000, 30_000, 40_000, 50_000, 60_000];

/**
 * What the rules would have judged a pair from in the past, as far as it was kept: at each change of what the rule may go by,
 * and in between, oldest first. null for a name not in the settings.
 *
 * Known: verdicts with the sentence they were told with; findings, of which only the last words are kept; the states of
 * servers and whether OMAPI told them; the use of pools by five minutes or hours (see `poolTrack` for how many of them). Not
 * known, so that a rule by them has no data or nothing to say: forecasts, endings of leases, mutes, sources other than OMAPI,
 * rewrites of lease files. A time in which Pairwatch did not run counts as what was seen last.
 *
 * Bounds: the latest 5,000 verdicts, 2,000 findings and 20,000 steps; what is older is left out.
 */
export async function alertHistory(
  tx: Tx,
  pairName: string,
  { from, to, rule, pool }: AlertHistoryQuery,
): Promise<PairAlertFacts[] | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    include: { servers: { where: { removedAt: null } } },
  });
  if (!pair) return null;
  const range = { from, to };
  const servers = pair.servers.sort(byRole);
  const isAboutPools = ruleKind(rule)?.about === 'pool';
  const findings = await findingTrack(tx, pair.id, servers, range);
  const pools = isAboutPools ? await poolTrack(tx, pair.id, servers, range, pool) : NO_POOLS;
  const verdicts = isAboutPools ? never(null) : await verdictTrack(tx, pair.id, range);
  const leaves = isAboutPools ? never([]) : await leaveTrack(tx, pair.id, range);
  const states = isAboutPools ? never([]) : await serverTrack(tx, pair, servers, range);
  const times = stepsOf(
    [
      ...[findings, pools, verdicts, leaves, states].flatMap((track) => track.times),
      ...verdicts.times.flatMap((at) => AFTER_CHANGE_MS.map((afterMs) => at + afterMs)),
    ],
    pools.stepMs,
    range,
  );
  return times.map((now) => ({
    now,
    verdict: verdicts.at(now),
    leavesOfHealthy: leaves.at(now),
    servers: states.at(now),
    findings: findings.at(now),
    decidedRooms: FINDING_ROOMS,
    pools: pools.at(now),
    forecasts: null,
    wantedHours: DEFAULT_WANTED_HOURS,
    practices: null,
  }));
}

const NO_POOLS = { ...never([]), stepMs: GRID_MS };

/** When something changed, and a grid of times in between. */
function stepsOf(changes: readonly number[], gridMs: number, { from, to }: Range): number[] {
  const stepMs = gridMs * Math.ceil((to - from) / gridMs / MOST_GRID_STEPS);
  const times = new Set([from, ...changes]);
  for (let at = Math.ceil(from / stepMs) * stepMs; at <= to; at += stepMs) times.add(at);
  const within = [...times].filter((at) => at >= from && at <= to).sort((one, other) => one - other);
  return within.slice(-MOST_STEPS);
}

async function verdictTrack(
  tx: Tx,
  pairId: number,
  { from, to }: Range,
): Promise<Track<PairAlertFacts['verdict']>> {
  const spans = await tx.verdictSpan.findMany({
    where: { pairId, from: { lte: toDate(to) }, OR: [{ until: null }, { until: { gt: toDate(from) } }] },
    orderBy: [{ from: 'desc' }, { id: 'desc' }],
    take: MOST_SPANS,
  });
  const events = await tx.event.findMany({
    where: { pairId, kind: 'verdict', sortAt: { gte: toDate(from), lte: toDate(to) } },
    orderBy: [{ sortAt: 'desc' }, { id: 'desc' }],
    take: MOST_SPANS,
    select: { at: true, to: true, sentence: true, evidence: true },
  });
  const told = new Map(events.map((event) => [`${event.to}@${toMs(event.at)}`, event]));
  return unfolding(
    spans.reverse().map((span) => {
      const event = told.get(`${span.verdict}@${toMs(span.from)}`);
      return {
        from: toMs(span.from),
        until: toMs(span.until),
        value: {
          verdict: verdictSchema.parse(span.verdict),
          code: span.code,
          since: toMs(span.from),
          sentence: event?.sentence ?? `The pair was ${span.verdict} (${span.code}).`,
          nextStep: null,
          evidence: z.array(evidenceSchema).parse(event?.evidence ?? []),
        },
      };
    }),
    (going) => going.at(-1) ?? null,
  );
}

async function leaveTrack(tx: Tx, pairId: number, { from, to }: Range): Promise<Track<Leave[]>> {
  const leaves = (await leavesOfHealthy(tx, pairId, from - LEAVES_MS)).filter(({ at }) => at <= to);
  return unfolding(
    leaves.map((leave) => ({ from: leave.at, until: null, value: leave })),
    (past) => past.slice(-MOST_LEAVES),
  );
}

async function findingTrack(
  tx: Tx,
  pairId: number,
  servers: readonly { id: number; name: string }[],
  { from, to }: Range,
): Promise<Track<Finding[]>> {
  const rows = await tx.finding.findMany({
    where: { pairId, since: { lte: toDate(to) }, OR: [{ until: null }, { until: { gt: toDate(from) } }] },
    orderBy: [{ since: 'desc' }, { id: 'desc' }],
    take: MOST_FINDINGS,
  });
  return unfolding(
    rows.map((row) => ({
      from: toMs(row.since),
      until: toMs(row.until),
      value: {
        key: row.key,
        server: servers.find(({ id }) => id === row.serverId)?.name ?? null,
        code: row.code,
        severity: findingSchema.shape.severity.parse(row.severity),
        since: toMs(row.since),
        sentence: row.sentence,
        nextStep: row.nextStep,
        evidence: z.array(evidenceSchema).parse(row.evidence),
      },
    })),
    (going) => going,
  );
}
