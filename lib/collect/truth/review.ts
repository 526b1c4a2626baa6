import { findingsOf, lasting, NOTHING_LASTS } from '../../pair/lasting.ts';
import { configObservations } from '../../pair/parity/observations.ts';
import { isRefusalKey, refusalKey } from '../../pair/parity/refusal.ts';
import { reviewPair } from '../../pair/parity/review.ts';
import type { Changes } from '../changes.ts';
import type { PairMemory, ServerMemory } from '../memory.ts';
import type { Reading } from '../reading.ts';
import { both, refusalsOf } from './facts.ts';
import type { TruthMemory } from './memory.ts';

type ReviewStep = { memory: PairMemory; findings: Changes['findings']; review: Changes['review'] };

/**
 * Holds the two configurations against each other when one of them was read and is another than before, and tells
 * which of them dhcpd itself refuses. Pure.
 */
export function takeReview(memory: PairMemory, reading: Reading): ReviewStep {
  if (reading.kind !== 'config') return { memory, findings: {}, review: null };
  const { outcome, finishedAt: now } = reading;
  if (!outcome.ok && !outcome.partial) return { memory, findings: {}, review: null };
  const review = outcome.ok ? reviewOf(memory, now) : null;
  const refusals = refusalsOf(memory);
  const former = memory.goingOn.config ?? NOTHING_LASTS;
  const saysNothing = review === null && refusals.length === 0 && ![...former.keys()].some(isRefusalKey);
  if (saysNothing) return { memory, findings: {}, review };
  const untested = memory.servers
    .filter(({ configTest }) => configTest === null)
    .map(({ name }) => refusalKey(name));
  const config = lasting(
    [...(review ? configObservations(review.findings, new Date(now).toISOString()) : []), ...refusals],
    former,
    now,
    (key) => (isRefusalKey(key) ? untested.includes(key) : review === null),
  );
  return {
    memory: {
      ...memory,
      goingOn: { ...memory.goingOn, config },
      truth: { ...memory.truth, review: review ?? memory.truth.review },
    },
    findings: { config: findingsOf(config) },
    review,
  };
}

/** null before both configurations were read. */
function reviewOf(memory: PairMemory, now: number): TruthMemory['review'] {
  const { primary, secondary } = both(memory, configFacts);
  if (!primary || !secondary) return null;
  const { review: former } = memory.truth;
  const of = [primary, secondary].map(({ hash, dhcpdVersion }) => `${hash} ${dhcpdVersion}`).join(' ');
  const findings = former?.of === of ? former.findings : reviewPair({ primary, secondary });
  return { of, checkedAt: now, findings };
}

function configFacts({ name, host, config, dhcpdVersion }: ServerMemory) {
  return config && { server: name, host, config: config.config, hash: config.hash, dhcpdVersion };
}
