import { describe, expect, it, test } from 'vitest';
import type { NoDataPolicy } from '../contracts/rule.ts';
import { advance, nextDueAt } from './advance.ts';
import type { Alert, AlertChange } from './alert.ts';
import type { Reading, Rule } from './rule.ts';
import {
  CLEAR,
  HOUR_MS,
  holds,
  LINGERS,
  MINUTE_MS,
  NO_DATA,
  RULE,
  run,
  SECOND_MS,
  START,
  UNDECIDED,
  WHOLE_PAIR,
} from './testing/readings.ts';

const AT_ONCE: Rule = { ...RULE, levels: RULE.levels.map((level) => ({ ...level, forMs: 0 })) };
const [WARNING] = RULE.levels;
const OFF: Rule = { ...RULE, levels: [] };

/** An alert in each phase, as it is a minute after START. */
const PENDING = run([[30 * SECOND_MS, holds(0)]]).alert;
const FIRING = run([
  [0, holds(0)],
  [MINUTE_MS, holds(0)],
]).alert;
const RESOLVED = run([
  [-HOUR_MS, holds(0), AT_ONCE],
  [-HOUR_MS + 1, CLEAR],
  [-HOUR_MS + 1 + 2 * MINUTE_MS, CLEAR],
]).alert;

describe('every transition', () => {
  type Phase = Alert['phase'] | null;
  type Row = [Alert | null, string, Reading, NoDataPolicy, Rule, Phase, AlertChange | null];
  const phaseOf = (alert: Alert | null | undefined) => alert?.phase ?? null;

  const inactive: Row[] = [null, RESOLVED].flatMap((former): Row[] => [
    [former, 'holds', holds(0), 'keep', RULE, 'pending', 'began'],
    [former, 'holds, for 0', holds(0), 'keep', AT_ONCE, 'firing', 'fired'],
    [former, 'lingers', LINGERS, 'keep', RULE, null, null],
    [former, 'clear', CLEAR, 'keep', RULE, null, null],
    [former, 'no data', NO_DATA, 'keep', RULE, null, null],
    [former, 'no data', NO_DATA, 'ok', RULE, null, null],
    [former, 'no data', NO_DATA, 'alert', RULE, 'pending', 'began'],
    [former, 'no data, for 0', NO_DATA, 'alert', AT_ONCE, 'firing', 'fired'],
    [former, 'undecided', UNDECIDED, 'alert', AT_ONCE, null, null],
    [former, 'switched off', CLEAR, 'keep', OFF, null, null],
  ]);

  test.each<Row>([
    ...inactive,
    [PENDING, 'holds, not for long enough', holds(0), 'keep', RULE, 'pending', null],
    [PENDING, 'holds for long enough', holds(0), 'keep', AT_ONCE, 'firing', 'fired'],
    [PENDING, 'lingers', LINGERS, 'keep', RULE, null, 'withdrawn'],
    [PENDING, 'clear', CLEAR, 'keep', RULE, null, 'withdrawn'],
    [PENDING, 'no data', NO_DATA, 'keep', AT_ONCE, 'pending', null],
    [PENDING, 'no data', NO_DATA, 'ok', AT_ONCE, null, 'withdrawn'],
    [PENDING, 'no data', NO_DATA, 'alert', AT_ONCE, 'firing', 'fired'],
    [PENDING, 'undecided', UNDECIDED, 'alert', AT_ONCE, 'pending', null],
    [PENDING, 'switched off', CLEAR, 'keep', OFF, null, 'withdrawn'],
    [PENDING, 'switched off, undecided', UNDECIDED, 'keep', OFF, null, 'withdrawn'],
    [FIRING, 'holds', holds(0), 'keep', RULE, 'firing', null],
    [FIRING, 'worse', holds(1), 'keep', RULE, 'firing', null],
    [FIRING, 'worse, for 0', holds(1), 'keep', AT_ONCE, 'firing', 'worsened'],
    [FIRING, 'lingers', LINGERS, 'keep', { ...RULE, keepFiringForMs: 0 }, 'firing', null],
    [FIRING, 'clear', CLEAR, 'keep', RULE, 'firing', null],
    [FIRING, 'clear, keep for 0', CLEAR, 'keep', { ...RULE, keepFiringForMs: 0 }, 'resolved', 'resolved'],
    [FIRING, 'no data', NO_DATA, 'keep', { ...RULE, keepFiringForMs: 0 }, 'firing', null],
    [FIRING, 'no data', NO_DATA, 'alert', { ...RULE, keepFiringForMs: 0 }, 'firing', null],
    [FIRING, 'no data', NO_DATA, 'ok', RULE, 'firing', null],
    [FIRING, 'no data, keep for 0', NO_DATA, 'ok', { ...RULE, keepFiringForMs: 0 }, 'resolved', 'resolved'],
    [FIRING, 'undecided', UNDECIDED, 'ok', { ...RULE, keepFiringForMs: 0 }, 'firing', null],
    [FIRING, 'switched off', CLEAR, 'keep', OFF, 'resolved', 'resolved'],
    [FIRING, 'switched off, no data', NO_DATA, 'keep', OFF, 'resolved', 'resolved'],
    [FIRING, 'switched off, undecided', UNDECIDED, 'keep', OFF, 'resolved', 'resolved'],
  ])('$0.phase: %s', (former, _reading, reading, noData, rule, phase, change) => {
    const ruleReading = { rule: { ...rule, noData }, subject: WHOLE_PAIR, reading };
    const step = advance(former, ruleReading, START + MINUTE_MS);
    expect([phaseOf(step.alert), step.change]).toEqual([phase, change]);
  });
});

