import type { Subject } from '../../contracts/alert.ts';
import { type AlertStep, advance } from '../advance.ts';
import type { Alert } from '../alert.ts';
import type { Judged, Reading, Rule } from '../rule.ts';

/** Rules and what they say, for tests of what becomes of it. */

export const START = Date.parse('2026-11-21T10:00:00Z');
export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;

export const WHOLE_PAIR: Subject = { server: null, pool: null, detail: null };

/** Warns after a minute, is critical after five, and is over once nothing of it holds for two. */
export const RULE: Rule = {
  id: 'pair-not-healthy',
  levels: [
    { severity: 'warning', forMs: MINUTE_MS, limits: {} },
    { severity: 'critical', forMs: 5 * MINUTE_MS, limits: {} },
  ],
  keepFiringForMs: 2 * MINUTE_MS,
  noData: 'keep',
  opensIncident: true,
  labels: {},
};

export function holds(level: number, more: Partial<Judged> = {}): Judged {
  return {
    kind: 'judged',
    holds: level,
    lingers: level,
    since: null,
    sentence: `Level ${level} holds.`,
    nextStep: null,
    figures: [],
    evidence: [],
    ...more,
  };
}

export const CLEAR = holds(-1, { sentence: 'All is well.' });
export const LINGERS = holds(-1, { lingers: 0, sentence: 'It is not over yet.' });
export const NO_DATA: Reading = { kind: 'no-data', why: 'dhcp-a was not read.' };
export const UNDECIDED: Reading = { kind: 'undecided' };

/** One after another, each so many milliseconds after START. Gives the last step. */
export function run(
  readings: readonly (readonly [afterMs: number, reading: Reading, rule?: Rule])[],
  rule = RULE,
  recentFirings: readonly number[] = [],
): AlertStep {
  let step: AlertStep = { alert: null, change: null };
  for (const [afterMs, reading, ruleThen = rule] of readings) {
    const ruleReading = { rule: ruleThen, subject: WHOLE_PAIR, reading };
    step = advance(step.alert, ruleReading, START + afterMs, recentFirings);
  }
  return step;
}

/** An alert that fires, named by its rule and what it is about. */
export function firing(
  rule: string,
  about: Partial<Subject> = {},
): Pick<Alert, 'rule' | 'subject' | 'phase'> {
  return { rule, subject: { ...WHOLE_PAIR, ...about }, phase: 'firing' };
}
