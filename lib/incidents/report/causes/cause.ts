import type { ReportCause } from '../../../contracts/incident-report.ts';
import type { Evidence } from '../../../contracts/verdict.ts';

/**
 * How much an argument weighs. `HINT`: it goes with the cause, and with others. `SIGN`: it is what the cause brings about.
 * `STRONG`: hardly anything else brings it about. `SAID`: a source says it in so many words.
 */
export const HINT = 1;
export const SIGN = 2;
export const STRONG = 3;
export const SAID = 4;
export type Weight = typeof HINT | typeof SIGN | typeof STRONG | typeof SAID;

export type Argument = { weight: Weight; sentence: string; evidence: readonly Evidence[] };

export type CauseCode = ReportCause['code'];
export type Standing = ReportCause['standing'];

/** A cause that something supports. */
export type Suspicion = {
  code: CauseCode;
  /** What it would have been, to follow “It is likely that”. */
  claim: string;
  supports: readonly Argument[];
  against: readonly Argument[];
};

/** Less than this is too little to call a cause likely. */
const LIKELY_FROM = STRONG;

/** From here on what speaks against a cause lets it be possible at most. */
const DOUBTFUL_FROM = SIGN;

export const STANDINGS: readonly Standing[] = ['unlikely', 'possible', 'likely', 'shown'];

/** As far as what supports it carries, and no farther than what speaks against it allows: more of that never lifts it. */
export function standingOf({ supports, against }: Pick<Suspicion, 'supports' | 'against'>): Standing {
  const doubt = weightOf(against);
  const support = weightOf(supports);
  if (doubt > 0 && doubt >= support) return 'unlikely';
  if (doubt >= DOUBTFUL_FROM || support < LIKELY_FROM) return 'possible';
  return supports.some(({ weight }) => weight === SAID) ? 'shown' : 'likely';
}

/** What supports a cause less what speaks against it: of two with the same standing the greater comes first. */
export const scoreOf = ({ supports, against }: Pick<Suspicion, 'supports' | 'against'>): number =>
  weightOf(supports) - weightOf(against);

function weightOf(args: readonly Argument[]): number {
  return args.reduce((sum, { weight }) => sum + weight, 0);
}

/** The stronger suspicion first; equals stay as they are. */
export function strongerFirst(one: Suspicion, other: Suspicion): number {
  const rank = (suspicion: Suspicion) => STANDINGS.indexOf(standingOf(suspicion));
  return rank(other) - rank(one) || scoreOf(other) - scoreOf(one);
}

/** Of several ways in which one cause may have come about, the best supported; null where nothing supports any. */
export function strongest(suspicions: readonly Suspicion[]): Suspicion | null {
  return suspicions.filter(({ supports }) => supports.length > 0).toSorted(strongerFirst)[0] ?? null;
}

/** The same arguments where they tell more, or less. */
export const weighing = (weight: Weight, args: readonly Argument[]): Argument[] =>
  args.map((argument) => ({ ...argument, weight }));
