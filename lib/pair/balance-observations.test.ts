import { describe, expect, it } from 'vitest';
import { type BalanceFacts, type BalanceLogFact, balanceOf } from './balance.ts';
import { balanceObservations, balanceUndecided } from './balance-observations.ts';
import { findingsOf, lasting, NOTHING_LASTS } from './lasting.ts';
import { MINUTE_MS, NOW, pairFacts, SECOND_MS } from './testing/pair-facts.ts';
import { balanceFacts, pool, poolSide } from './testing/pools.ts';

const observe = (facts: BalanceFacts) => balanceObservations(facts, balanceOf(facts, NOW), NOW);
const isUndecided = (facts: BalanceFacts) => balanceUndecided(facts, balanceOf(facts, NOW), NOW);

/** What is told of something that was first seen some time before `NOW`. */
function toldAfter(forMs: number, facts: BalanceFacts) {
  const observed = observe(facts);
  return findingsOf(lasting(observed, lasting(observed, NOTHING_LASTS, NOW - forMs), NOW));
}

const told = (...facts: Parameters<typeof balanceFacts>) => toldAfter(0, balanceFacts(...facts));

function imbalancedLine(spoiled: Partial<BalanceLogFact> = {}): BalanceLogFact {
  return {
    code: 'pool-imbalanced',
    server: 'dhcp-a',
    at: NOW - MINUTE_MS,
    text: 'IMBALANCED pool 55d0 lan  total 1000  free 90  backup 10  lts 40  max-misbal 15',
    network: 'lan',
    pool: '55d0',
    total: 1000,
    ...spoiled,
  } as BalanceLogFact; // fields of one code only are spoiled
}

const STARVED: BalanceLogFact = {
  code: 'partner-holds-all-free',
  server: 'dhcp-b',
  at: NOW - MINUTE_MS,
  text: 'DHCPDISCOVER from 02:01:00:00:00:07 via eth0: peer holds all free leases',
  via: 'eth0',
  network: null,
};

const APART = pairFacts(
  { state: 'communications-interrupted', forMs: 10 * MINUTE_MS },
  { state: 'communications-interrupted', forMs: 10 * MINUTE_MS },
);

describe('an imbalanced pool', () => {
  it('is told once dhcpd had its time to balance it, with who should give how many', () => {
    const facts = balanceFacts([pool(400, 150)]);
    expect(toldAfter(60 * MINUTE_MS, facts)).toEqual([]);
    expect(toldAfter(61 * MINUTE_MS, facts)).toMatchObject([
      {
        code: 'pool-imbalanced',
        severity: 'warning',
        sentence: expect.stringContaining('dhcp-a should give dhcp-b 125 of its 400 free addresses'),
      },
    ]);
  });

  it('is told sooner with a smaller max-balance', () => {
    const limits = {
      maxLeaseMisbalancePercent: 15,
      maxLeaseOwnershipPercent: 10,
      minBalanceSeconds: 10,
      maxBalanceSeconds: 300,
    };
    const facts = balanceFacts([pool(400, 150)], { limits: { primary: limits, secondary: limits } });
    expect(toldAfter(6 * MINUTE_MS, facts)).toHaveLength(1);
  });

  it('is told at once when dhcpd says that it could not balance it, the line being evidence', () => {
    const [finding, ...others] = told([pool(400, 150)], { log: [imbalancedLine()] });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'pool-imbalanced' });
    expect(finding?.evidence.map((each) => each.source)).toContain('log');
  });

  it('is not hidden by another pool of its network', () => {
    const there = pool(150, 400, { key: 'lan/10.0.8.1', title: 'lan 10.0.8.1–10.0.11.232' });
    expect(toldAfter(61 * MINUTE_MS, balanceFacts([pool(400, 150), there])).map((each) => each.key)).toEqual([
      'balance:imbalanced:lan/10.0.0.1',
      'balance:imbalanced:lan/10.0.8.1',
    ]);
  });

  it('gets its time anew when the servers have just come to normal', () => {
    const facts = balanceFacts([pool(400, 150)], {
      pair: pairFacts({ forMs: MINUTE_MS }, { forMs: MINUTE_MS }),
    });
    expect(toldAfter(24 * 60 * MINUTE_MS, facts)).toEqual([]);
  });
});

describe('the log’s IMBALANCED', () => {
  const twins = [pool(300, 300), pool(300, 300, { key: 'lan/10.0.8.1' })];

  it.each([
    ['two pools of that size are in its network', twins, []],
    ['it was read after the counters', [pool(300, 300)], [{ at: NOW }]],
    ['one server’s counters are stale', [pool(300, 300, { secondary: null })], []],
  ])('is a finding of its own when %s', (_, pools, [spoiled]: Partial<BalanceLogFact>[]) => {
    expect(told(pools, { log: [imbalancedLine(spoiled)] })).toMatchObject([
      { code: 'pool-imbalanced-by-log', server: 'dhcp-a' },
    ]);
  });

  it.each([
    ['both servers’ counters show so', [imbalancedLine()]],
    [
      'dhcpd said so since',
      [imbalancedLine({ at: NOW }), imbalancedLine({ code: 'pool-balanced', at: NOW })],
    ],
    ['dhcpd must have balanced since', [imbalancedLine({ network: 'other', at: NOW - 62 * MINUTE_MS })]],
  ])('is over when %s', (_, log) => {
    expect(told([pool(300, 300)], { log })).toEqual([]);
  });
});

