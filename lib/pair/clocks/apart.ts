import type { ClockRefusal, Skew } from '../facts.ts';
import type { Observation } from '../lasting.ts';
import { CLOCK_LIMIT_MS } from '../limits.ts';
import { seriesOf } from './clocks.ts';
import { culpritOf } from './culprit.ts';
import { evidenceOfRefusal, evidenceOfSkew } from './evidence.ts';
import type { ApartLevel, ClockFacts, Clocks } from './facts.ts';
import {
  CLOCK_NOTICEABLE_MS,
  isAtLeast,
  LEVEL_LIMIT_MS,
  LEVEL_SEVERITY,
  levelAfter,
  levelOf,
} from './levels.ts';
import { tellAfterMs } from './tell-after.ts';
import { formatOff, formatUncertainty, METHOD_WORDS, namesOf } from './words.ts';

/** dhcpd tries again every 5 s; when nothing was refused for so long, nothing is refused any more. */
const REFUSING_LASTS_MS = 120_000;
const SHOWN_REFUSALS = 3;

type Words = Pick<Observation, 'code' | 'severity' | 'sentence' | 'nextStep'> & { tellAfterMs?: number };

/**
 * The two clocks against each other: one observation at a time, by the worst level. Its key stays while the level
 * rises and falls, for it is one trouble, which began when the clocks first came apart. The level shows in the
 * severity, and in the code only where dhcpd itself acts on it.
 */
export function apartObservations(clocks: Clocks, facts: ClockFacts, now: number): Observation[] {
  const refusals = refusalsGoingOn(facts.refusals, clocks.skew, now);
  const words = refusals.length > 0 ? refusing(clocks, facts) : wordsBySkew(clocks, facts);
  if (!words) return [];
  const evidence = [
    ...(clocks.skew ? evidenceOfSkew(clocks, clocks.skew) : []),
    ...refusals.slice(-SHOWN_REFUSALS).map(evidenceOfRefusal),
  ];
  return [{ key: 'clock:apart', server: null, ...words, evidence }];
}

/** The lines of late, but for those before a measurement that found the clocks near enough. */
function refusalsGoingOn(refusals: readonly ClockRefusal[], skew: Skew | null, now: number): ClockRefusal[] {
  const isNear = skew !== null && Math.abs(skew.skewMs) + skew.uncertaintyMs <= CLOCK_LIMIT_MS;
  const nearAt = isNear ? Date.parse(skew.measuredAt) : Number.NEGATIVE_INFINITY;
  return refusals.filter(({ at }) => Math.abs(now - at) <= REFUSING_LASTS_MS && at > nearAt);
}

/** Told at once: the log is a witness beside the measurement. */
function refusing(clocks: Clocks, facts: ClockFacts): Words {
  const { skew } = clocks;
  // A refusal proves more than 60 s, whatever an older measurement says.
  const isFigureKnown = skew !== null && Math.abs(skew.skewMs) > CLOCK_LIMIT_MS;
  return {
    code: 'clocks-refuse',
    severity: 'error',
    sentence: isFigureKnown
      ? `${apartWords(facts, skew)} (${marginWords(skew)}): the two refuse to connect.`
      : `${namesOf(facts)} refuse to connect: their clocks are more than 60 s apart, says the log.`,
    nextStep: setRight(clocks),
  };
}

function wordsBySkew(clocks: Clocks, facts: ClockFacts): Words | null {
  const { skew, apart } = clocks;
  if (!skew || !apart) return null;
  const level = levelAfter(seriesOf(facts, skew));
  if (level === 'together') {
    return isAtLeast(levelOf(Math.abs(skew.skewMs)), 'warning') ? uncertain(facts, skew) : null;
  }
  const isSure = apart.atMost === apart.atLeast || !isAtLeast(apart.atMost, 'warning');
  const doubt = isSure
    ? ''
    : `, too uncertain to tell whether beyond ${formatOff(LEVEL_LIMIT_MS[apart.atMost])}`;
  return {
    code: level === 'refusing' ? 'clocks-too-far-apart' : 'clocks-apart',
    severity: LEVEL_SEVERITY[level],
    sentence: `${apartWords(facts, skew)} (${marginWords(skew)}${doubt})${consequenceOf(level)}.`,
    nextStep: setRight(clocks),
    tellAfterMs: tellAfterMs(level, facts),
  };
}

function consequenceOf(level: ApartLevel): string {
  if (level === 'refusing') return ': after a lost connection they will refuse to reconnect';
  return isAtLeast(level, 'warning')
    ? '; above 60 s the two refuse to connect'
    : `, beyond the ± ${CLOCK_NOTICEABLE_MS} ms that NTP keeps`;
}

/** It seems a lot, but may be nothing at all. Less than that is not worth a word. */
function uncertain(facts: ClockFacts, skew: Skew): Words {
  return {
    code: 'clocks-uncertain',
    severity: 'info',
    sentence: `${apartWords(facts, skew)} (${marginWords(skew)}), which is too uncertain to judge by.`,
    nextStep: `Let Pairwatch read the clocks of ${namesOf(facts)} by NTP or SSH.`,
    tellAfterMs: tellAfterMs('noticeable', facts),
  };
}

function apartWords({ primary, secondary }: ClockFacts, skew: Skew): string {
  const [ahead, behind] = skew.skewMs < 0 ? [primary, secondary] : [secondary, primary];
  // Stamps tell of a moment gone by.
  const is = skew.method === 'stos' ? 'was' : 'is';
  return `${ahead.name}'s clock ${is} ${formatOff(skew.skewMs)} ahead of ${behind.name}'s`;
}

function marginWords({ skewMs, uncertaintyMs, method }: Skew): string {
  return `${formatUncertainty(uncertaintyMs, skewMs)}, by ${METHOD_WORDS[method]}`;
}

function setRight(clocks: Clocks): string {
  const culprit = culpritOf(clocks);
  const [primary, secondary] = clocks.servers;
  const whose = culprit ? `the clock of ${culprit}` : `the clocks of ${primary.name} and ${secondary.name}`;
  return `Set ${whose} right, and let both servers follow the same NTP servers.`;
}
