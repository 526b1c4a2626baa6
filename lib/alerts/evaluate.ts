import type { Subject } from '../contracts/alert.ts';
import type { RuleLayer } from '../contracts/rule.ts';
import { type Alert, fingerprintOf } from './alert.ts';
import { OWN_RULES, PAIR_RULES } from './catalogue.ts';
import type { OwnAlertFacts, PairAlertFacts } from './facts.ts';
import type { Rule, RuleReading } from './rule.ts';
import { rulesOf } from './rule-book.ts';
import { type Judgement, readingOf, SWITCHED_OFF } from './rules/judgement.ts';
import type { Kind } from './rules/kind.ts';

/** What is known of an alert that is pending or firing. */
export type OpenAlert = Pick<Alert, 'rule' | 'subject'>;

/**
 * What every rule says of a pair: one reading for each subject of which a level holds, or nothing is known and the rule
 * alerts on that; and one for each subject of `open`, so that whatever ended is judged as over. Pure, and the same for
 * the same facts.
 */
export function evaluate(
  facts: PairAlertFacts,
  pair: string,
  layers: readonly RuleLayer[],
  open: readonly OpenAlert[],
): RuleReading[] {
  return readingsOf(PAIR_RULES, facts, layers, pair, open);
}

/** `evaluate` for what is about Pairwatch itself. */
export function evaluateOwn(
  facts: OwnAlertFacts,
  layers: readonly RuleLayer[],
  open: readonly OpenAlert[],
): RuleReading[] {
  return readingsOf(OWN_RULES, facts, layers, null, open);
}

/** `evaluate` for some of the rules. `pair` null: Pairwatch itself. */
export function readingsOf<Facts>(
  kinds: readonly Kind<string, Facts>[],
  facts: Facts,
  layers: readonly RuleLayer[],
  pair: string | null,
  open: readonly OpenAlert[],
): RuleReading[] {
  const ids = new Set(kinds.map(({ id }) => id));
  return [
    ...kinds.flatMap((kind) =>
      readingsBy(
        kind,
        facts,
        rulesOf(kind, layers, pair),
        open.filter(({ rule }) => rule === kind.id),
      ),
    ),
    ...open.filter(({ rule }) => !ids.has(rule)).map(unknownRule),
  ];
}

function readingsBy<Facts>(
  kind: Kind<string, Facts>,
  facts: Facts,
  ruleOf: (pool: string | null) => Rule,
  open: readonly OpenAlert[],
): RuleReading[] {
  const opinion = kind.judge(facts);
  const unjudged = new Map(open.map((alert) => [fingerprintOf(alert), alert.subject]));
  const judge = (subject: Subject, rule: Rule): Judgement =>
    rule.levels.length === 0 ? SWITCHED_OFF : opinion.on(subject, rule);
  const readings: RuleReading[] = [];
  for (const subject of opinion.subjects) {
    const isOpen = unjudged.size > 0 && unjudged.delete(fingerprintOf({ rule: kind.id, subject }));
    const rule = ruleOf(subject.pool);
    const judgement = judge(subject, rule);
    if (isOpen || isReason(judgement, rule)) readings.push({ rule, subject, reading: readingOf(judgement) });
  }
  for (const subject of unjudged.values()) {
    const rule = ruleOf(subject.pool);
    readings.push({ rule, subject, reading: readingOf(judge(subject, rule)) });
  }
  return readings;
}

/** Whether it can be the begin of an alert. */
function isReason(judgement: Judgement, rule: Rule): boolean {
  if (judgement.kind === 'judged') return judgement.holds >= 0;
  return judgement.kind === 'no-data' && rule.noData === 'alert';
}

/** An alert of a rule of another version. */
function unknownRule({ rule: id, subject }: OpenAlert): RuleReading {
  return {
    rule: { id, levels: [], keepFiringForMs: 0, noData: 'keep', opensIncident: false, labels: {} },
    subject,
    reading: readingOf(SWITCHED_OFF),
  };
}
