import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance, nextDueAt } from './advance.ts';
import type { Alert } from './alert.ts';
import { quietMs } from './flapping.ts';
import type { Reading, Rule } from './rule.ts';
import { CLEAR, holds, MINUTE_MS, NO_DATA, RULE, START, UNDECIDED, WHOLE_PAIR } from './testing/readings.ts';

const forMs = fc.constantFrom(0, 1, MINUTE_MS, 5 * MINUTE_MS);

const rule: fc.Arbitrary<Rule> = fc
  .record({
    severities: fc.subarray(['info', 'warning', 'critical'] as const, { minLength: 1 }),
    forMs: fc.tuple(forMs, forMs, forMs),
    keepFiringForMs: forMs,
    noData: fc.constantFrom('keep', 'alert', 'ok'),
  })
  .map(({ severities, forMs, keepFiringForMs, noData }) => ({
    ...RULE,
    levels: severities.map((severity, index) => ({ severity, forMs: forMs[index] ?? 0, limits: {} })),
    keepFiringForMs,
    noData,
  }));

/** What is said of a rule with three levels; of one with fewer, the worst that it has stands for worse ones. */
const reading: fc.Arbitrary<Reading> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(CLEAR) },
  {
    weight: 4,
    arbitrary: fc
      .record({
        level: fc.integer({ min: -1, max: 2 }),
        lingers: fc.integer({ min: -1, max: 2 }),
        since: fc.option(fc.integer({ min: START - 10 * MINUTE_MS, max: START + 60 * MINUTE_MS })),
      })
      .map(({ level, lingers, since }) => holds(level, { lingers: Math.max(level, lingers), since })),
  },
  { weight: 1, arbitrary: fc.constantFrom(NO_DATA, UNDECIDED) },
);

const step = fc.record({
  reading,
  elapsedMs: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(0, 1, 5_000, MINUTE_MS, 5 * MINUTE_MS, 16 * MINUTE_MS) },
    { weight: 1, arbitrary: fc.integer({ min: -60 * MINUTE_MS, max: 60 * MINUTE_MS }) },
  ),
  /** From here on; null: as before. */
  rule: fc.option(fc.oneof(rule, fc.constant({ ...RULE, levels: [] })), { nil: null, freq: 12 }),
});

type Moment = { now: number; rule: Rule; reading: Reading };

/** The first rule is on. */
const moments: fc.Arbitrary<Moment[]> = fc
  .tuple(rule, fc.array(step, { minLength: 1, maxLength: 40 }))
  .map(([first, steps]) => {
    let moment: Moment = { now: START, rule: first, reading: CLEAR };
    return steps.map(({ reading, elapsedMs, rule }) => {
      const ruleNow = rule ?? moment.rule;
      moment = { now: moment.now + elapsedMs, rule: ruleNow, reading: clamped(reading, ruleNow) };
      return moment;
    });
  });

function clamped(reading: Reading, { levels }: Rule): Reading {
  if (reading.kind !== 'judged') return reading;
  const worst = levels.length - 1;
  return { ...reading, holds: Math.min(reading.holds, worst), lingers: Math.min(reading.lingers, worst) };
}

type Trace = Moment & { former: Alert | null } & ReturnType<typeof advance>;

/** Every step of one subject's alert, with the firings of earlier ones remembered as the database does. */
function trace(moments: readonly Moment[], store: (alert: Alert | null) => Alert | null): Trace[] {
  const firings: number[] = [];
  let kept: Alert | null = null;
  return moments.map((moment) => {
    const former = store(kept);
    const { rule, reading, now } = moment;
    const next = advance(former, { rule, subject: WHOLE_PAIR, reading }, now, [...firings]);
    if (next.change === 'fired') firings.push(now);
    kept = next.alert;
    return { ...moment, former, ...next };
  });
}

const unchanged = (alert: Alert | null) => alert;
const throughJson = (alert: Alert | null): Alert | null => JSON.parse(JSON.stringify(alert));

/** Whether a rule takes a reading for the end of what it watches; null: it says nothing of it. */
function isClear({ rule, reading }: Moment): boolean | null {
  switch (reading.kind) {
    case 'undecided':
      return null;
    case 'no-data':
      return rule.noData === 'ok';
    case 'judged':
      return reading.lingers < 0;
  }
}

