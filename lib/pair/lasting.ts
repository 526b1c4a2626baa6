import type { Finding } from './finding.ts';

/** Something that is not as it should be at this moment. */
export type Observation = Omit<Finding, 'since'> & {
  /** When it began, where the facts tell; else that is when it was first seen. */
  since?: number;
  /** How long it must have lasted before it is a finding; 0 unless told. */
  tellAfterMs?: number;
};

/** What goes on, by key: since when, and the finding it is once it has lasted long enough. */
export type Lasting = ReadonlyMap<string, { since: number; finding: Finding | null }>;

export const NOTHING_LASTS: Lasting = new Map();

/**
 * What goes on now. `former` is what this gave before; what is `undecided`, by its key, stays as it was last seen, so that
 * a finding is over only once its facts say so. Times in milliseconds by one clock.
 */
export function lasting(
  observed: readonly Observation[],
  former: Lasting,
  now: number,
  undecided: (key: string) => boolean = () => false,
): Lasting {
  const goingOn = new Map([...former].filter(([key]) => undecided(key)));
  for (const observation of observed) {
    const { key, tellAfterMs = 0, since: began } = observation;
    const since = Math.min(began ?? former.get(key)?.since ?? now, now);
    const isFinding = now - since >= tellAfterMs;
    goingOn.set(key, { since, finding: isFinding ? findingOf(observation, since) : null });
  }
  return goingOn;
}

/** Field by field: a pair may have a thousand of them, and what comes of `...` is several times as slow to make. */
function findingOf(observation: Observation, since: number): Finding {
  const { key, server, code, severity, sentence, nextStep, evidence } = observation;
  return { key, server, code, severity, since, sentence, nextStep, evidence };
}

export function findingsOf(goingOn: Lasting): Finding[] {
  return [...goingOn.values()].flatMap(({ finding }) => finding ?? []);
}
