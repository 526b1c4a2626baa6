import type { ClockHistoryDto } from '../contracts/clock-history.ts';
import type { ClockRecord } from '../contracts/period-report.ts';
import { iso } from '../reports/text/words.ts';
import type { Span, WorstClock } from './facts.ts';
import { percentOf } from './share.ts';

/** dhcpd refuses to connect above 60 s; from here on Pairwatch warns. */
export const SKEW_LIMIT_MS = 5_000;
/** What a host that follows NTP keeps to. */
export const OFFSET_LIMIT_MS = 50;

/** For how long a clock was within its limit; null where it was not measured at all. */
export function clockRecord(
  points: ClockHistoryDto['skew'],
  stepMs: number,
  { from, until }: Span,
  { limitMs, worst }: { limitMs: number; worst: WorstClock | undefined },
): ClockRecord | null {
  const record = { withinMs: 0, beyondMs: 0, undecidedMs: 0 };
  for (const { at, value } of points) {
    const begin = Math.max(from, Date.parse(at));
    const lengthMs = Math.min(until, Date.parse(at) + stepMs) - begin;
    if (value === null || lengthMs <= 0) continue;
    if (Math.max(Math.abs(value.minMs), Math.abs(value.maxMs)) > limitMs) record.beyondMs += lengthMs;
    else if (Math.max(Math.abs(value.lowMs), Math.abs(value.highMs)) <= limitMs) record.withinMs += lengthMs;
    else record.undecidedMs += lengthMs;
  }
  const measuredMs = record.withinMs + record.beyondMs + record.undecidedMs;
  if (measuredMs === 0) return null;
  return {
    limitMs,
    ...record,
    unmeasuredMs: Math.max(0, until - from - measuredMs),
    withinPercent: percentOf(record.withinMs, measuredMs),
    worst: worst ? { ...worst, at: iso(worst.at) } : null,
  };
}
