import type { Span } from '../../../lib/contracts/range.ts';
import type { TimelineDto } from '../../../lib/contracts/timeline.ts';

/** A stretch of a lane as it is drawn: clamped to the span, with the times it really has. Milliseconds. */
export type Segment<Of> = {
  of: Of;
  /** Where it is drawn from and to. */
  from: number;
  to: number;
  /** When it really began, and ended; null: it goes on. */
  began: number;
  ended: number | null;
};

/** A change of state on both sides that belongs together: when each server made it. */
export type Join = { a: number; b: number };

type Stretch = { from: string; until: string | null };

/** Partners follow each other within seconds: what lies further apart is no answer to each other. */
const TOGETHER_MS = 5_000;

/** Stays as segments of a span, in their order; what lies outside is left out. */
export function segmentsOf<Of extends Stretch>(stretches: readonly Of[], span: Span): Segment<Of>[] {
  return stretches.flatMap((of) => {
    const began = Date.parse(of.from);
    const ended = of.until === null ? null : Date.parse(of.until);
    const from = Math.max(began, span.from);
    const to = Math.min(ended ?? span.to, span.to);
    return to > from || (began === ended && began >= span.from && began <= span.to)
      ? [{ of, from, to, began, ended }]
      : [];
  });
}

/** Where a lane has no segment: times that nobody saw, up to the end of the span, which is no later than the present. */
export function gapsOf(segments: readonly Segment<unknown>[], span: Span): Span[] {
  const gaps: Span[] = [];
  let seenUntil = span.from;
  for (const { from, to } of segments) {
    if (from > seenUntil) gaps.push({ from: seenUntil, to: from });
    seenUntil = Math.max(seenUntil, to);
  }
  if (seenUntil < span.to) gaps.push({ from: seenUntil, to: span.to });
  return gaps;
}

/** Times within the span at which a lane changes from one stay to another. */
export function changesOf(segments: readonly Segment<unknown>[], span: Span): number[] {
  return segments.map(({ began }) => began).filter((at) => at > span.from && at <= span.to);
}

/**
 * Changes of the two servers that belong together: each with the nearest of the other that is not nearer to another one.
 * None crosses another: what came first on one side came first on the other.
 */
export function joinsOf(changesOfA: readonly number[], changesOfB: readonly number[]): Join[] {
  const near = changesOfA
    .flatMap((a) => changesOfB.filter((b) => Math.abs(a - b) <= TOGETHER_MS).map((b) => ({ a, b })))
    .sort((one, other) => Math.abs(one.a - one.b) - Math.abs(other.a - other.b));
  const joins: Join[] = [];
  for (const join of near) {
    if (joins.every(({ a, b }) => (a - join.a) * (b - join.b) > 0)) joins.push(join);
  }
  return joins.sort((one, other) => one.a - other.a);
}

/** What one lane showed at a time; null: not seen. Of two that meet there the later one. */
export function segmentAt<Of>(segments: readonly Segment<Of>[], at: number): Segment<Of> | null {
  return segments.findLast(({ from, to }) => from <= at && at <= to) ?? null;
}

export type Lanes = {
  span: Span;
  verdicts: Segment<TimelineDto['verdicts'][number]>[];
  servers: {
    name: string;
    role: 'primary' | 'secondary';
    segments: Segment<TimelineDto['servers'][number]['stays'][number]>[];
    gaps: Span[];
  }[];
  joins: Join[];
  marks: (TimelineDto['marks'][number] & { atMs: number })[];
  /** Every time at which something changed or was told, in order: where the keyboard goes. */
  moments: number[];
};

/** A timeline laid out over its span, which ends with the present where it reaches beyond. */
export function lanesOf(timeline: TimelineDto): Lanes {
  const span = {
    from: Date.parse(timeline.from),
    to: Math.min(Date.parse(timeline.to), Date.parse(timeline.now)),
  };
  const verdicts = segmentsOf(timeline.verdicts, span);
  const servers = timeline.servers.map(({ name, role, stays }) => {
    const segments = segmentsOf(stays, span);
    return { name, role, segments, gaps: gapsOf(segments, span) };
  });
  const [a = [], b = []] = servers.map(({ segments }) => changesOf(segments, span));
  const marks = timeline.marks.map((mark) => ({ ...mark, atMs: Date.parse(mark.at) }));
  const moments = new Set([
    span.from,
    ...a,
    ...b,
    ...changesOf(verdicts, span),
    ...marks.map(({ atMs }) => atMs),
    span.to,
  ]);
  return {
    span,
    verdicts,
    servers,
    joins: joinsOf(a, b),
    marks,
    moments: [...moments].sort((one, other) => one - other),
  };
}
