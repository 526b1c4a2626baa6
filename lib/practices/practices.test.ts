import { describe, expect, it } from 'vitest';
import { PRACTICE_CODES, type PracticeEvidence } from '../contracts/practice.ts';
import { PRACTICES, practiceKind } from './catalogue.ts';
import { nextRunAt, spreadOf } from './next-run.ts';
import { outcomeOf, piece, resultOf } from './result.ts';
import { DAY_MS, graceMs, type KeptPractice, standingOf } from './standing.ts';

const NOW = Date.UTC(2026, 10, 22, 3, 0);
const HOUR_MS = 3_600_000;
const kept = (changes: Partial<KeptPractice> = {}): KeptPractice => ({
  since: NOW - 30 * DAY_MS,
  everyDays: null,
  offAt: null,
  lastPassedAt: null,
  changedAt: null,
  ...changes,
});

describe('the catalogue', () => {
  it('has every duty once, in the order of their codes', () => {
    expect(PRACTICES.map(({ code }) => code)).toEqual([...PRACTICE_CODES]);
  });
});

describe('a duty by the calendar', () => {
  const weekly = practiceKind('sync-check');

  it('is due its interval after it was last done well, and overdue a quarter of that later', () => {
    const lastPassedAt = NOW - 7 * DAY_MS;
    const at = (now: number) => standingOf(weekly, kept({ lastPassedAt }), now);
    expect(at(NOW - 1).state).toBe('in-time');
    expect(at(NOW)).toEqual({ state: 'due', dueAt: NOW, overdueAt: NOW + 1.75 * DAY_MS });
    expect(at(NOW + 1.75 * DAY_MS).state).toBe('overdue');
  });

  it('is counted from the begin where it was never done, and anew where it was off meanwhile', () => {
    expect(standingOf(weekly, kept({ since: NOW }), NOW).dueAt).toBe(NOW + 7 * DAY_MS);
    const anew = kept({ since: NOW, lastPassedAt: NOW - 100 * DAY_MS });
    expect(standingOf(weekly, anew, NOW).state).toBe('in-time');
  });

  it('comes as often as somebody wants, or not at all', () => {
    expect(standingOf(weekly, kept({ since: NOW, everyDays: 2 }), NOW).dueAt).toBe(NOW + 2 * DAY_MS);
    expect(standingOf(weekly, kept({ offAt: NOW }), NOW)).toEqual({
      state: 'off',
      dueAt: null,
      overdueAt: null,
    });
    expect(standingOf(weekly, kept({ since: null }), NOW).state).toBe('not-counted');
  });

  it('may be late by six hours at least, by two weeks at most', () => {
    expect(graceMs(DAY_MS)).toBe(6 * HOUR_MS);
    expect(graceMs(182 * DAY_MS)).toBe(14 * DAY_MS);
  });
});

describe('the check after a change', () => {
  const kind = practiceKind('state-check');

  it('is called for by each change, until it was done well', () => {
    const changedAt = NOW - 2 * HOUR_MS;
    expect(standingOf(kind, kept(), NOW).state).toBe('not-called-for');
    expect(standingOf(kind, kept({ changedAt }), NOW)).toMatchObject({
      state: 'in-time',
      dueAt: changedAt + DAY_MS,
    });
    expect(standingOf(kind, kept({ changedAt }), changedAt + 2 * DAY_MS).state).toBe('overdue');
    expect(standingOf(kind, kept({ changedAt, lastPassedAt: NOW }), NOW).state).toBe('not-called-for');
    expect(standingOf(kind, kept({ changedAt, lastPassedAt: changedAt - 1 }), NOW).state).toBe('in-time');
  });

  it('is not called for by what changed before it was counted', () => {
    expect(standingOf(kind, kept({ changedAt: NOW - 31 * DAY_MS }), NOW).state).toBe('not-called-for');
  });
});

describe('the next time the collector does a duty', () => {
  const kind = practiceKind('lease-backup');
  const next = (last: Parameters<typeof nextRunAt>[1]['last'], lastPassedAt: number | null = null) => {
    const since = NOW - DAY_MS;
    return nextRunAt(standingOf(kind, kept({ since, lastPassedAt }), NOW), {
      since,
      last,
      everyDays: 1,
      spread: 0.5,
    });
  };

  it('is within the first hour, then when it is due, and soon after it failed', () => {
    expect(next(null)).toBe(NOW - DAY_MS + 35 * 60_000);
    expect(next({ at: NOW, outcome: 'passed' }, NOW)).toBe(NOW + DAY_MS);
    expect(next({ at: NOW, outcome: 'failed' })).toBe(NOW + HOUR_MS);
    expect(next({ at: NOW, outcome: 'not-done' })).toBe(NOW + DAY_MS);
  });

  it('is never while nobody wants it', () => {
    const off = standingOf(kind, kept({ offAt: NOW }), NOW);
    expect(nextRunAt(off, { since: NOW, last: null, everyDays: 1, spread: 0 })).toBeNull();
  });

  it('is spread by name', () => {
    const spreads = Array.from({ length: 20 }, (_, index) => spreadOf(`pair-${index} lease-backup`));
    expect(new Set(spreads.map((each) => Math.floor(each * 5))).size).toBeGreaterThan(3);
    expect(spreads.every((each) => each >= 0 && each < 1)).toBe(true);
  });
});

describe('what evidence decides', () => {
  const of = (...statuses: PracticeEvidence['status'][]) =>
    statuses.map((status, index) => piece(status, null, 'config', `piece ${index}`, NOW));

  it('passes only what is known, and known to be well', () => {
    expect(outcomeOf(of('pass', null))).toBe('passed');
    expect(outcomeOf(of('pass', 'unknown'))).toBe('not-done');
    expect(outcomeOf(of('unknown', 'fail', 'pass'))).toBe('failed');
    expect(outcomeOf(of(null))).toBe('not-done');
    expect(outcomeOf([])).toBe('not-done');
  });

  it('tells what counts against it, and how much more there is', () => {
    expect(resultOf(of('pass', 'fail', 'fail'), 'Well.').sentence).toBe('piece 1 And 1 more.');
    expect(resultOf([], 'Well.').sentence).toBe('There was nothing to look at.');
  });
});
