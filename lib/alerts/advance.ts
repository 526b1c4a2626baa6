import type { Why } from '../contracts/alert.ts';
import type { NoDataPolicy } from '../contracts/rule.ts';
import type { Severity } from '../contracts/severity.ts';
import type { Alert, AlertChange } from './alert.ts';
import { firingsUpTo, isFlapping, quietMs } from './flapping.ts';
import type { Reading, Rule, RuleReading } from './rule.ts';
import { isWorse } from './severity.ts';

/** `alert`: what is to be kept; null: nothing. */
export type AlertStep = { alert: Alert | null; change: AlertChange | null };

const NOTHING: AlertStep = { alert: null, change: null };
const WITHDRAWN: AlertStep = { alert: null, change: 'withdrawn' };

const SWITCHED_OFF: Why = {
  sentence: 'The rule was switched off, so nobody looks at this any more.',
  nextStep: null,
  figures: [],
  evidence: [],
};

/**
 * What becomes of an alert when its rule says something at `now`: inactive → pending → firing → resolved. `former` is
 * what this gave before, null or resolved: inactive. `recentFirings`: when earlier alerts of the same fingerprint fired.
 * All that counts is in `former`, so it makes no difference whether the program was started again in between. Times in
 * milliseconds by Pairwatch's clock; should that be set back, what has begun counts from the new `now`.
 */
export function advance(
  former: Alert | null,
  { rule, subject, reading }: RuleReading,
  now: number,
  recentFirings: readonly number[] = [],
): AlertStep {
  const open = former?.phase === 'resolved' ? null : former;
  if (rule.levels.length === 0) return end(open && { ...open, levels: [], why: SWITCHED_OFF }, now);
  if (reading.kind === 'undecided') return { alert: open, change: null };
  const word = wordOf(reading, rule.noData);
  if (word === null) return { alert: open && whileNothingIsKnown(open, now), change: null };
  if (word.holds < 0 && open?.phase !== 'firing') return end(open, now);

  const levels = levelsOf(open, rule, word, now);
  const alert: Alert = {
    rule: rule.id,
    subject,
    phase: open?.phase ?? 'pending',
    severity: open?.severity ?? null,
    startedAt: Math.min(open?.startedAt ?? levels[0]?.since ?? now, now),
    firedAt: open?.firedAt ?? null,
    resolvedAt: null,
    levels,
    clearSince: word.lingers < 0 ? Math.min(open?.clearSince ?? now, now) : null,
    noDataSince: word.isKnown ? null : Math.min(open?.noDataSince ?? now, now),
    recentFirings: open?.recentFirings ?? [],
    isFlapping: open?.isFlapping ?? false,
    why: word.why,
    firedBecause: open?.firedBecause ?? null,
    labels: rule.labels,
    opensIncident: rule.opensIncident,
  };
  const severity = severityDue(rule, alert, word.holds, now);
  if (isWorse(severity, alert.severity)) return fire({ ...alert, severity }, now, recentFirings);
  if (isQuiet(alert, rule, now)) return end(alert, now);
  return { alert, change: open === null ? 'began' : null };
}

/**
 * When a timer alone changes an alert of this rule while what is read stays the same, in milliseconds; null: never. Of a
 * reading that is undecided nothing follows, however long it stays so.
 */
export function nextDueAt(alert: Alert, rule: Rule): number | null {
  if (alert.phase === 'resolved') return null;
  if (alert.clearSince !== null) return alert.clearSince + quietMs(rule, alert.isFlapping);
  if (alert.noDataSince !== null && rule.noData === 'keep') return null;
  const mayFire = alert.noDataSince === null ? rule.levels : rule.levels.slice(0, 1);
  const due = mayFire.flatMap(({ severity, forMs }) => {
    const since = sinceOf(alert, severity);
    return since !== null && isWorse(severity, alert.severity) ? since + forMs : [];
  });
  return due.length === 0 ? null : Math.min(...due);
}

