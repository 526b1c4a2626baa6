/** A part of a whole in per cent with two digits behind the point; 0 and 100 only where it is exactly that. */
export function percentOf(part: number, whole: number): number {
  if (whole <= 0 || part <= 0) return 0;
  if (part >= whole) return 100;
  return Math.min(99.99, Math.max(0.01, Math.round((part / whole) * 10_000) / 100));
}
