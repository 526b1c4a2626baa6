/** The time a page shows: one that moves on with the present, or one that stands. Milliseconds. */
export type TimeRange = { lastMs: number } | { from: number; to: number };

/** A range at one moment. Milliseconds since 1970. */
export type Span = { from: number; to: number };

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const;
const RELATIVE = /^(\d{1,4})([mhdw])$/;
const LATEST_MS = 253_402_300_799_999;
/** A year and a leap day: nothing is kept for longer. */
export const LONGEST_MS = 400 * UNIT_MS.d;
const SHORTEST_MS = UNIT_MS.m;

export const DEFAULT_RANGE: TimeRange = { lastMs: UNIT_MS.d };

/** What can be chosen with one key. */
export const COMMON_RANGES = ['15m', '1h', '6h', '24h', '7d', '30d', '90d', '365d'] as const;

/**
 * The range an address asks for: `last=24h`, or `from` and `to` as ISO 8601 or milliseconds since 1970. Null where it asks
 * for none, and where what it asks for is none: of no length, longer than LONGEST_MS, or not to be read.
 */
export function readRange(search: { last?: unknown; from?: unknown; to?: unknown }): TimeRange | null {
  const lastMs = typeof search.last === 'string' ? durationOf(search.last) : null;
  if (lastMs !== null) return lastMs >= SHORTEST_MS && lastMs <= LONGEST_MS ? { lastMs } : null;
  const from = timeOf(search.from);
  const to = timeOf(search.to);
  if (from === null || to === null) return null;
  return to - from >= SHORTEST_MS && to - from <= LONGEST_MS ? { from, to } : null;
}

/** The parameters by which `readRange` gets the range back; times as ISO 8601, to be read by people too. */
export function writeRange(range: TimeRange): Record<string, string> {
  if ('lastMs' in range) return { last: shortDuration(range.lastMs) };
  return { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() };
}

/** What a range covers at `now`. */
export function spanOf(range: TimeRange, now: number): Span {
  return 'lastMs' in range ? { from: now - range.lastMs, to: now } : range;
}

/** `24h` and `7d` as milliseconds; null for anything else. */
export function durationOf(text: string): number | null {
  const [, count, unit] = RELATIVE.exec(text) ?? [];
  if (count === undefined || !isUnit(unit)) return null;
  return Number(count) * UNIT_MS[unit];
}

const isUnit = (text: string | undefined): text is keyof typeof UNIT_MS =>
  text !== undefined && text in UNIT_MS;

/** The shortest of its spellings: `24h` and not `1d`, as people say it up to two days. */
function shortDuration(ms: number): string {
  if (ms % UNIT_MS.d === 0 && ms > 2 * UNIT_MS.d) return `${ms / UNIT_MS.d}d`;
  if (ms % UNIT_MS.h === 0) return `${ms / UNIT_MS.h}h`;
  return `${Math.round(ms / UNIT_MS.m)}m`;
}

function timeOf(value: unknown): number | null {
  if (typeof value !== 'string' || value === '') return null;
  const ms = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
  return ms >= 0 && ms <= LATEST_MS ? ms : null;
}
