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

/** A pair may have a thousand pools that are all alike. */
const MOST_EVIDENCE = 10;

/** The worst of several outcomes, told as `worstAmong` does. */
export function worstOf(outcomes: readonly Outcome[]): Outcome {
  return worstAmong(
    outcomes,
    ({ status }) => status,
    (outcome) => outcome,
  );
}

/**
 * The outcome of the worst item, the first of equals, with how many more there are and the evidence of some. Only what
 * is told is made. Throws for no item at all, which is the caller's fault.
 */
export function worstAmong<Item>(
  items: readonly Item[],
  statusOf: (item: Item) => LineStatus,
  outcomeOf: (item: Item) => Outcome,
): Outcome {
  const statuses = items.map(statusOf);
  const status = WORST_FIRST.find((each) => statuses.includes(each));
  const alike = items.filter((_, index) => statuses[index] === status);
  const outcomes = alike.slice(0, MOST_EVIDENCE).map(outcomeOf);
  const [first] = outcomes;
  if (!first) throw new Error('a line of the readiness list was made of nothing');
  const more = status !== 'pass' && alike.length > 1 ? ` (and ${alike.length - 1} more)` : '';
  return {
    ...first,
    text: first.text.replace(/\.$/, `${more}.`),
    evidence: outcomes.flatMap(({ evidence }) => evidence),
  };
}

export function isoOf(at: number): string {
  return new Date(at).toISOString();
}