describe('firing', () => {
  it('waits until a level holds for its time, not a millisecond longer', () => {
    const almost = run([
      [0, holds(0)],
      [MINUTE_MS - 1, holds(0)],
    ]);
    expect(almost.alert).toMatchObject({
      phase: 'pending',
      severity: null,
      firedAt: null,
      firedBecause: null,
    });
    const { alert, change } = run([
      [0, holds(0)],
      [MINUTE_MS, holds(0, { sentence: 'It still holds.' })],
    ]);
    expect(change).toBe('fired');
    expect(alert).toMatchObject({
      severity: 'warning',
      startedAt: START,
      firedAt: START + MINUTE_MS,
      recentFirings: [START + MINUTE_MS],
      firedBecause: { sentence: 'It still holds.' },
    });
  });

  it('counts from when the facts say it began, for all levels that hold at first sight', () => {
    const { alert } = run([[0, holds(1, { since: START - 10 * MINUTE_MS })]]);
    expect(alert).toMatchObject({ severity: 'critical', startedAt: START - 10 * MINUTE_MS });
  });

  it('counts a level that joins later from when it joined', () => {
    const joined = run([
      [0, holds(0)],
      [10 * MINUTE_MS, holds(1, { since: START })],
    ]);
    expect(joined.alert?.levels).toEqual([
      { severity: 'warning', since: START },
      { severity: 'critical', since: START + 10 * MINUTE_MS },
    ]);
  });

  it('never began in the future', () => {
    const { alert } = run([[0, holds(0, { since: START + HOUR_MS })]]);
    expect(alert).toMatchObject({ startedAt: START, levels: [{ since: START }, { since: null }] });
  });

  it('begins anew for a level that did not hold in between', () => {
    const { alert } = run([
      [0, holds(1)],
      [4 * MINUTE_MS, holds(0)],
      [5 * MINUTE_MS, holds(1)],
      [6 * MINUTE_MS, holds(1)],
    ]);
    expect(alert).toMatchObject({
      severity: 'warning',
      levels: [{ since: START }, { since: START + 5 * MINUTE_MS }],
    });
  });

  it('grows worse, says by what, and never grows milder again', () => {
    const worse = [
      [0, holds(1)],
      [MINUTE_MS, holds(1)],
      [5 * MINUTE_MS, holds(1, { sentence: 'Now it is bad.' })],
    ] as const;
    expect(run(worse)).toMatchObject({ change: 'worsened', alert: { severity: 'critical' } });
    const { alert } = run([...worse, [6 * MINUTE_MS, holds(0, { sentence: 'It is better.' })]]);
    expect(alert).toMatchObject({
      severity: 'critical',
      firedAt: START + MINUTE_MS,
      why: { sentence: 'It is better.' },
      firedBecause: { sentence: 'Now it is bad.' },
    });
  });
});

