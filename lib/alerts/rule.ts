import type { Figure, Subject } from '../contracts/alert.ts';
import type { NoDataPolicy } from '../contracts/rule.ts';
import type { Severity } from '../contracts/severity.ts';
import type { Evidence } from '../contracts/verdict.ts';

export type Level = {
  severity: Severity;
  /** How long its condition must hold before it counts. */
  forMs: number;
  /** By the names the rule has for them. */
  limits: Readonly<Record<string, number>>;
};

/** A rule as it holds for one subject, after all options. */
export type Rule = {
  id: string;
  /** The mildest first. None: the rule is off. */
  levels: readonly Level[];
  /** How long nothing of it must hold before it is over. */
  keepFiringForMs: number;
  noData: NoDataPolicy;
  /** Whether an alert of it is a reason to open an incident; if not, it joins one that is open, else it is told by itself. */
  opensIncident: boolean;
  labels: Readonly<Record<string, string>>;
};

/** What a rule says of one subject at one moment. */
export type RuleReading = {
  /** Its rule as it holds for this subject. */
  rule: Rule;
  subject: Subject;
  reading: Reading;
};

export type Reading =
  | Judged
  /** Nothing is known, which the rule's policy answers. */
  | { kind: 'no-data'; why: string }
  /** Nothing can be said at this very moment (a start, a change under way): everything stays as it is. */
  | { kind: 'undecided' };

export type Judged = {
  kind: 'judged';
  /** Index of the worst level whose condition holds; -1: none. */
  holds: number;
  /** Index of the worst level that is not over yet by its re-arm limit; at least `holds`. */
  lingers: number;
  /** When the condition began, where the facts tell. */
  since: number | null;
  sentence: string;
  nextStep: string | null;
  figures: Figure[];
  evidence: Evidence[];
};
