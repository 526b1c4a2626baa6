/** Limits of the distance between two clocks, in milliseconds: each piece of the scale between them is as long. */
const LIMITS_MS = [0, 5_000, 30_000, 60_000, 120_000];

/** What stands at the limits of the scale. */
export const SCALE_LABELS = [
  { at: 25, text: '5 s', meaning: 'warning' },
  { at: 50, text: '30 s', meaning: 'critical' },
  { at: 75, text: '60 s', meaning: 'they refuse' },
] as const;

/** Where a distance lies on the scale, in per cent of its length; what is beyond its end lies at its end. */
export function placeOf(apartMs: number): number {
  const pieces = LIMITS_MS.length - 1;
  for (let piece = 0; piece < pieces; piece += 1) {
    const [from = 0, to = 0] = LIMITS_MS.slice(piece, piece + 2);
    if (apartMs < to) return (100 * (piece + Math.max(0, apartMs - from) / (to - from))) / pieces;
  }
  return 100;
}

/** What a measurement covers: from where to where the true distance may lie, and its own value. */
export function bandOf({ skewMs, uncertaintyMs }: { skewMs: number; uncertaintyMs: number }): {
  from: number;
  at: number;
  to: number;
} {
  const apartMs = Math.abs(skewMs);
  return {
    from: placeOf(Math.max(0, apartMs - uncertaintyMs)),
    at: placeOf(apartMs),
    to: placeOf(apartMs + uncertaintyMs),
  };
}
