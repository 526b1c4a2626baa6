import { describe, expect, it } from 'vitest';
import type { RuleLayer } from '../contracts/rule.ts';
import { fingerprintOf } from './alert.ts';
import { OWN_RULES, PAIR_RULES } from './catalogue.ts';
import { evaluate, evaluateOwn } from './evaluate.ts';
import type { PairAlertFacts } from './facts.ts';
import {
  finding,
  forecast,
  inHours,
  MINUTE_MS,
  NOTHING_KNOWN,
  NOW,
  ownFacts,
  PAIR,
  POOL,
  pairFacts,
  pool,
  server,
  silent,
  verdict,
} from './rules/testing/facts.ts';

/** A pair in every kind of trouble at once. */
const TROUBLED: PairAlertFacts = pairFacts({
  verdict: verdict('down', 'merge-stuck'),
  leavesOfHealthy: [3, 2, 1].map((minutes) => ({ at: NOW - minutes * MINUTE_MS, backAt: null })),
  servers: [
    server('dhcp-a', { state: 'partner-down' }),
    server('dhcp-b', { role: 'secondary', sources: [silent(MINUTE_MS)] }),
  ],
  findings: [
    finding('source:dhcp-b', 'source-failing', 'warning', 'dhcp-b'),
    finding('clock:apart', 'clocks-refuse', 'error'),
    finding(`balance:full:${POOL}`, 'pool-full', 'error'),
    finding(`balance:own-free:primary:${POOL}`, 'own-free-none', 'error', 'dhcp-a'),
    finding('conflict:two-clients', 'address-given-twice', 'error'),
    finding('readings:damage:dhcp-a', 'lease-file-damaged', 'warning', 'dhcp-a'),
    finding('config:roles-equal:lan', 'roles-equal', 'error'),
  ],
  pools: [
    pool({ used: 199, endings: { lastHour: 90, usual: 10 } }),
    pool({
      key: 'voice/10.0.9.10',
      sharedNetwork: 'voice',
      used: 10,
      recentUse: [{ at: NOW - 10 * MINUTE_MS, used: 100 }],
    }),
  ],
  forecasts: [forecast(inHours(1), inHours(20))],
});

const off = (rule: string, where: Partial<RuleLayer> = {}): RuleLayer => ({
  rule,
  pair: null,
  pool: null,
  options: { enabled: false },
  ...where,
});