/** What a reading comes to once the rule's policy has answered for what is not known. */
type Word = {
  /** Indexes of levels, as a judged reading has them. */
  holds: number;
  lingers: number;
  since: number | null;
  why: Why;
  isKnown: boolean;
};

/** null: nothing is known, and it is to stay as it is. */
function wordOf(reading: Exclude<Reading, { kind: 'undecided' }>, policy: NoDataPolicy): Word | null {
  if (reading.kind === 'judged') {
    const { holds, lingers, since, sentence, nextStep, figures, evidence } = reading;
    const why = { sentence, nextStep, figures, evidence };
    return { holds, lingers: Math.max(holds, lingers), since, why, isKnown: true };
  }
  switch (policy) {
    case 'keep':
      return null;
    case 'alert':
      return unknownWord(0, `Nothing is known: ${reading.why}`);
    case 'ok':
      return unknownWord(-1, `Nothing is known, which this rule takes for well: ${reading.why}`);
  }
}

function unknownWord(holds: number, sentence: string): Word {
  const why = { sentence, nextStep: null, figures: [], evidence: [] };
  return { holds, lingers: holds, since: null, why, isKnown: false };
}

/**
 * No timer comes to its end, neither to fire nor to resolve. Should the condition still hold when data is back, its time
 * counts on through the gap: nobody saw it end. A quiet time does not: nobody saw that it was quiet. Both err on the side
 * of telling.
 */
function whileNothingIsKnown(open: Alert, now: number): Alert {
  return { ...open, clearSince: null, noDataSince: Math.min(open.noDataSince ?? now, now) };
}

/**
 * Since when each level of the rule as it is now holds; levels of a rule that was changed meanwhile are the same by their
 * severity. Only where nothing held just before does the fact's own begin count for all of them: a level that joins
 * others later began to hold now. While it alerts because nothing is known, nobody saw the worse levels end.
 */
function levelsOf(open: Alert | null, rule: Rule, word: Word, now: number): Alert['levels'] {
  const isFirstSight = open === null || open.levels.every(({ since }) => since === null);
  const began = (isFirstSight ? word.since : null) ?? now;
  const isRestOver = word.isKnown || word.holds < 0;
  return rule.levels.map(({ severity }, index) => {
    const before = open && sinceOf(open, severity);
    if (index <= word.holds) return { severity, since: Math.min(before ?? began, now) };
    return { severity, since: isRestOver || before === null ? null : Math.min(before, now) };
  });
}

function sinceOf({ levels }: Alert, severity: Severity): number | null {
  return levels.find((level) => level.severity === severity)?.since ?? null;
}

/** The worst level that holds and has held for long enough; null: none. */
function severityDue(rule: Rule, alert: Alert, holds: number, now: number): Severity | null {
  const due = rule.levels.findLast(({ severity, forMs }, index) => {
    const since = sinceOf(alert, severity);
    return index <= holds && since !== null && now - since >= forMs;
  });
  return due?.severity ?? null;
}

/** `alert` has its new severity already. */
function fire(alert: Alert, now: number, earlier: readonly number[]): AlertStep {
  const firedBecause = alert.why;
  if (alert.phase === 'firing') return { alert: { ...alert, firedBecause }, change: 'worsened' };
  const recentFirings = firingsUpTo(now, earlier);
  const flaps = isFlapping(recentFirings);
  return {
    alert: { ...alert, phase: 'firing', firedAt: now, firedBecause, recentFirings, isFlapping: flaps },
    change: 'fired',
  };
}

function isQuiet({ clearSince, isFlapping: flaps }: Alert, rule: Rule, now: number): boolean {
  return clearSince !== null && now - clearSince >= quietMs(rule, flaps);
}

function end(open: Alert | null, now: number): AlertStep {
  if (open === null) return NOTHING;
  if (open.phase === 'pending') return WITHDRAWN;
  return { alert: { ...open, phase: 'resolved', resolvedAt: now }, change: 'resolved' };
}
