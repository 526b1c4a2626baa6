import type { Span } from '../../lib/contracts/range.ts';
import type { Verdict } from '../../lib/contracts/verdict.ts';

export type ChartPoint = {
  /** Milliseconds since 1970. */
  at: number;
  /** null: nothing is known from here to the next point, and nothing is drawn. */
  value: number | null;
  /** The least and the most of a point that stands for many readings. */
  low?: number | null;
  high?: number | null;
};

export type SeriesLook = 'server-a' | 'server-b' | 'used' | 'backup' | 'free' | 'ink';

/** At most 600 points, in the order of their times. */
export type ChartSeries = {
  key: string;
  name: string;
  look: SeriesLook;
  /** `band` draws only what lies between low and high. */
  kind: 'line' | 'area' | 'band';
  points: readonly ChartPoint[];
};

export type ChartLimit = { value: number; label: string };

/** Something that happened: a hairline with a shape on top, whose look says how bad. */
export type ChartMark = { at: number; label: string; look: Verdict };

/** What a chart draws. Plain data, so that one that did not change is not drawn again. */
export type ChartData = {
  span: Span;
  series: readonly ChartSeries[];
  /** Areas lie on top of each other, the first at the bottom; their points are at the same times. */
  stacked: boolean;
  limits: readonly ChartLimit[];
  marks: readonly ChartMark[];
  /** How long a point reaches when no other follows; 0 for readings of one moment. */
  stepMs: number;
  /** The least and greatest value to show at least. */
  domain: { min?: number; max?: number };
  /** `symlog` shows small and great values of both signs beside each other. */
  scale: 'linear' | 'symlog';
};
