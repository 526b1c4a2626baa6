import type { Evidence } from '../../contracts/verdict.ts';

export type LineStatus = 'pass' | 'warn' | 'fail' | 'unknown';

/** What one line of the list comes to, before it has its name. */
export type Outcome = {
  status: LineStatus;
  /** The number it was judged by, with its unit; null when there is none. */
  figure: string | null;
  /** One sentence. */
  text: string;
  /** One imperative sentence; null when nothing needs doing. */
  nextStep: string | null;
  evidence: Evidence[];
};

/** One thing that has to be right for a failover to work. */
export type ReadinessLine = Outcome & { code: LineCode; title: string };

/** The list, in its order. */
export const LINE_TITLES = {
  'both-normal': 'States',
  'omapi-reachable': 'OMAPI',
  'clocks-together': 'Clocks',
  'backlog-small': 'Backlog',
  'pools-balanced': 'Balance',
  'own-share': 'Own share of each server',
  'configs-in-parity': 'Configurations',
  'lease-files-kept': 'Lease files',
  'nothing-refused': 'Refusals',
  'mclt-sensible': 'MCLT',
} as const;
export type LineCode = keyof typeof LINE_TITLES;

/** What stops a failover first, then what may hide anything. */
const WORST_FIRST: readonly LineStatus[] = ['fail', 'unknown', 'warn', 'pass'];

/**
 * The worst of several outcomes, the first of equals, with the evidence of all that are as bad. Throws for none, which is
 * the caller's fault: there are always two servers.
 */
export function worstOf(outcomes: readonly Outcome[]): Outcome {
  const status = WORST_FIRST.find((each) => outcomes.some((outcome) => outcome.status === each));
  const alike = outcomes.filter((outcome) => outcome.status === status);
  const [first, ...others] = alike;
  if (!first) throw new Error('a line of the readiness list was made of no outcome');
  const more = status !== 'pass' && others.length > 0 ? ` (and ${others.length} more)` : '';
  return {
    ...first,
    text: first.text.replace(/\.$/, `${more}.`),
    evidence: alike.slice(0, MOST_EVIDENCE).flatMap(({ evidence }) => evidence),
  };
}

/** A pair may have a thousand pools that are all alike. */
const MOST_EVIDENCE = 10;

export function isoOf(at: number): string {
  return new Date(at).toISOString();
}
