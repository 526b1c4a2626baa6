/** How many readings Shift goes at once. */
const STRIDE = 10;

/**
 * Where a key moves the cursor along times in order; null for a key that moves nothing. From nowhere, the left key begins
 * at the end: the latest is what is mostly looked for.
 */
export function nextTime(
  key: string,
  times: readonly number[],
  at: number | null,
  isFast: boolean,
): number | null {
  const last = times.length - 1;
  if (last < 0) return null;
  const stride = isFast ? STRIDE : 1;
  switch (key) {
    case 'Home':
      return times[0] ?? null;
    case 'End':
      return times[last] ?? null;
    case 'ArrowLeft': {
      const before = at === null ? times.length : times.findLastIndex((time) => time < at) + 1;
      return times[Math.max(0, before - stride)] ?? null;
    }
    case 'ArrowRight': {
      const after = at === null ? last : times.findIndex((time) => time > at);
      return times[after === -1 ? last : Math.min(last, after - 1 + stride)] ?? null;
    }
    default:
      return null;
  }
}
