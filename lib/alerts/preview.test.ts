import { describe, expect, it } from 'vitest';
import type { Verdict } from '../contracts/verdict.ts';
import { ruleKind } from './catalogue.ts';
import type { PairAlertFacts } from './facts.ts';
import { previewRule } from './preview.ts';
import type { PairRuleKind } from './rules/kind.ts';
import { MINUTE_MS, NOW, PAIR, POOL, pairFacts, pool, SECOND_MS, verdict } from './rules/testing/facts.ts';

/** Throws when there is no such rule about pairs. */
function kindOf(id: string): PairRuleKind {
  const kind = ruleKind(id);
  if (!kind || kind.about === 'pairwatch') throw new Error(`no rule ${id} about pairs`);
  return kind;
}

/** `[seconds from NOW, verdict]` each. */
const verdicts = (...changes: [number, Verdict][]): PairAlertFacts[] =>
  changes.map(([seconds, word]) => {
    const now = NOW + seconds * SECOND_MS;
    return { ...pairFacts(), now, verdict: { ...verdict(word, `some-${word}`), since: now } };
  });

const at = (seconds: number) => NOW + seconds * SECOND_MS;
const notHealthy = (history: PairAlertFacts[], to: number) =>
  previewRule(kindOf('pair-not-healthy'), [], 'office', history, to).map(
    ({ severity, firedAt, resolvedAt }) => ({
      severity,
      firedAt,
      resolvedAt,
    }),
  );

describe('previewRule', () => {
  it('fires nothing for what was over before its time', () => {
    const history = verdicts([0, 'healthy'], [10, 'degraded'], [39, 'healthy']);
    expect(notHealthy(history, at(3600))).toEqual([]);
  });

  it('fires and ends between two facts, when the time for it has come', () => {
    const history = verdicts([0, 'healthy'], [10, 'degraded'], [100, 'healthy'], [1000, 'healthy']);
    expect(notHealthy(history, at(3600))).toEqual([
      { severity: 'warning', firedAt: at(40), resolvedAt: at(160) },
    ]);
  });

  it('tells the worst that it would have become, once', () => {
    const history = verdicts([0, 'degraded'], [1000, 'down'], [2000, 'healthy']);
    expect(notHealthy(history, at(3600))).toEqual([
      { severity: 'critical', firedAt: at(30), resolvedAt: at(2060) },
    ]);
  });

  it('leaves open what would still fire', () => {
    expect(notHealthy(verdicts([0, 'degraded']), at(60))).toEqual([
      { severity: 'warning', firedAt: at(30), resolvedAt: null },
    ]);
  });

  it('tells each firing, oldest first, with its subject and why', () => {
    const history = verdicts([0, 'degraded'], [60, 'healthy'], [600, 'degraded'], [700, 'healthy']);
    expect(previewRule(kindOf('pair-not-healthy'), [], 'office', history, at(3600))).toMatchObject([
      {
        subject: PAIR,
        firedAt: at(30),
        resolvedAt: at(120),
        sentence: 'The pair is degraded: some-degraded.',
      },
      { subject: PAIR, firedAt: at(630), resolvedAt: at(760) },
    ]);
  });

  it('goes by the options it is given', () => {
    const history = [0, 10, 20].map((minutes) => ({
      ...pairFacts({ pools: [pool({ used: minutes === 10 ? 170 : 100 })] }),
      now: NOW + minutes * MINUTE_MS,
    }));
    const firedWith = (percent: number) =>
      previewRule(
        kindOf('pool-use-high'),
        [
          {
            rule: 'pool-use-high',
            pair: 'office',
            pool: POOL,
            options: { warning: { limits: { percent } }, keepFiringForMs: 0 },
          },
        ],
        'office',
        history,
        NOW + 60 * MINUTE_MS,
      ).map(({ subject, firedAt, resolvedAt }) => [subject.pool, firedAt - NOW, (resolvedAt ?? 0) - NOW]);
    expect(firedWith(86)).toEqual([]);
    expect(firedWith(85)).toEqual([[POOL, 15 * MINUTE_MS, 20 * MINUTE_MS]]);
  });

  it('knows nothing of an empty past', () => {
    expect(notHealthy([], NOW)).toEqual([]);
  });
});
