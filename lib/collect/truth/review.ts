import { findingsOf, lasting, NOTHING_LASTS } from '../../pair/lasting.ts';
import { configObservations } from '../../pair/parity/observations.ts';
import { reviewPair } from '../../pair/parity/review.ts';
import type { Changes } from '../changes.ts';
import type { PairMemory, ServerMemory } from '../memory.ts';
import type { Reading } from '../reading.ts';
import { both } from './facts.ts';

type ReviewStep = { memory: PairMemory; findings: Changes['findings'] };

/** Holds the two configurations against each other when one of them was read and is another than before. Pure. */
export function takeReview(memory: PairMemory, reading: Reading): ReviewStep {
  if (reading.kind !== 'config' || !reading.outcome.ok) return { memory, findings: {} };
  const now = reading.finishedAt;
  const { primary, secondary } = both(memory, configFacts);
  if (!primary || !secondary) return { memory, findings: {} };
  const hashes = `${primary.hash} ${secondary.hash}`;
  const { review: former } = memory.truth;
  const found = former?.hashes === hashes ? former.findings : reviewPair({ primary, secondary });
  const review = { hashes, checkedAt: now, findings: found };
  const config = lasting(
    configObservations(found, new Date(now).toISOString()),
    memory.goingOn.config ?? NOTHING_LASTS,
    now,
  );
  return {
    memory: {
      ...memory,
      goingOn: { ...memory.goingOn, config },
      truth: { ...memory.truth, review },
    },
    findings: { config: findingsOf(config) },
  };
}

function configFacts({ name, host, config }: ServerMemory) {
  return config && { server: name, host, config: config.config, hash: config.hash, dhcpdVersion: null };
}
