import {
  type PairPracticesDto,
  PRACTICE_CODES,
  type PracticeCode,
  type PracticeDto,
  practiceCodeSchema,
} from '../contracts/practice.ts';
import type { Tx } from '../db/client.ts';
import type { Practice, Prisma } from '../db/generated/sqlite/client.ts';
import { whyByHand } from '../practices/by-itself.ts';
import { PRACTICES, type PracticeKind } from '../practices/catalogue.ts';
import { everyDaysOf, type Standing, standingOf } from '../practices/standing.ts';
import { runDto } from './practice-runs.ts';
import { toDate, toIso, toMs } from './time.ts';

/** Word of an event of kind `config` that changed servers, ranges or the peer. */
export const TOPOLOGY_CHANGED = 'topology-changed';

/** A duty of a pair as the collector and the pages need it. */
export type StandingPractice = {
  kind: PracticeKind;
  standing: Standing;
  /** null while no collector counts it. */
  since: number | null;
  everyDays: number;
  whyByHand: string | null;
  asked: { at: number; by: string; note: string | null } | null;
  dto: PracticeDto;
};
export type PairPractices = {
  pairId: number;
  pair: string;
  title: string | null;
  practices: StandingPractice[];
};

/** Whether somebody waits for a duty to be done. */
export async function isPracticeAsked(tx: Tx): Promise<boolean> {
  return (await tx.practice.findFirst({ where: { askedAt: { not: null } }, select: { id: true } })) !== null;
}

/** Counts the duties of these pairs from `now` on, those that are not counted yet. */
export async function countPractices(tx: Tx, pairIds: readonly number[], now: number): Promise<void> {
  const known = await tx.practice.findMany({
    where: { pairId: { in: [...pairIds] } },
    select: { pairId: true, code: true },
  });
  const counted = new Set(known.map(({ pairId, code }) => `${pairId} ${code}`));
  const missing = pairIds.flatMap((pairId) =>
    PRACTICE_CODES.filter((code) => !counted.has(`${pairId} ${code}`)).map((code) => ({
      pairId,
      code,
      since: toDate(now),
    })),
  );
  if (missing.length > 0) await tx.practice.createMany({ data: missing });
}

/** The duties of all pairs of the settings, or of one, as they stand at `now`. */
export async function standingPractices(
  tx: Tx,
  { pair, now }: { pair?: string | undefined; now: number },
): Promise<PairPractices[]> {
  const pairs = await tx.pair.findMany({
    where: { removedAt: null, ...(pair !== undefined && { name: pair }) },
    select: PAIR_COLUMNS,
    orderBy: { position: 'asc' },
  });
  const rows = pairs.flatMap(({ practices }) => practices);
  const runs = await lastRuns(tx, rows);
  const tested = await testedServers(tx, pairs);
  const changes = await topologyChanges(tx, pairs);
  return pairs.map(({ id, name, title, practices, servers }) => {
    const readOf = servers.map((server) => {
      const reads = new Set(server.sources.map(({ kind }) => kind));
      return {
        name: server.name,
        config: reads.has('config'),
        leases: reads.has('leases'),
        clock: reads.has('clock'),
        isTested: tested.has(server.id),
      };
    });
    return {
      pairId: id,
      pair: name,
      title,
      practices: PRACTICES.map((kind): StandingPractice => {
        const row = practices.find(({ code }) => code === kind.code) ?? null;
        const run = row && (runs.get(row.id) ?? null);
        const change = kind.comes === 'change' ? (changes.get(id) ?? null) : null;
        return standingPractice(kind, {
          row,
          run,
          change,
          whyByHand: whyByHand(kind.code, readOf),
          now,
        });
      }),
    };
  });
}

/** The same as a page shows it. */
export async function listPractices(
  tx: Tx,
  asked: { pair?: string | undefined; now: number },
): Promise<PairPracticesDto[]> {
  const pairs = await standingPractices(tx, asked);
  return pairs.map(({ pair, title, practices }) => ({
    pair,
    title,
    practices: practices.map(({ dto }) => dto),
  }));
}

/** One duty of a pair; null for a name not in the settings. */
export async function findPractice(
  tx: Tx,
  asked: { pair: string; code: PracticeCode; now: number },
): Promise<(StandingPractice & { pairId: number }) | null> {
  const [found] = await standingPractices(tx, asked);
  const practice = found?.practices.find(({ kind }) => kind.code === asked.code);
  return found && practice ? { pairId: found.pairId, ...practice } : null;
}

