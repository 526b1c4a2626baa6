import type { ClockReading } from '../../pair/clocks/facts.ts';
import { upstreamInWords } from './upstream.ts';

/** What a host's own time daemon says of its clock. */
export type Synchronisation = Pick<ClockReading, 'synchronised' | 'upstream' | 'upstreamOffsetMs'>;

const UNSYNCHRONISED: Synchronisation = { synchronised: false, upstream: null, upstreamOffsetMs: null };

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
  return {
    synchronised: true,
    upstream: upstreamInWords(name || id, ownStratum),
    // What chronyd still adds to the clock: below zero for one that is ahead.
    upstreamOffsetMs: negated(correctionSeconds * 1000),
  };
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
  return {
    synchronised: true,
    upstream: upstreamInWords(values.get('refid') ?? 'a source without a name', stratum),
    // How far the source is ahead of the clock.
    upstreamOffsetMs: offsetMs === null ? null : negated(offsetMs),
  };
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
