import { instantsOf, type ZoneName } from '../../zone.ts';

/** A log line's own time, by the clock of the server that wrote it. */
export type Stamp = {
  /** Milliseconds since 1970. */
  atMs: number;
  /** How long the stamp's last digit lasts: 1000 for whole seconds, 0.001 for microseconds. */
  precisionMs: number;
  /** Whether the stamp says its zone, or the given one was taken. */
  zone: 'written' | 'assumed';
  /** Whether the stamp says its year, or the one nearest to now was taken. */
  year: 'written' | 'assumed';
  /** The wall time came twice that night and the stamp does not say which; the one nearer to now was taken. */
  ambiguous: boolean;
};

export type StampContext = {
  /** Milliseconds since 1970, for what a stamp leaves open. */
  nowMs: number;
  /** The server's zone, for stamps that don't say theirs. */
  zone: ZoneName;
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const DAY_MS = 86_400_000;
/** How far a server's clock may be ahead before its stamp is taken for one of a year ago. */
const MAX_AHEAD_MS = 7 * DAY_MS;
/** Two leap days may lie eight years apart, and a year more for one still to come. */
const MAX_YEARS_BACK = 9;

const BSD = /^([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d)$/;
const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?:(Z)|([+-])(\d\d):?(\d\d))?$/;

/**
 * A stamp of RFC 3164, `Nov 21 10:32:55`, which has neither year nor zone: the year is the latest that does
 * not put it more than a week ahead of now; in the hour that comes twice it is the one nearer to now. Null when the text is no such stamp.
 * @throws RangeError for a zone nobody knows.
 */
export function readBsdStamp(text: string, { nowMs, zone }: StampContext): Stamp | null {
  const [, monthName = '', ...numbers] = BSD.exec(text) ?? [];
  const month = MONTHS.indexOf(monthName);
  const [day = 0, hour = 0, minute = 0, second = 0] = numbers.map(Number);
  if (month === -1) return null;
  const latestMs = nowMs + MAX_AHEAD_MS;
  // A zone may be most of a day ahead of UTC.
  const latestYear = new Date(latestMs + DAY_MS).getUTCFullYear();
  for (let year = latestYear; year >= latestYear - MAX_YEARS_BACK; year--) {
    const wallMs = wallTime(year, month, day, hour, minute, second);
    const candidates = wallMs === null ? [] : candidatesOf(wallMs, zone);
    const best = nearest(
      candidates.filter(({ atMs }) => atMs <= latestMs),
      nowMs,
    );
    if (best) return { ...best, precisionMs: 1000, zone: 'assumed', year: 'assumed' };
  }
  return null;
}

/**
 * A stamp of RFC 3339 or its kin, `2026-11-21T10:32:55.123456+01:00`, with a blank for the T, a comma for the dot, no
 * colon in the offset, or no offset at all. Null when the text is no such stamp.
 * @throws RangeError for a zone nobody knows.
 */
export function readIsoStamp(text: string, { nowMs, zone }: StampContext): Stamp | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [fraction = '', utc, sign, offsetHours, offsetMinutes] = match.slice(7);
  const wholeMs = wallTime(year, month - 1, day, hour, minute, second);
  if (wholeMs === null) return null;
  const wallMs = wholeMs + Number(fraction.padEnd(3, '0').slice(0, 3));
  const common = { precisionMs: 10 ** (3 - fraction.length), year: 'written' } as const;
  if (utc !== undefined || sign !== undefined) {
    const offsetMs = (Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0)) * 60_000;
    const atMs = wallMs - (sign === '-' ? -offsetMs : offsetMs);
    return { atMs, ...common, zone: 'written', ambiguous: false };
  }
  const best = nearest(candidatesOf(wallMs, zone), nowMs);
  return best && { ...best, ...common, zone: 'assumed' };
}

/** A stamp of the journal: microseconds since 1970. Null when the text is no whole number. */
export function readJournalStamp(microseconds: string): Stamp | null {
  if (!/^\d{1,16}$/.test(microseconds)) return null;
  const atMs = Math.floor(Number(microseconds) / 1000);
  return { atMs, precisionMs: 0.001, zone: 'written', year: 'written', ambiguous: false };
}

/** A wall time as if it were UTC; null for one that no calendar or clock has. A leap second counts as the next one. */
function wallTime(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | null {
  const midnight = new Date(Date.UTC(year, month, day));
  const exists = midnight.getUTCMonth() === month && midnight.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second > 60) return null;
  return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
}

type Candidate = Pick<Stamp, 'atMs' | 'ambiguous'>;

function candidatesOf(wallMs: number, zone: ZoneName): Candidate[] {
  const instants = instantsOf(wallMs, zone);
  return instants.map((atMs) => ({ atMs, ambiguous: instants.length > 1 }));
}

function nearest(candidates: readonly Candidate[], nowMs: number): Candidate | null {
  const distance = ({ atMs }: Candidate) => Math.abs(atMs - nowMs);
  return candidates.reduce<Candidate | null>(
    (best, next) => (best && distance(best) <= distance(next) ? best : next),
    null,
  );
}