const PAIR_COLUMNS = {
  id: true,
  name: true,
  title: true,
  practices: true,
  servers: {
    where: { removedAt: null },
    select: { id: true, name: true, role: true, sources: { select: { kind: true } } },
    orderBy: { role: 'asc' },
  },
} satisfies Prisma.PairSelect;
type PairRow = Prisma.PairGetPayload<{ select: typeof PAIR_COLUMNS }>;

type Run = Prisma.PracticeRunGetPayload<object>;
type Runs = { last: Run; lastPassedAt: number | null };

/** The last run of each duty, and when it was last done well. By two looks at an index, however many runs there are. */
async function lastRuns(tx: Tx, rows: readonly Practice[]): Promise<Map<number, Runs>> {
  const ids = rows.map(({ id }) => id);
  const latest = await tx.practiceRun.groupBy({
    by: ['practiceId'],
    where: { practiceId: { in: ids } },
    _max: { id: true },
  });
  const runs = await tx.practiceRun.findMany({
    where: { id: { in: latest.flatMap(({ _max }) => _max.id ?? []) } },
  });
  const notPassed = runs.filter(({ outcome }) => outcome !== 'passed').map(({ practiceId }) => practiceId);
  const passed =
    notPassed.length === 0
      ? []
      : await tx.practiceRun.groupBy({
          by: ['practiceId'],
          where: { practiceId: { in: notPassed }, outcome: 'passed' },
          _max: { at: true },
        });
  const passedAt = new Map(passed.map(({ practiceId, _max }) => [practiceId, toMs(_max.at)]));
  return new Map(
    runs.map((last) => [
      last.practiceId,
      {
        last,
        lastPassedAt: last.outcome === 'passed' ? toMs(last.at) : (passedAt.get(last.practiceId) ?? null),
      },
    ]),
  );
}

async function testedServers(tx: Tx, pairs: readonly PairRow[]): Promise<Set<number>> {
  const ids = pairs.flatMap(({ servers }) => servers.map(({ id }) => id));
  const tests = await tx.configTest.groupBy({ by: ['serverId'], where: { serverId: { in: ids } } });
  return new Set(tests.map(({ serverId }) => serverId));
}

type Change = { at: number; sentence: string };

/** The last change of the topology of each pair. */
async function topologyChanges(tx: Tx, pairs: readonly PairRow[]): Promise<Map<number, Change>> {
  const changes = new Map<number, Change>();
  const rows = await tx.event.findMany({
    where: { kind: 'config', to: TOPOLOGY_CHANGED, pairId: { in: pairs.map(({ id }) => id) } },
    orderBy: [{ sortAt: 'asc' }, { id: 'asc' }],
    select: { pairId: true, sortAt: true, sentence: true },
  });
  for (const { pairId, sortAt, sentence } of rows)
    if (pairId !== null) changes.set(pairId, { at: toMs(sortAt), sentence });
  return changes;
}

type Known = {
  row: Practice | null;
  run: Runs | null;
  change: Change | null;
  whyByHand: string | null;
  now: number;
};

function standingPractice(kind: PracticeKind, { row, run, change, whyByHand, now }: Known): StandingPractice {
  const kept = {
    since: row && toMs(row.since),
    everyDays: row?.everyDays ?? null,
    offAt: row && toMs(row.offAt),
    lastPassedAt: run?.lastPassedAt ?? null,
    changedAt: change?.at ?? null,
  };
  const standing = standingOf(kind, kept, now);
  const everyDays = everyDaysOf(kind, kept);
  const asked =
    row?.askedAt && row.askedBy !== null
      ? { at: toMs(row.askedAt), by: row.askedBy, note: row.askedNote }
      : null;
  return {
    kind,
    standing,
    since: kept.since,
    everyDays,
    whyByHand,
    asked,
    dto: {
      code: practiceCodeSchema.parse(kind.code),
      title: kind.title,
      summary: kind.summary,
      isByItself: kind.isByItself && whyByHand === null,
      whyByHand,
      owner: row?.owner ?? null,
      everyDays,
      proposedDays: kind.everyDays,
      state: standing.state,
      calledForBy: standing.dueAt === null ? null : (change?.sentence ?? null),
      dueAt: iso(standing.dueAt),
      overdueAt: iso(standing.overdueAt),
      asked: asked && { at: new Date(asked.at).toISOString(), by: asked.by },
      lastRun: run && runDto(run.last),
      lastPassedAt: iso(kept.lastPassedAt),
    },
  };
}

const iso = (at: number | null) => toIso(toDate(at));
