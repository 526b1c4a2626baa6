import type { Subject } from '../contracts/alert.ts';
import type { RuleLayer } from '../contracts/rule.ts';
import type { Severity } from '../contracts/severity.ts';
import { advance, nextDueAt } from './advance.ts';
import { type Alert, fingerprintOf } from './alert.ts';
import { readingsOf } from './evaluate.ts';
import type { PairAlertFacts } from './facts.ts';
import type { RuleReading } from './rule.ts';
import type { PairRuleKind } from './rules/kind.ts';

/** One time that a rule would have fired. Times in milliseconds by Pairwatch's clock. */
export type RuleFiring = {
  subject: Subject;
  /** The worst it would have been. */
  severity: Severity;
  firedAt: number;
  /** null: it would still fire. */
  resolvedAt: number | null;
  /** Why it would have fired, when it was at its worst. */
  sentence: string;
};

type Going = { alert: Alert | null; reading: RuleReading; firings: RuleFiring[] };

/**
 * What a rule with these options would have fired, oldest first. `history`: the facts of a pair as they were, oldest first,
 * each counting until the next one; `to`: until when the last one counts. For a rule whose kind says that the past does
 * not know (`notKnown`) it can only be what the facts hold.
 */
export function previewRule(
  kind: PairRuleKind,
  layers: readonly RuleLayer[],
  pair: string,
  history: readonly PairAlertFacts[],
  to: number,
): RuleFiring[] {
  const going = new Map<string, Going>();
  history.forEach((facts, index) => {
    const open = [...going.values()].flatMap(({ alert }) => (alert === null ? [] : alert));
    for (const reading of readingsOf([kind], facts, layers, pair, open)) {
      const key = fingerprintOf({ rule: kind.id, subject: reading.subject });
      const { alert, firings } = going.get(key) ?? { alert: null, firings: [] };
      going.set(key, stepped({ alert, reading, firings }, facts.now));
    }
    const until = history[index + 1]?.now ?? to;
    for (const [key, each] of going) going.set(key, runDown(each, facts.now, until));
  });
  return [...going.values()].flatMap(({ firings }) => firings).sort((a, b) => a.firedAt - b.firedAt);
}

/** The steps that time alone makes between `from` and `until`, while what was read stays so. */
function runDown(going: Going, from: number, until: number): Going {
  const dueAt = going.alert && nextDueAt(going.alert, going.reading.rule);
  if (dueAt === null || dueAt <= from || dueAt >= until) return going;
  return runDown(stepped(going, dueAt), dueAt, until);
}

/** One step of one alert. */
function stepped({ alert: former, reading, firings }: Going, now: number): Going {
  const firedAt = firings.map((firing) => firing.firedAt);
  const { alert } = advance(former, reading, now, firedAt);
  const firing = alert && firingOf(alert);
  const earlier = firings.filter((each) => each.firedAt !== firing?.firedAt);
  return {
    alert: alert?.phase === 'resolved' ? null : alert,
    reading,
    firings: firing ? [...earlier, firing] : firings,
  };
}

/** null while it has not fired. */
function firingOf({ subject, severity, firedAt, resolvedAt, firedBecause }: Alert): RuleFiring | null {
  if (severity === null || firedAt === null || firedBecause === null) return null;
  return { subject, severity, firedAt, resolvedAt, sentence: firedBecause.sentence };
}
