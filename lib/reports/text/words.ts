import type { Evidence } from '../../contracts/verdict.ts';
import { formatDuration } from '../../pair/duration.ts';

export const iso = (ms: number): string => new Date(ms).toISOString();
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

/** `2026-11-22 00:52:07 UTC`, rounded down. */
export function utcSecond(time: number | string): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** As `formatDuration`, with the seconds where they count: "28 s", "1 min 28 s", "2 h 5 min". */
export function lengthOf(ms: number): string {
  if (ms > 0 && ms < 1000) return 'less than 1 s';
  const secondsMs = ms % MINUTE_MS;
  if (ms < MINUTE_MS || ms >= HOUR_MS || secondsMs < 1000) return formatDuration(ms);
  return `${formatDuration(ms)} ${formatDuration(secondsMs)}`;
}

export const SOURCE_TITLES: Record<Evidence['source'], string> = {
  omapi: 'OMAPI',
  pools: 'Pool counters',
  config: 'dhcpd.conf',
  leases: 'Lease file',
  log: 'Log',
  clock: 'Clock',
  pairwatch: 'Pairwatch',
};

/** "one", "one and two", "one, two and three". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** A sentence ends with a point, however it was handed in. */
export const asSentence = (text: string): string =>
  /[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