test('no alert resolves without an end: its rule switched off, or all clear for as long as the rule wants', () => {
  fc.assert(
    fc.property(moments, (moments) => {
      let clearSince: number | null = null;
      for (const moment of trace(moments, unchanged)) {
        const { now, rule, former, change } = moment;
        const clear = rule.levels.length === 0 ? false : isClear(moment);
        if (clear === false) clearSince = null;
        if (clear === true) clearSince = Math.min(clearSince ?? now, now);
        if (change !== 'resolved' || rule.levels.length === 0) continue;
        expect(clearSince).not.toBeNull();
        expect(now - (clearSince ?? now)).toBeGreaterThanOrEqual(quietMs(rule, former?.isFlapping ?? false));
      }
    }),
  );
});

test('nothing fires before its level has held for its time', () => {
  fc.assert(
    fc.property(moments, (moments) => {
      for (const { alert, change, rule, now } of trace(moments, unchanged)) {
        if (change !== 'fired' && change !== 'worsened') continue;
        const level = rule.levels.find(({ severity }) => severity === alert?.severity);
        const since = alert?.levels.find(({ severity }) => severity === alert.severity)?.since ?? now + 1;
        expect(now - since).toBeGreaterThanOrEqual(level?.forMs ?? 0);
      }
    }),
  );
});

test('each change leads from one phase to the next, and a firing alert ends by being resolved alone', () => {
  const phaseOf = (alert: Alert | null) =>
    alert === null || alert.phase === 'resolved' ? 'none' : alert.phase;
  const allowed = new Set([
    'none null none',
    'none began pending',
    'none fired firing',
    'pending null pending',
    'pending fired firing',
    'pending withdrawn none',
    'firing null firing',
    'firing worsened firing',
    'firing resolved none',
  ]);
  fc.assert(
    fc.property(moments, (moments) => {
      for (const { former, change, alert } of trace(moments, unchanged)) {
        expect(allowed).toContain(`${phaseOf(former)} ${change} ${phaseOf(alert)}`);
        expect(change === 'resolved').toBe(alert?.phase === 'resolved');
        expect(alert?.severity === null).toBe(alert?.phase === 'pending');
      }
    }),
  );
});

test('no severity gets milder while an alert lasts, and no time lies ahead', () => {
  const order = [null, 'info', 'warning', 'critical'];
  fc.assert(
    fc.property(moments, (moments) => {
      for (const { former, alert, change, now, reading } of trace(moments, unchanged)) {
        if (alert === null || reading.kind !== 'judged' || change === 'resolved') continue;
        const before = former?.phase === 'resolved' ? null : (former?.severity ?? null);
        expect(order.indexOf(alert.severity)).toBeGreaterThanOrEqual(order.indexOf(before));
        const times = [alert.startedAt, alert.clearSince, ...alert.levels.map(({ since }) => since)];
        expect(times.every((at) => at === null || at <= now)).toBe(true);
      }
    }),
  );
});

test('said again at the same moment, nothing is news', () => {
  fc.assert(
    fc.property(moments, (moments) => {
      for (const { alert, rule, reading, now } of trace(moments, unchanged)) {
        const again = advance(alert, { rule, subject: WHOLE_PAIR, reading }, now);
        expect(again).toEqual({ alert: alert?.phase === 'resolved' ? null : alert, change: null });
      }
    }),
  );
});

test('a start in between, at any step, makes no difference', () => {
  fc.assert(
    fc.property(moments, fc.array(fc.boolean()), (moments, restarts) => {
      let turn = 0;
      const nowAndThen = (alert: Alert | null) => (restarts[turn++] ? throughJson(alert) : alert);
      const strip = (steps: Trace[]) => steps.map(({ alert, change }) => ({ alert, change }));
      expect(strip(trace(moments, nowAndThen))).toStrictEqual(strip(trace(moments, unchanged)));
    }),
  );
});

test('nextDueAt is the moment at which the same reading changes something, not a millisecond earlier', () => {
  fc.assert(
    fc.property(moments, (moments) => {
      for (const { alert, rule, reading } of trace(moments, unchanged)) {
        if (alert === null || reading.kind === 'undecided' || rule.levels.length === 0) continue;
        const dueAt = nextDueAt(alert, rule);
        const changeAt = (now: number) => advance(alert, { rule, subject: WHOLE_PAIR, reading }, now).change;
        if (alert.phase === 'resolved') expect(dueAt).toBeNull();
        else if (dueAt === null) expect(changeAt(START + 1e12)).toBeNull();
        else expect([changeAt(dueAt - 1) === null, changeAt(dueAt) === null]).toEqual([true, false]);
      }
    }),
  );
});