describe('the share of one server', () => {
  it('that is gone while its partner has some is told after twice min-balance, and no imbalance beside it', () => {
    const facts = balanceFacts([pool(100, 0)]);
    expect(toldAfter(119 * SECOND_MS, facts)).toEqual([]);
    expect(toldAfter(24 * 60 * MINUTE_MS, facts)).toMatchObject([
      {
        code: 'own-free-none',
        server: 'dhcp-b',
        severity: 'error',
        sentence: expect.stringContaining('dhcp-b has no free address of its own, while dhcp-a has 100'),
      },
    ]);
  });

  it.each([
    ['low in percent and count', pool(150, 12), 1],
    ['low in count only', pool(40, 12, { size: 100 }), 0],
    ['low in percent only', pool(9000, 400, { size: 10_000 }), 0],
    ['low in a tiny pool', pool(10, 1, { size: 20 }), 0],
    ['low where the pool is full', pool(12, 12), 0],
    ['none where its partner has but one', pool(1, 0), 0],
  ])('that is %s makes as many findings as it should', (_, each, findings) => {
    const found = toldAfter(2 * MINUTE_MS, balanceFacts([each]));
    expect(found).toHaveLength(findings);
  });

  it('is told at once when clients get nothing from it, the line being evidence', () => {
    const found = told([pool(150, 12)], { log: [STARVED] });
    expect(found.map((each) => each.code)).toEqual(['own-free-low']);
    expect(found[0]?.evidence.at(-1)).toMatchObject({ source: 'log', text: STARVED.text });
  });
});

describe('the log’s “peer holds all free leases”', () => {
  it('is a finding of its own when the counters show enough', () => {
    expect(told([pool(300, 300)], { log: [STARVED] })).toMatchObject([
      { code: 'partner-holds-all-free', server: 'dhcp-b', severity: 'warning' },
    ]);
  });

  it('is worse while the two are apart', () => {
    expect(told([pool(300, 0)], { log: [STARVED], pair: APART })).toMatchObject([
      { code: 'partner-holds-all-free', severity: 'error' },
    ]);
  });

  it('is not of a pool in another network', () => {
    const log = [{ ...STARVED, network: 'guests' }];
    expect(toldAfter(2 * MINUTE_MS, balanceFacts([pool(150, 12)], { log })).map((each) => each.code)).toEqual(
      ['own-free-low', 'partner-holds-all-free'],
    );
  });

  it('is over ten minutes after the last such client', () => {
    const log = [{ ...STARVED, at: NOW - 11 * MINUTE_MS }];
    expect(told([pool(300, 300)], { log })).toEqual([]);
  });
});

describe('what can not be said', () => {
  const KEYS = ['balance:imbalanced:lan/10.0.0.1', 'balance:own-free:secondary:lan/10.0.0.1'];
  const undecided = (facts: BalanceFacts) => KEYS.map(isUndecided(facts));

  it('is all but the clients’ own complaint while the servers are not both in normal', () => {
    const facts = balanceFacts([pool(300, 300)], { pair: APART });
    expect(undecided(facts)).toEqual([true, true]);
    expect(isUndecided(facts)('balance:starved-clients:dhcp-b:eth0')).toBe(false);
    expect(observe(balanceFacts([pool(300, 0)], { pair: APART }))).toEqual([]);
  });

  it('is the pool that one server did not tell of late', () => {
    const stale = poolSide(300, 300, { at: NOW - MINUTE_MS });
    expect(undecided(balanceFacts([pool(300, 300, { primary: stale })]))).toEqual([true, true]);
    expect(undecided(balanceFacts([pool(300, 300)]))).toEqual([false, false]);
  });

  const ofLog = ['balance:starved-clients:dhcp-b:eth0', 'balance:log-imbalanced:dhcp-b:lan:55d0'];
  it.each([
    ['is not read', null, [true, true]],
    ['was begun to be read just now', NOW - MINUTE_MS, [true, true]],
    ['was read for longer than clients complain', NOW - 11 * MINUTE_MS, [false, true]],
    ['was read for longer than dhcpd rests', NOW - 2 * 60 * MINUTE_MS, [false, false]],
  ])('is what a log told that %s', (_, since, expected) => {
    const logSince = { primary: 0, secondary: since };
    const inNormal = isUndecided(balanceFacts([pool(300, 300)], { logSince }));
    expect(ofLog.map(inNormal)).toEqual(expected);
    expect(inNormal('balance:starved-clients:dhcp-a:eth0')).toBe(false);
    const apart = isUndecided(balanceFacts([pool(300, 300)], { logSince, pair: APART }));
    expect(ofLog.map(apart)).toEqual([expected[0], true]);
  });
});

describe('a pool without any free address', () => {
  const full = (...spoiled: Parameters<typeof balanceFacts>) =>
    observe(balanceFacts(...spoiled)).filter(({ code }) => code === 'pool-full');

  it('is told in any state, after a minute', () => {
    for (const more of [{}, { pair: APART }]) {
      expect(full([pool(0, 0)], more)).toMatchObject([{ severity: 'error', tellAfterMs: 60_000 }]);
    }
    expect(full([pool(1, 0)])).toEqual([]);
    expect(full([pool(0, 0, { size: 0 })])).toEqual([]);
  });

  it('is over when one is free again, in any state, but not when nobody knows', () => {
    const key = 'balance:full:lan/10.0.0.1';
    expect(isUndecided(balanceFacts([pool(5, 5)], { pair: APART }))(key)).toBe(false);
    const unread = pool(5, 5, { primary: null, secondary: null });
    expect(isUndecided(balanceFacts([unread], { pair: APART }))(key)).toBe(true);
    expect(isUndecided(balanceFacts([unread]))(key)).toBe(true);
  });
});
