import type { PeriodReport, RecordPair, RedundancyRecord } from '../contracts/period-report.ts';
import { iso } from '../reports/text/words.ts';
import type { Span } from './facts.ts';
import { daysIn } from './period.ts';
import { percentOf } from './share.ts';
import { overlapMs, type Stretch } from './stretches.ts';

type Sums = Pick<RedundancyRecord, 'twoMs' | 'oneMs' | 'noneMs' | 'unseenMs' | 'planned' | 'unplanned'>;

/** The record of a pair over a span; `planned` is a merged row of its maintenance. */
export function redundancyOf(
  stretches: readonly Stretch[],
  span: Span,
  planned: readonly Span[],
): RedundancyRecord {
  const sums = emptySums();
  for (const stretch of stretches) {
    const lengthMs = stretch.until - stretch.from;
    if (stretch.servers === 2) {
      sums.twoMs += lengthMs;
      continue;
    }
    const name = stretch.servers === 1 ? 'oneMs' : 'noneMs';
    const plannedMs = overlapMs(stretch, planned);
    sums[name] += lengthMs;
    sums.planned[name] += plannedMs;
    sums.unplanned[name] += lengthMs - plannedMs;
  }
  sums.unseenMs = Math.max(0, span.until - span.from - sums.twoMs - sums.oneMs - sums.noneMs);
  return {
    ...withShares(sums),
    longestOne: longest(stretches.filter(({ servers }) => servers === 1)),
    longestNone: longest(stretches.filter(({ servers }) => servers === 0)),
  };
}

/** The records of several pairs as one: of pair-hours, if one likes. */
export function redundancyOfAll(records: readonly Sums[]): PeriodReport['redundancy'] {
  const sums = emptySums();
  for (const { planned, unplanned, ...each } of records) {
    for (const name of ['twoMs', 'oneMs', 'noneMs', 'unseenMs'] as const) sums[name] += each[name];
    for (const name of ['oneMs', 'noneMs'] as const) {
      sums.planned[name] += planned[name];
      sums.unplanned[name] += unplanned[name];
    }
  }
  return withShares(sums);
}

/** The record of each day of the zone. */
export function daysOf(stretches: readonly Stretch[], span: Span, zone: string): RecordPair['days'] {
  const days = daysIn(span, zone).map((day) => ({ ...day, seen: [0, 0, 0] as [number, number, number] }));
  let first = 0;
  for (const { from, until, servers } of stretches) {
    while ((days[first]?.until ?? Number.POSITIVE_INFINITY) <= from) first += 1;
    for (let index = first; (days[index]?.from ?? Number.POSITIVE_INFINITY) < until; index += 1) {
      const day = days[index];
      if (day) day.seen[servers] += Math.min(until, day.until) - Math.max(from, day.from);
    }
  }
  return days.map(({ day, from, until, seen: [noneMs, oneMs, twoMs] }) => ({
    day,
    twoMs,
    oneMs,
    noneMs,
    unseenMs: Math.max(0, until - from - noneMs - oneMs - twoMs),
  }));
}

const emptySums = (): Sums => ({
  twoMs: 0,
  oneMs: 0,
  noneMs: 0,
  unseenMs: 0,
  planned: { oneMs: 0, noneMs: 0 },
  unplanned: { oneMs: 0, noneMs: 0 },
});

function withShares(sums: Sums): PeriodReport['redundancy'] {
  const { twoMs, oneMs, noneMs, unseenMs } = sums;
  const seenMs = twoMs + oneMs + noneMs;
  return {
    ...sums,
    share:
      seenMs === 0
        ? null
        : {
            twoPercent: percentOf(twoMs, seenMs),
            onePercent: percentOf(oneMs, seenMs),
            nonePercent: percentOf(noneMs, seenMs),
          },
    unseenPercent: percentOf(unseenMs, seenMs + unseenMs),
  };
}

function longest(stretches: readonly Span[]): RedundancyRecord['longestOne'] {
  const [first, ...others] = stretches;
  if (!first) return null;
  const { from, until } = others.reduce(
    (most, each) => (each.until - each.from > most.until - most.from ? each : most),
    first,
  );
  return { from: iso(from), until: iso(until), lengthMs: until - from };
}
