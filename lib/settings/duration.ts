const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, y: 31_536_000_000 } as const;

/** Milliseconds of a time such as "500ms", "2s", "1m", "1h", "90d" or "3y" (of 365 days); null when it is none. */
export function parseDuration(text: string): number | null {
  const match = /^(\d{1,6}(?:\.\d{1,3})?) ?(ms|s|m|h|d|y)$/.exec(text.trim());
  if (!match) return null;
  return Math.round(Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS]); // the pattern allows only these units
}
