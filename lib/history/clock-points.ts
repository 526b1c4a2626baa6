/** What was measured of a clock by one way in one stretch of time. */
export type ClockBucket<Method extends string> = {
  at: number;
  method: Method;
  count: number;
  avgMs: number;
  minMs: number;
  maxMs: number;
  lowMs: number;
  highMs: number;
};

export type ClockPoint<Method extends string> =
  | ClockBucket<Method>
  /** Nothing was measured from here on until the next one. */
  | { at: number; method: null };

/** Readings further apart than so many intervals are a gap. */
const GAP_INTERVALS = 3;

/**
 * The stretches of a range to draw clocks in, at most `most` of them; `starts` in order. They begin at whole multiples of their
 * length since 1970, so that those that are over look the same when the range moves on.
 */
export function clockGrid(
  { from, to }: { from: number; to: number },
  most: number,
): { starts: number[]; stepMs: number } {
  // One stretch less than there is room for: the range seldom begins where a stretch does.
  const stepMs = Math.ceil((to - from) / (most - 1) / 1000) * 1000;
  const first = Math.floor(from / stepMs) * stepMs;
  return {
    stepMs,
    starts: Array.from({ length: Math.ceil((to - first) / stepMs) }, (_, i) => first + i * stepMs),
  };
}

/**
 * One series out of what several ways measured: the best way's, and of lesser ways only what lies in its gaps. `buckets` in any
 * order; `ways` the best first. Gaps become points of their own, at the end of the stretch before them: so there are never more
 * points than stretches.
 */
export function clockPoints<Method extends string>(
  buckets: readonly ClockBucket<Method>[],
  ways: readonly Method[],
  { intervalMs, stepMs }: { intervalMs: number; stepMs: number },
): ClockPoint<Method>[] {
  const reachMs = GAP_INTERVALS * intervalMs + stepMs;
  let chosen: ClockBucket<Method>[] = [];
  for (const way of ways) {
    const further = buckets.filter(({ method }) => method === way).sort(byTime);
    chosen = [...chosen, ...outside(chosen, further, reachMs / 2)].sort(byTime);
  }
  return chosen.flatMap((point, index) => {
    const next = chosen[index + 1];
    const isGap = next !== undefined && next.at - point.at > reachMs;
    return isGap ? [point, { at: point.at + stepMs, method: null }] : [point];
  });
}

const byTime = (one: { at: number }, other: { at: number }): number => one.at - other.at;

/** Those of `further` that have none of `chosen` within `nearMs`; both in the order of their times. */
function outside<T extends { at: number }>(chosen: readonly T[], further: readonly T[], nearMs: number): T[] {
  let next = 0;
  return further.filter(({ at }) => {
    while (next < chosen.length && (chosen[next]?.at ?? 0) < at - nearMs) next += 1;
    const nearest = chosen[next];
    return nearest === undefined || nearest.at > at + nearMs;
  });
}
