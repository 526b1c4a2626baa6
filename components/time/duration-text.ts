const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** A duration to the last second: "1 min 30 s"; nothing is "0 s". */
export function durationText(ms: number): string {
  let left = ms;
  const parts: string[] = [];
  for (const [unit, unitMs] of UNITS) {
    const count = Math.floor(left / unitMs);
    left -= count * unitMs;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}

const PART = /(\d+(?:\.\d+)?)\s*(d|h|min|m|s)\s*/gy;

/** Milliseconds of a text such as "30 s", "5 min", "2h 30m"; null for any other. */
export function parseDurationText(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  let ms = 0;
  let end = 0;
  for (const match of trimmed.matchAll(PART)) {
    const unit = match[2] === 'm' ? 'min' : match[2];
    ms += Number(match[1]) * (UNITS.find(([name]) => name === unit)?.[1] ?? 0);
    end = match.index + match[0].length;
  }
  return end === trimmed.length ? Math.round(ms) : null;
}
