import type { AnsweringStay } from '../pair/redundancy.ts';
import type { Span } from './facts.ts';

export type Stretch = Span & { servers: AnsweringStay['servers'] };

/**
 * How many servers answered clients, in order and one after the other, within a span. What lies between two of them was not
 * seen. Where our clock was set back stays lie over each other: the first word counts.
 */
export function stretchesIn(stays: readonly AnsweringStay[], { from, until }: Span): Stretch[] {
  const stretches: Stretch[] = [];
  let seenUntil = from;
  for (const stay of stays.toSorted((one, other) => one.from - other.from)) {
    const [begin, end] = [Math.max(stay.from, seenUntil), Math.min(stay.until, until)];
    if (end <= begin) continue;
    const last = stretches.at(-1);
    if (last?.until === begin && last.servers === stay.servers) last.until = end;
    else stretches.push({ from: begin, until: end, servers: stay.servers });
    seenUntil = end;
  }
  return stretches;
}

/** Spans as one row, in order, in which none lies over another. */
export function merged(spans: readonly Span[]): Span[] {
  const row: Span[] = [];
  for (const { from, until } of spans.toSorted((one, other) => one.from - other.from)) {
    const last = row.at(-1);
    if (last && from <= last.until) last.until = Math.max(last.until, until);
    else row.push({ from, until });
  }
  return row;
}

/** How much of a span lies in a merged row. */
export function overlapMs({ from, until }: Span, row: readonly Span[]): number {
  return row.reduce(
    (sum, each) => sum + Math.max(0, Math.min(until, each.until) - Math.max(from, each.from)),
    0,
  );
}

/** What of a span no stretch tells of. */
export function unseenIn(stretches: readonly Span[], { from, until }: Span): Span[] {
  const unseen: Span[] = [];
  let seenUntil = from;
  for (const stretch of [...stretches, { from: until, until }]) {
    if (stretch.from > seenUntil) unseen.push({ from: seenUntil, until: stretch.from });
    seenUntil = Math.max(seenUntil, stretch.until);
  }
  return unseen;
}
