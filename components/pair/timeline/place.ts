import type { Span } from '../../../lib/contracts/range.ts';

/** Where a time lies in a span, as SVG places it whatever the width: "37.5%". */
export function shareOf(at: number, { from, to }: Span): string {
  return `${percentOf(at, { from, to })}%`;
}

/** How long a stretch is drawn: "12.5%". */
export function lengthOf({ from, to }: Span, span: Span): string {
  return `${percentOf(to, span) - percentOf(from, span)}%`;
}

/** The same in pixels. */
export function pixelsOf({ from, to }: Span, span: Span, width: number): number {
  return ((percentOf(to, span) - percentOf(from, span)) / 100) * width;
}

function percentOf(at: number, { from, to }: Span): number {
  return Math.round((1e5 * (at - from)) / Math.max(1, to - from)) / 1000;
}
