import type { Subject } from '../contracts/alert.ts';
import type { RuleLayer } from '../contracts/rule.ts';
import { type Alert, fingerprintOf } from './alert.ts';
import { OWN_RULES, PAIR_RULES } from './catalogue.ts';
import type { OwnAlertFacts, PairAlertFacts } from './facts.ts';
import type { Rule, RuleReading } from './rule.ts';
import { rulesOf } from './rule-book.ts';
import type { Kind } from './rules/kind.ts';
import { SWITCHED_OFF } from './rules/reading.ts';

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
  const { subjects, readingOf } = kind.judge(facts);
  const unjudged = new Map(open.map((alert) => [fingerprintOf(alert), alert.subject]));
  const judge = (subject: Subject): RuleReading => {
    const rule = ruleOf(subject.pool);
    const isOff = rule.levels.length === 0;
    return { rule, subject, reading: isOff ? SWITCHED_OFF : readingOf(subject, rule) };
  };
  const said = subjects.flatMap((subject) => {
    const isOpen = unjudged.size > 0 && unjudged.delete(fingerprintOf({ rule: kind.id, subject }));
    const reading = judge(subject);
    return isOpen || isReason(reading) ? reading : [];
  });
  return [...said, ...[...unjudged.values()].map(judge)];
}

/** Whether it can be the begin of an alert. Of a thousand pools hardly one is. */
function isReason({ rule, reading }: RuleReading): boolean {
  if (reading.kind === 'judged') return reading.holds >= 0;
  return reading.kind === 'no-data' && rule.noData === 'alert';
}

/** An alert of a rule of another version. */
function unknownRule({ rule: id, subject }: OpenAlert): RuleReading {
  return {
    rule: { id, levels: [], keepFiringForMs: 0, noData: 'keep', opensIncident: false, labels: {} },
    subject,
    reading: SWITCHED_OFF,
  };
}