describe('evaluate', () => {
  it('says nothing of a pair that is well', () => {
    expect(evaluate(pairFacts(), 'office', [], [])).toEqual([]);
    expect(evaluateOwn(ownFacts(), [], [])).toEqual([]);
  });

  it('says nothing before anything is known, by no rule, and judges what is open all the same', () => {
    const open = PAIR_RULES.map(({ id }) => ({ rule: id, subject: { server: 'x', pool: 'y', detail: 'z' } }));
    expect(evaluate(NOTHING_KNOWN, 'office', [], [])).toEqual([]);
    expect(evaluate(NOTHING_KNOWN, 'office', [], open).map(({ rule }) => rule.id)).toEqual(
      PAIR_RULES.map(({ id }) => id),
    );
    const nothing = {
      now: NOW,
      blindSince: null,
      endpoints: [],
      heartbeats: [],
      impairments: [],
      database: { backup: null, checkedAt: null, damage: null },
    };
    const openOwn = OWN_RULES.map(({ id }) => ({ rule: id, subject: PAIR }));
    expect(evaluateOwn(nothing, [], openOwn)).toHaveLength(OWN_RULES.length);
  });

  it('says the same of the same facts, once of each subject', () => {
    const readings = evaluate(TROUBLED, 'office', [], []);
    const names = readings.map(({ rule, subject }) => fingerprintOf({ rule: rule.id, subject }));
    expect(readings.length).toBeGreaterThan(15);
    expect(new Set(names).size).toBe(names.length);
    expect(evaluate(TROUBLED, 'office', [], [])).toEqual(readings);
    // What is open already is judged no otherwise, and not twice.
    const open = readings.map(({ rule, subject }) => ({ rule: rule.id, subject }));
    expect(evaluate(TROUBLED, 'office', [], open)).toEqual(readings);
  });

  it('calls every alert over, one by one, once the pair is well', () => {
    const open = evaluate(TROUBLED, 'office', [], []).map(({ rule, subject }) => ({
      rule: rule.id,
      subject,
    }));
    const readings = evaluate(pairFacts(), 'office', [], open);
    expect(readings.map(({ rule, subject }) => ({ rule: rule.id, subject }))).toEqual(
      expect.arrayContaining(open.filter(({ subject }) => subject.pool !== 'voice/10.0.9.10')),
    );
    expect(readings).toHaveLength(open.length);
    for (const { rule, reading } of readings)
      expect([rule.id, reading]).toMatchObject([rule.id, { kind: 'judged', holds: -1, lingers: -1 }]);
  });

  it('says nothing by a rule that is off, and that it is over for what was open', () => {
    const facts = pairFacts({ verdict: verdict('down', 'nobody-answers') });
    const layers = [off('nobody-answers')];
    const byRule = (open: { rule: string; subject: typeof PAIR }[]) =>
      evaluate(facts, 'office', layers, open).filter(({ rule }) => rule.id === 'nobody-answers');
    expect(byRule([])).toEqual([]);
    expect(byRule([{ rule: 'nobody-answers', subject: PAIR }])).toMatchObject([
      { rule: { levels: [] }, reading: { kind: 'judged', holds: -1, lingers: -1 } },
    ]);
  });

  it('leaves a rule on elsewhere that is off for one pair or one pool', () => {
    const facts = pairFacts({
      pools: [pool({ used: 199 }), pool({ key: 'b/10.0.9.10', sharedNetwork: 'b', used: 199 })],
    });
    const poolsBy = (layers: RuleLayer[], pair = 'office') =>
      evaluate(facts, pair, layers, []).map(({ subject }) => subject.pool);
    expect(poolsBy([off('pool-use-high', { pair: 'office' })])).toEqual([]);
    expect(poolsBy([off('pool-use-high', { pair: 'office' })], 'home')).toEqual([POOL, 'b/10.0.9.10']);
    expect(poolsBy([off('pool-use-high', { pair: 'office', pool: '10.0.9.10' })])).toEqual([POOL]);
  });

  it('keeps quiet about what is not known unless the rule alerts on that', () => {
    const facts = pairFacts({ pools: [pool({ use: null })] });
    const alerting: RuleLayer = { ...off('pool-use-high'), options: { noData: 'alert' } };
    expect(evaluate(facts, 'office', [], [])).toEqual([]);
    expect(evaluate(facts, 'office', [alerting], [])).toMatchObject([
      { rule: { id: 'pool-use-high' }, subject: { pool: POOL }, reading: { kind: 'no-data' } },
    ]);
  });

  it('ends alerts of a rule that there is not any more', () => {
    const open = [{ rule: 'of-another-version', subject: PAIR }];
    expect(evaluate(pairFacts(), 'office', [], open)).toMatchObject([
      { rule: { id: 'of-another-version', levels: [] }, reading: { kind: 'judged', holds: -1 } },
    ]);
  });

  it('shows each value beside the limit that it is held against', () => {
    const readings = evaluate(pairFacts({ pools: [pool({ used: 192 })] }), 'office', [], []);
    expect(readings).toMatchObject([
      {
        reading: {
          sentence: 'Pool lan 10.0.0.10–10.0.0.209 is 96 % used: 8 of 200 addresses are free.',
          figures: [
            { name: 'used', value: 96, unit: '%', limit: 95 },
            { name: 'free', value: 8, unit: 'addresses', limit: 10 },
            { name: 'size', value: 200, unit: 'addresses', limit: 16 },
          ],
        },
      },
    ]);
  });

  it('does not become another alert by time alone', () => {
    const later = { ...TROUBLED, now: TROUBLED.now + 1000 };
    const words = (facts: PairAlertFacts) => evaluate(facts, 'office', [], []).map(({ reading }) => reading);
    expect(words(later)).toEqual(words(TROUBLED));
  });
});
