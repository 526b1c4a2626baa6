import type { ClockReading } from '../../pair/clocks/facts.ts';

/** What a time daemon says of the clock it keeps. */
export type Synchronisation = Pick<ClockReading, 'synchronised' | 'upstream' | 'upstreamOffsetMs'>;

export const UNSYNCHRONISED: Synchronisation = {
  synchronised: false,
  upstream: null,
  upstreamOffsetMs: null,
};

/** Names under which daemons give out the clock of their own host: ntpd's driver, chronyd's `local`, Windows. */
const OWN_CLOCK = /^(127\.127\.1\.\d+|LOCAL\(\d+\)|7F7F0101|LOCL)$/i;

/**
 * For a daemon that says it is synchronised, to a source of this name, which gives it this stratum. One whose source is
 * its own clock is steered by nothing.
 */
export function synchronisedTo(
  source: string,
  stratum: number,
  upstreamOffsetMs: number | null,
): Synchronisation {
  if (OWN_CLOCK.test(source)) return UNSYNCHRONISED;
  const upstream = stratum === 1 ? `a reference clock (${source})` : `${source} (stratum ${stratum - 1})`;
  return { synchronised: true, upstream, upstreamOffsetMs };
}

const CHRONY_FIELDS = 14;

/** The answer to `chronyc -c tracking` (reference C.2): 14 fields of one line. null when it is none. */
export function readChronyTracking(text: string): Synchronisation | null {
  const fields = text.trim().split(',');
  if (fields.length < CHRONY_FIELDS) return null;
  const [id = '', name = '', stratum = '', , correction = ''] = fields;
  const correctionSeconds = numberIn(correction);
  const ownStratum = numberIn(stratum);
  if (correctionSeconds === null || ownStratum === null) return null;
  if (ownStratum === 0 || fields.at(-1) === 'Not synchronised') return UNSYNCHRONISED;
  // What chronyd still adds to the clock: below zero for one that is ahead.
  return synchronisedTo(name || id, ownStratum, negated(correctionSeconds * 1000));
}

const NTPQ_VARIABLE = /(?:^|[\s,])(leap|stratum|refid|offset)=([^,\s]+)/g;
const NTPQ_LEAP_UNSYNCHRONISED = '11';

/** The answer to `ntpq -c rv` (reference C.2): variables of the whole system. null when it is none. */
export function readNtpqVariables(text: string): Synchronisation | null {
  const values = new Map([...text.matchAll(NTPQ_VARIABLE)].map(([, key = '', value = '']) => [key, value]));
  const leap = values.get('leap');
  const stratum = numberIn(values.get('stratum') ?? '');
  if (leap === undefined || stratum === null) return null;
  if (leap === NTPQ_LEAP_UNSYNCHRONISED || stratum >= 16) return UNSYNCHRONISED;
  const offsetMs = numberIn(values.get('offset') ?? '');
  // How far the source is ahead of the clock.
  const upstreamOffsetMs = offsetMs === null ? null : negated(offsetMs);
  return synchronisedTo(values.get('refid') ?? 'an unnamed source', stratum, upstreamOffsetMs);
}

/** The answer to `timedatectl show`: whether the kernel has its clock for synchronised. null when it is none. */
export function readTimedatectl(text: string): Synchronisation | null {
  const [, answer] = /^NTPSynchronized=(yes|no)$/m.exec(text) ?? [];
  if (answer === undefined) return null;
  return { synchronised: answer === 'yes', upstream: null, upstreamOffsetMs: null };
}

function numberIn(text: string): number | null {
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

/** Without a negative zero. */
const negated = (value: number) => (value === 0 ? 0 : -value);