describe('the end', () => {
  const fired = [
    [0, holds(0)],
    [MINUTE_MS, holds(0)],
  ] as const;

  it('comes once nothing lingered for the time of the rule', () => {
    const clear = [...fired, [2 * MINUTE_MS, CLEAR], [3 * MINUTE_MS, CLEAR]] as const;
    expect(run(clear)).toMatchObject({ change: null, alert: { clearSince: START + 2 * MINUTE_MS } });
    expect(run([...clear, [4 * MINUTE_MS, CLEAR]])).toMatchObject({
      change: 'resolved',
      alert: { phase: 'resolved', resolvedAt: START + 4 * MINUTE_MS, why: { sentence: 'All is well.' } },
    });
  });

  it.each([
    ['lingers', LINGERS],
    ['holds', holds(0)],
    ['is not known', NO_DATA],
  ])('is put off by what %s meanwhile', (_what, reading) => {
    const { alert, change } = run([
      ...fired,
      [2 * MINUTE_MS, CLEAR],
      [3 * MINUTE_MS, reading],
      [4 * MINUTE_MS, CLEAR],
    ]);
    expect(change).toBeNull();
    expect(alert).toMatchObject({ phase: 'firing', clearSince: START + 4 * MINUTE_MS });
  });

  it('says that the rule was switched off, if it was', () => {
    const { alert } = run([...fired, [2 * MINUTE_MS, CLEAR, OFF]]);
    expect(alert?.why.sentence).toBe('The rule was switched off, so nobody looks at this any more.');
  });
});

describe('while nothing is known', () => {
  it('keeps all as it is, and counts on through the gap if it still holds then', () => {
    const gap = [
      [0, holds(0)],
      [30 * SECOND_MS, NO_DATA],
      [5 * MINUTE_MS, NO_DATA],
    ] as const;
    expect(run(gap).alert).toMatchObject({
      phase: 'pending',
      noDataSince: START + 30 * SECOND_MS,
      levels: [{ since: START }, { since: null }],
      why: { sentence: 'Level 0 holds.' },
    });
    expect(run([...gap, [6 * MINUTE_MS, holds(0)]])).toMatchObject({
      change: 'fired',
      alert: { noDataSince: null },
    });
    expect(run([...gap, [6 * MINUTE_MS, CLEAR]])).toEqual({ alert: null, change: 'withdrawn' });
  });

  it('alerts, if the rule wants that, and says that nothing is known', () => {
    const { alert } = run([[0, NO_DATA]], { ...AT_ONCE, noData: 'alert' });
    expect(alert).toMatchObject({
      severity: 'warning',
      noDataSince: START,
      firedBecause: { sentence: 'Nothing is known: dhcp-a was not read.' },
    });
  });

  it('alerts without growing worse, nor forgetting how long the worse holds', () => {
    const rule = { ...RULE, noData: 'alert' as const };
    const gap = [
      [0, holds(1)],
      [MINUTE_MS, holds(1)],
      [5 * MINUTE_MS, NO_DATA],
    ] as const;
    const { alert, change } = run(gap, rule);
    expect([alert?.severity, change]).toEqual(['warning', null]);
    expect(alert && nextDueAt(alert, rule)).toBeNull();
    expect(run([...gap, [5 * MINUTE_MS + 1, holds(1)]], rule).change).toBe('worsened');
  });

  it('takes it for well, if the rule wants that, and says so', () => {
    const rule = { ...AT_ONCE, noData: 'ok' as const };
    const gap = [
      [0, holds(1)],
      [MINUTE_MS, NO_DATA],
    ] as const;
    expect(run(gap, rule).alert?.levels.map(({ since }) => since)).toEqual([null, null]);
    expect(run([...gap, [3 * MINUTE_MS, NO_DATA]], rule)).toMatchObject({
      change: 'resolved',
      alert: { why: { sentence: 'Nothing is known, which this rule takes for well: dhcp-a was not read.' } },
    });
  });

  it('changes nothing at all while nothing can be decided', () => {
    for (const alert of [PENDING, FIRING]) {
      const ruleReading = { rule: AT_ONCE, subject: WHOLE_PAIR, reading: UNDECIDED };
      expect(advance(alert, ruleReading, START + HOUR_MS).alert).toEqual(alert);
    }
  });
});

