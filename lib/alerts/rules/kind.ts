import type { Subject } from '../../contracts/alert.ts';
import type { NoDataPolicy } from '../../contracts/rule.ts';
import type { OwnAlertFacts, PairAlertFacts } from '../facts.ts';
import type { Level, Rule } from '../rule.ts';
import type { Judgement } from './judgement.ts';

/** What one of a rule's limits is for, and what it may be. */
export type LimitMeaning = { meaning: string; unit: string; min: number; max: number };

/** What a rule makes of the facts of one moment. */
export type Opinion = {
  /** What it has something to say about. */
  subjects: readonly Subject[];
  /** Of any subject, also of one that is not there any more: an alert may still be open for it. */
  on: (subject: Subject, rule: Rule) => Judgement;
};

/** A rule that judges from one kind of facts. */
export type Kind<About, Facts> = {
  /** Kebab-case, stable across versions. */
  id: string;
  /** Its name for people. */
  title: string;
  /** What it says, and when. */
  summary: string;
  about: About;
  /** Every level has a value for each of them. */
  limits: Readonly<Record<string, LimitMeaning>>;
  defaults: {
    /** The mildest first, one at least. */
    levels: readonly Level[];
    keepFiringForMs: number;
    noData: NoDataPolicy;
    opensIncident: boolean;
    labels: Readonly<Record<string, string>>;
  };
  /** Why the past can't tell what it would have fired; null when it can. */
  notKnown: string | null;
  judge: (facts: Facts) => Opinion;
};

export type PairRuleKind = Kind<'pair' | 'server' | 'pool', PairAlertFacts>;
export type OwnRuleKind = Kind<'pairwatch', OwnAlertFacts>;
export type RuleKind = PairRuleKind | OwnRuleKind;

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A level's value for a limit of its rule. Throws for a limit the rule does not have: a mistake in the rule itself. */
export function limitOf({ severity, limits }: Level, name: string): number {
  const value = limits[name];
  if (value === undefined) throw new Error(`The level ${severity} has no limit "${name}".`);
  return value;
}
