import type { Span } from '../../lib/contracts/range.ts';

/** Room around the plot, the same in all charts: so their times stand beneath each other. Pixels. */
export const ROOM = { top: 18, right: 12, bottom: 24, left: 56 } as const;

/** The time at a distance from the left edge of the plot, within the span. */
export function timeAt(x: number, plotWidth: number, { from, to }: Span): number {
  const share = Math.min(1, Math.max(0, x / Math.max(1, plotWidth)));
  return Math.round(from + share * (to - from));
}

/** How far from the left edge of the plot a time lies; null outside of the span. */
export function placeOf(at: number, plotWidth: number, { from, to }: Span): number | null {
  return at < from || at > to ? null : ((at - from) / (to - from)) * plotWidth;
}

/** A span twice as long around the same middle, no further into the future than the present. */
export function widened({ from, to }: Span, now: number): Span {
  const quarter = (to - from) / 2;
  const end = Math.min(to + quarter, Math.max(now, to));
  return { from: Math.round(end - 4 * quarter), to: Math.round(end) };
}
