import type { Tx } from '../../db/client.ts';
import { LOOK_BACK_MS, type PairFacts, type RecordFacts, type Span } from '../../record/facts.ts';
import type { PeriodBounds } from '../../record/period.ts';
import { plannedWork } from '../report/planned-work.ts';
import { toDate } from '../time.ts';
import { changesIn } from './changes.ts';
import { incidentsIn } from './incidents.ts';
import { pairFacts } from './pair.ts';
import { poolsOf } from './pools.ts';
import { practicesIn } from './practices.ts';

/** A read of its own: what a report takes from a year must keep nobody waiting for all of it. */
export type Reader = <T>(read: (tx: Tx) => Promise<T>) => Promise<T>;

type Planned = RecordFacts['planned'][number];

export type RecordOrder = {
  period: PeriodBounds;
  /** null: all pairs. */
  pair: string | null;
  by: string;
  now: number;
};

/** All that a report on a week or a month is made from, in many short reads; null for a name that no pair ever had. */
export async function recordFacts(read: Reader, order: RecordOrder): Promise<RecordFacts | null> {
  const { period, pair: name, by, now } = order;
  const span = { from: period.from, until: Math.min(period.until, now) };
  const lookBack = { from: span.until - LOOK_BACK_MS, until: span.until };
  const rows = await read((tx) => pairsOf(tx, name, span));
  if (name !== null && rows.length === 0) return null;
  const pairs: PairFacts[] = [];
  const planned: RecordFacts['planned'][number][] = [];
  for (const row of rows) {
    const pools = await poolsOf(read, row.id, span);
    pairs.push(await read((tx) => pairFacts(tx, row, { span, lookBack, pools })));
    const work = await read((tx) => plannedWork(tx, row.name, lookBack));
    planned.push(...work.map((each) => ({ ...each, pair: row.name })));
  }
  const ids = rows.map(({ id }) => id);
  return {
    now,
    by,
    period,
    scope: { pair: name, title: name === null ? null : (rows[0]?.title ?? null) },
    pairs,
    incidents: await incidentsIn(read, ids, { span, lookBack }),
    ...(await read((tx) => changesIn(tx, ids, span))),
    practices: await read((tx) => practicesIn(tx, name, span)),
    planned: ofAll(planned, rows.length).sort((one, other) => one.from - other.from),
  };
}

/** What was planned of each of several pairs for the same time and reason was planned of all. */
function ofAll(planned: readonly Planned[], pairs: number): Planned[] {
  const same = new Map<string, Planned[]>();
  for (const each of planned) {
    const key = `${each.from} ${each.until} ${each.by} ${each.reason}`;
    same.set(key, [...(same.get(key) ?? []), each]);
  }
  return [...same.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : pairs > 1 && others.length === pairs - 1
        ? [{ ...first, pair: null }]
        : [first, ...others],
  );
}

/** Those of the settings, and those that left them after the time began. */
function pairsOf(tx: Tx, name: string | null, { from }: Span) {
  return tx.pair.findMany({
    where: {
      ...(name !== null && { name }),
      OR: [{ removedAt: null }, { removedAt: { gt: toDate(from) } }],
    },
    include: {
      servers: {
        where: { OR: [{ removedAt: null }, { removedAt: { gt: toDate(from) } }] },
        include: { sources: true },
      },
    },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
}
export type PairRow = Awaited<ReturnType<typeof pairsOf>>[number];
