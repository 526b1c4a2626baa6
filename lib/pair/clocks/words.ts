import { formatDuration } from '../duration.ts';
import type { Skew } from '../facts.ts';
import type { ClockFacts } from './facts.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How a skew was found, after "by". */
export const METHOD_WORDS: Record<Skew['method'], string> = {
  sntp: 'NTP',
  ssh: 'SSH',
  arrival: 'the lease files',
  stos: 'the stamps of their last change of state',
};

/** How far a clock is off, without its sign: "46 ms", "20.0 s", "1 h". */
export function formatOff(ms: number): string {
  const off = Math.abs(ms);
  if (Math.round(off) < SECOND_MS) return `${Math.round(off)} ms`;
  return off < 2 * MINUTE_MS ? `${(off / SECOND_MS).toFixed(1)} s` : formatDuration(off);
}

/** The same with its sign, as the difference of two clocks has one: "+46 ms", "−20.0 s"; nothing has none: "0 ms". */
export function formatSigned(ms: number): string {
  const off = formatOff(ms);
  return off === '0 ms' ? off : `${ms < 0 ? '−' : '+'}${off}`;
}

/** An uncertainty beside its value, in the unit of the value and rounded up: "± 3 ms", "± 0.02 s". */
export function formatUncertainty(uncertaintyMs: number, besideMs: number): string {
  if (uncertaintyMs < SECOND_MS && Math.abs(besideMs) < SECOND_MS) return `± ${Math.ceil(uncertaintyMs)} ms`;
  const digits = uncertaintyMs < SECOND_MS ? 2 : 1;
  return `± ${(Math.ceil((uncertaintyMs / SECOND_MS) * 10 ** digits) / 10 ** digits).toFixed(digits)} s`;
}

export function aheadOrBehind(ms: number): string {
  return ms < 0 ? 'behind' : 'ahead of';
}

/** A time to come, as roughly as it is known: "40 min", "31 hours", "5 days". */
export function formatAbout(ms: number): string {
  if (ms < 2 * HOUR_MS) return `${Math.max(1, Math.round(ms / MINUTE_MS))} min`;
  return ms < 2 * DAY_MS ? `${Math.round(ms / HOUR_MS)} hours` : `${Math.round(ms / DAY_MS)} days`;
}

export function namesOf({ primary, secondary }: ClockFacts): string {
  return `${primary.name} and ${secondary.name}`;
}
