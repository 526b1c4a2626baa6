import type { ClocksDto } from '../../../lib/contracts/truth.ts';
import { formatAbout, formatOff, formatSigned, formatUncertainty } from '../../../lib/pair/clocks/words.ts';
import { formatTime, type Zone } from '../../../lib/pair/sentence.ts';
import type { Level } from '../level-mark.tsx';

type Apart = NonNullable<ClocksDto['apart']>;
type ApartLevel = Apart['atLeast'];
type Reading = ClocksDto['servers'][number]['ways'][number];
type Trend = NonNullable<ClocksDto['trend']>;

/** Where each level begins and ends; `end` null: nowhere. */
const SPAN: Record<ApartLevel, { begin: string | null; end: string | null }> = {
  together: { begin: null, end: '50 ms' },
  noticeable: { begin: '50 ms', end: '5 s' },
  warning: { begin: '5 s', end: '30 s' },
  critical: { begin: '30 s', end: '60 s' },
  refusing: { begin: '60 s', end: null },
};

const LOOK: Record<ApartLevel, { level: Level; word: string }> = {
  together: { level: 'good', word: 'together' },
  noticeable: { level: 'note', word: 'slightly apart' },
  warning: { level: 'warn', word: 'apart' },
  critical: { level: 'bad', word: 'far apart' },
  refusing: { level: 'bad', word: 'too far apart' },
};

/** Beyond these the clocks are a trouble, not a blemish. */
const HARMLESS: ReadonlySet<ApartLevel> = new Set(['together', 'noticeable']);

/** How the clocks of a pair stand; unknown while nobody can say whether they are a trouble. */
export function apartLook(apart: Apart | null): { level: Level; word: string } {
  if (apart === null) return { level: 'unknown', word: 'not known' };
  if (HARMLESS.has(apart.atLeast) && !HARMLESS.has(apart.atMost))
    return { level: 'unknown', word: 'uncertain' };
  return LOOK[apart.atLeast];
}

/** Between which limits the two are apart for sure: "less than 5 s apart". */
export function apartWords({ atLeast, atMost }: Apart): string {
  const { begin } = SPAN[atLeast];
  const { end } = SPAN[atMost];
  if (begin === null) return end === null ? 'apart by nobody knows how much' : `less than ${end} apart`;
  if (end === null)
    return `more than ${begin} apart${atLeast === 'refusing' ? ': they refuse to connect' : ''}`;
  return `between ${begin} and ${end} apart`;
}

/** An offset with its sign and uncertainty: "+12 ms ± 3 ms". */
export function offsetWords({
  offsetMs,
  uncertaintyMs,
}: Pick<Reading, 'offsetMs' | 'uncertaintyMs'>): string {
  return `${formatSigned(offsetMs)} ${formatUncertainty(uncertaintyMs, offsetMs)}`;
}

/** What a server says of its own clock, with what that is worth. */
export function syncLook({ synchronised, upstream, upstreamOffsetMs }: Reading): {
  level: Level;
  word: string;
} {
  if (synchronised === false) return { level: 'warn', word: 'not synchronised' };
  if (synchronised === null) return { level: 'unknown', word: 'does not say whether it is synchronised' };
  const to = upstream === null ? '' : ` to ${upstream}`;
  const off = upstreamOffsetMs === null ? '' : `, ${offWords(upstreamOffsetMs)} off it`;
  return { level: 'good', word: `synchronised${to}${off}` };
}

const offWords = (ms: number) => (Math.abs(ms) < 0.5 ? 'less than 1 ms' : formatOff(ms));

/** How the distance changes, and when the limit is reached. */
export function trendWords({ msPerDay, reachesLimitAt }: Trend, nowMs: number, zone: Zone): string {
  const drift = `The clocks drift: the distance changes by ${formatOff(msPerDay)} a day`;
  if (reachesLimitAt === null) return `${drift}.`;
  const left = Math.max(0, reachesLimitAt - nowMs);
  return `${drift} and reaches 60 s in about ${formatAbout(left)} (${formatTime(reachesLimitAt, nowMs, zone)}).`;
}

/** Why our own clock is to blame, or likely is. */
export function suspectWords({
  offsetMs,
  uncertaintyMs,
  isCertain,
}: NonNullable<ClocksDto['monitorSuspect']>): string {
  const off = `${formatOff(offsetMs)} ${formatUncertainty(uncertaintyMs, offsetMs)}`;
  const way = offsetMs > 0 ? 'behind' : 'ahead of';
  const why = isCertain
    ? 'both are synchronised, so it is Pairwatch’s own clock that is off'
    : 'both differ from it by the same, so it is most likely Pairwatch’s own clock that is off';
  return `Pairwatch’s clock is ${off} ${way} both servers’: ${why}.`;
}
