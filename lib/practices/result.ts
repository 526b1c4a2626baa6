import type { PracticeEvidence, PracticeOutcome } from '../contracts/practice.ts';

/** What came of a duty. */
export type Result = { outcome: PracticeOutcome; sentence: string; evidence: PracticeEvidence[] };

/**
 * The outcome that evidence decides: one piece against it is enough to fail it, and whatever is unknown, or missing altogether,
 * keeps it from being passed.
 */
export function outcomeOf(evidence: readonly PracticeEvidence[]): PracticeOutcome {
  if (evidence.some(({ status }) => status === 'fail')) return 'failed';
  const isKnown = evidence.some(({ status }) => status === 'pass') && evidence.every(isNotUnknown);
  return isKnown ? 'passed' : 'not-done';
}

const isNotUnknown = ({ status }: PracticeEvidence) => status !== 'unknown';

/** The evidence with its outcome, and the sentence that goes with that; what counts against it, or is missing, is told in it. */
export function resultOf(evidence: PracticeEvidence[], passed: string): Result {
  const outcome = outcomeOf(evidence);
  if (outcome === 'passed') return { outcome, sentence: passed, evidence };
  const status = outcome === 'failed' ? 'fail' : 'unknown';
  const [first, ...others] = evidence.filter((each) => each.status === status);
  const more = others.length === 0 ? '' : ` And ${others.length} more.`;
  const text = first === undefined ? 'There was nothing to look at.' : first.text;
  return { outcome, sentence: `${text}${more}`, evidence };
}

/** A piece of evidence. `at`: when Pairwatch saw it. */
export function piece(
  status: PracticeEvidence['status'],
  server: string | null,
  source: PracticeEvidence['source'],
  text: string,
  at: number | null,
): PracticeEvidence {
  return { status, server, source, text, observedAt: at === null ? null : new Date(at).toISOString() };
}