describe('a rule that was changed meanwhile', () => {
  it('knows its levels by their severity', () => {
    const withInfo = {
      ...RULE,
      levels: [{ severity: 'info' as const, forMs: 0, limits: {} }, ...RULE.levels],
    };
    const { alert } = run([
      [0, holds(1)],
      [30 * SECOND_MS, holds(2), withInfo],
    ]);
    expect(alert).toMatchObject({
      severity: 'info',
      levels: [
        { severity: 'info', since: START + 30 * SECOND_MS },
        { severity: 'warning', since: START },
        { severity: 'critical', since: START },
      ],
    });
  });

  it('keeps the severity of a level that is gone', () => {
    const { alert } = run([
      [0, holds(1), AT_ONCE],
      [MINUTE_MS, holds(0), { ...RULE, levels: WARNING ? [WARNING] : [] }],
    ]);
    expect(alert).toMatchObject({ severity: 'critical', levels: [{ severity: 'warning', since: START }] });
  });

  it('gives its labels and whether it opens an incident to what goes on', () => {
    const changed = { ...RULE, labels: { team: 'net' }, opensIncident: false };
    const { alert } = run([
      [0, holds(0)],
      [1, holds(0), changed],
    ]);
    expect(alert).toMatchObject({ labels: { team: 'net' }, opensIncident: false });
  });
});

describe('a clock that was set back', () => {
  it('makes a timer to fire begin anew, not endless', () => {
    const setBack = [
      [0, holds(0)],
      [-HOUR_MS, holds(0)],
    ] as const;
    expect(run(setBack).alert).toMatchObject({
      startedAt: START - HOUR_MS,
      levels: [{ since: START - HOUR_MS }, { since: null }],
    });
    expect(run([...setBack, [-HOUR_MS + MINUTE_MS, holds(0)]]).change).toBe('fired');
  });

  it('makes a timer to resolve begin anew, not endless', () => {
    const setBack = [
      [0, holds(0), AT_ONCE],
      [1, CLEAR],
      [-HOUR_MS, CLEAR],
    ] as const;
    expect(run([...setBack, [-HOUR_MS + MINUTE_MS, CLEAR]]).change).toBeNull();
    expect(run([...setBack, [-HOUR_MS + 2 * MINUTE_MS, CLEAR]]).change).toBe('resolved');
  });
});

describe('nextDueAt', () => {
  const due = (alert: Alert | null, rule = RULE) => alert && nextDueAt(alert, rule);

  it('is when the next level has held for long enough', () => {
    expect(due(PENDING)).toBe(START + 90 * SECOND_MS);
    expect(due(run([[0, holds(1)]]).alert)).toBe(START + MINUTE_MS);
    const warns = run([
      [0, holds(1)],
      [MINUTE_MS, holds(1)],
    ]);
    expect(due(warns.alert)).toBe(START + 5 * MINUTE_MS);
  });

  it('is when it has been quiet for long enough', () => {
    const quiet = run([
      [0, holds(0), AT_ONCE],
      [MINUTE_MS, CLEAR],
    ]);
    expect(due(quiet.alert)).toBe(START + 3 * MINUTE_MS);
  });

  it('is never while all is told, while nothing is known, and after the end', () => {
    expect(due(FIRING)).toBeNull();
    expect(due(RESOLVED)).toBeNull();
    const unknown = run([
      [0, holds(0)],
      [1, NO_DATA],
    ]);
    expect(due(unknown.alert)).toBeNull();
    expect(due(unknown.alert, { ...RULE, noData: 'alert' })).toBe(START + MINUTE_MS);
  });
});
