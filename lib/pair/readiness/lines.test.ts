import { describe, expect, it } from 'vitest';
import { balanceOf } from '../balance.ts';
import type { PairFacts } from '../facts.ts';
import type { PoolFacts } from '../pool-facts.ts';
import { backlogFacts, serverBacklog } from '../testing/backlogs.ts';
import { HOUR_MS, MINUTE_MS, NOW, pairFacts, SECOND_MS, UNREAD } from '../testing/pair-facts.ts';
import { balanceFacts, pool } from '../testing/pools.ts';
import type { LeaseFileFacts, LogLine, OwnShareEnd, ReadinessFacts } from './facts.ts';
import type { LineCode, LineStatus } from './line.ts';
import { readinessOf } from './readiness.ts';
import { clocksApart, health, leaseFile, line, log, readyFacts, shares } from './testing/ready-facts.ts';

type Case = [what: string, status: LineStatus, spoiled: Partial<ReadinessFacts>, said?: string];

const DAY_MS = 24 * HOUR_MS;
const NO_LOGS = { primary: null, secondary: null };
const UNREAD_LOG = { health: health('log', MINUTE_MS), since: NOW - HOUR_MS, lines: [] };

const pairOf = (...spoiled: Parameters<typeof pairFacts>): { pair: PairFacts } => ({
  pair: pairFacts(...spoiled),
});
const until = (low: number, high: number | null): OwnShareEnd => ({
  kind: 'until',
  at: NOW + low,
  low: NOW + low,
  high: high === null ? null : NOW + high,
});
const file = (spoiled: Partial<LeaseFileFacts>, partner: Partial<LeaseFileFacts> = {}) => ({
  leaseFiles: { primary: leaseFile(spoiled), secondary: leaseFile(partner) },
});
const logged = (...lines: LogLine[]) => ({ logs: { primary: log(...lines), secondary: log() } });
const pools = (...each: PoolFacts[]) => ({ balance: balanceOf(balanceFacts(each), NOW) });
const waiting = (...ages: Parameters<typeof serverBacklog>) => ({
  backlog: backlogFacts({ secondary: serverBacklog(...ages) }),
});
const found = (severity: 'info' | 'warning' | 'error') => ({
  severity,
  sentence: `This ${severity} is about the range.`,
  nextStep: 'Mend it.',
});
const mclt = (primary: number, secondary = primary) =>
  pairOf({ view: { mcltSeconds: primary } }, { view: { mcltSeconds: secondary } });

const CASES: Record<LineCode, Case[]> = {
  'both-normal': [
    ['normal of itself and of each other', 'pass', {}],
    ['one elsewhere', 'fail', pairOf({}, { state: 'recover-wait' }), 'dhcp-b is in recover-wait'],
    ['one that last heard otherwise', 'fail', pairOf({ partner: 'startup' }), 'last heard startup'],
    ['one without a word', 'unknown', pairOf({}, UNREAD), 'dhcp-b gives no word'],
    ['neither with a word', 'unknown', pairOf(UNREAD, UNREAD), '(and 1 more)'],
    ['one in trouble, one without a word', 'fail', pairOf({ state: 'communications-interrupted' }, UNREAD)],
    [
      'roles other than in the settings',
      'unknown',
      pairOf({ view: { hierarchy: 'secondary' } }),
      'the settings say',
    ],
  ],
  'omapi-reachable': [
    ['both', 'pass', {}],
    ['refused', 'fail', pairOf({ ...UNREAD, failureKind: 'refused' }), 'dhcp-a does not answer'],
    ['not reached', 'unknown', pairOf({}, { ...UNREAD, failureKind: 'timeout' }), 'dhcp-b does not answer'],
    ['never asked', 'unknown', pairOf({ view: null })],
  ],
  'clocks-together': [
    ['together', 'pass', { clocks: clocksApart(-40) }, '0.04 s ± 0.005 s'],
    ['seconds apart', 'warn', { clocks: clocksApart(20_000) }],
    ['beyond the limit', 'fail', { clocks: clocksApart(-90_000) }, 'refuse each other'],
    ['perhaps beyond the limit', 'unknown', { clocks: clocksApart(0, 61_000) }, 'too coarsely'],
    ['far apart and perhaps beyond the limit', 'unknown', { clocks: clocksApart(40_000, 25_000) }],
    ['perhaps some seconds apart', 'warn', { clocks: clocksApart(4900, 2000) }],
    ['drifting to the limit soon', 'warn', { clocks: clocksApart(40, 5, NOW + 5 * DAY_MS) }, 'about 5 days'],
    ['drifting to the limit later', 'pass', { clocks: clocksApart(40, 5, NOW + 20 * DAY_MS) }],
    ['not measured', 'unknown', { clocks: null }],
    ['not measured of late', 'unknown', { clocks: { ...clocksApart(0), skew: null, apart: null } }],
  ],
  'backlog-small': [
    ['some for a moment', 'pass', waiting({ under10s: 40 })],
    ['for more than a minute', 'warn', waiting({ under10min: 2 }), '2 leases for more than a minute'],
    ['for more than ten', 'fail', waiting({ under10min: 2, older: 1 }), '1 lease for more than ten'],
    [
      'growing',
      'warn',
      waiting(
        { under10s: 40 },
        { history: [1, 2, 30, 40].map((count, index) => ({ at: NOW - (3 - index) * MINUTE_MS, count })) },
      ),
      'ever more',
    ],
    ['by OMAPI alone', 'pass', waiting({}, { leases: null })],
    [
      'by OMAPI alone at the limit',
      'unknown',
      {
        backlog: backlogFacts({
          pair: pairFacts({}, { view: { unackedUpdates: 100 } }),
          secondary: serverBacklog({}, { leases: null }),
        }),
      },
      'how much dhcp-b',
    ],
    [
      'by OMAPI alone below the limit',
      'pass',
      {
        backlog: backlogFacts({
          pair: pairFacts({}, { view: { unackedUpdates: 99 } }),
          secondary: serverBacklog({}, { leases: null }),
        }),
      },
    ],
  ],
  'pools-balanced': [
    ['balanced', 'pass', pools(pool(300, 300), pool(61, 39))],
    ['one of many imbalanced', 'warn', pools(pool(300, 300), pool(90, 10, { title: 'guests' })), 'guests'],
    ['one side empty', 'fail', pools(pool(0, 90), pool(90, 10)), 'dhcp-a has no free address'],
    ['nothing free', 'fail', pools(pool(0, 0)), 'no free address at all'],
    ['not read of one server', 'unknown', pools(pool(300, 300, { primary: null }))],
    ['none', 'unknown', { balance: [] }],
  ],
  'own-share': [
    ['beyond the horizon', 'pass', {}],
    ['longer than wanted', 'pass', { forecasts: [shares(until(25 * HOUR_MS, 40 * HOUR_MS))] }],
    ['perhaps not as long', 'warn', { forecasts: [shares(until(20 * HOUR_MS, 40 * HOUR_MS))] }, 'in 20 h'],
    ['certainly not as long', 'fail', { forecasts: [shares(until(2 * HOUR_MS, 23 * HOUR_MS))] }],
    [
      'perhaps not as long in one of many',
      'warn',
      {
        forecasts: [
          shares({ kind: 'beyond', days: 7 }),
          shares({ kind: 'beyond', days: 7, low: NOW + HOUR_MS }),
        ],
      },
    ],
    [
      'empty on one side',
      'fail',
      { forecasts: [shares({ kind: 'beyond', days: 7 }, { kind: 'empty' })] },
      'dhcp-b',
    ],
    [
      'not known',
      'unknown',
      { forecasts: [shares({ kind: 'unknown', why: 'There is less than a day of history.' })] },
      'less than a day of history',
    ],
    ['of no pool', 'unknown', { forecasts: [] }],
  ],
  'configs-in-parity': [
    ['nothing found', 'pass', {}],
    [
      'hints only',
      'pass',
      { config: { checkedAt: NOW, isFresh: true, findings: [found('info')] } },
      'agree but for',
    ],
    [
      'a warning',
      'warn',
      { config: { checkedAt: NOW, isFresh: true, findings: [found('warning')] } },
      'This warning',
    ],
    [
      'an error among warnings',
      'fail',
      { config: { checkedAt: NOW, isFresh: true, findings: [found('warning'), found('error')] } },
      'This error',
    ],
    ['not read of late', 'unknown', { config: { checkedAt: NOW, isFresh: false, findings: [] } }, 'any more'],
    [
      'an error before it could not be read',
      'fail',
      { config: { checkedAt: NOW, isFresh: false, findings: [found('error')] } },
      'This error',
    ],
    ['not compared', 'unknown', { config: null }],
  ],
  'lease-files-kept': [
    ['both grow', 'pass', {}],
    ['not written', 'fail', logged(line('commit-failed', HOUR_MS)), 'dhcp-a could not write'],
    [
      'not written, and mended',
      'pass',
      logged(line('commit-failed', HOUR_MS), line('leases-written', MINUTE_MS)),
    ],
    ['not rewritten for long', 'warn', file({ rewrittenAt: NOW - 80 * MINUTE_MS })],
    ['never seen rewritten', 'warn', file({ rewrittenAt: null })],
    ['watched for a moment', 'pass', file({ rewrittenAt: null, watchedSince: NOW - MINUTE_MS })],
    ['one stands still', 'warn', file({ grownAt: NOW - 15 * MINUTE_MS }), 'dhcp-a stands still'],
    ['one was never seen to grow', 'warn', file({ grownAt: null })],
    ['just begun to watch one', 'pass', file({ grownAt: null, watchedSince: NOW - MINUTE_MS })],
    ['both quiet', 'pass', file({ grownAt: NOW - 3 * HOUR_MS }, { grownAt: NOW - 3 * HOUR_MS })],
    [
      'both quiet, no log',
      'unknown',
      { ...file({ grownAt: NOW - 3 * HOUR_MS }, { grownAt: NOW - 3 * HOUR_MS }), logs: NO_LOGS },
    ],
    ['growing, no log', 'pass', { logs: NO_LOGS }],
    ['no file', 'unknown', { leaseFiles: { primary: leaseFile(), secondary: null } }, 'dhcp-b is not read'],
    ['not read of late', 'unknown', file({ health: health('leases', MINUTE_MS) })],
  ],
  'nothing-refused': [
    ['nothing', 'pass', {}],
    ['no log', 'unknown', { logs: { primary: log(), secondary: null } }],
    ['a log not read of late', 'unknown', { logs: { primary: log(), secondary: UNREAD_LOG } }],
    ['a connection', 'fail', logged(line('connection-refused-here', MINUTE_MS, 'time-offset')), 'of dhcp-a'],
    ['a connection long ago', 'pass', logged(line('connection-refused-here', 11 * MINUTE_MS, 'time-offset'))],
    [
      'a connection before they met',
      'pass',
      {
        ...pairOf({ forMs: 5 * SECOND_MS }),
        ...logged(line('connection-refused-by-partner', MINUTE_MS, 'name-differs')),
      },
    ],
    [
      'a second connection',
      'pass',
      logged(line('connection-answer-refused', MINUTE_MS, 'already-connected')),
    ],
    ['an update', 'warn', logged(line('update-rejected', 50 * MINUTE_MS, 'configs-differ'))],
    ['an update in a duel', 'pass', logged(line('update-rejected', MINUTE_MS, 'duel'))],
    ['an update long ago', 'pass', logged(line('update-rejected', 61 * MINUTE_MS, 'configs-differ'))],
  ],
  'mclt-sensible': [
    ['half an hour', 'pass', {}],
    ['two of them', 'warn', mclt(1800, 3600), '1800 s and dhcp-b with 3600 s'],
    ['longer than the leases', 'warn', mclt(20_000), 'longer than any lease of 10.0.0.1'],
    ['very short', 'warn', mclt(60), 'only 1 min'],
    [
      'very long',
      'warn',
      {
        ...mclt(100_000),
        leaseTimes: { primary: [], secondary: [] },
      },
      'MCLT is 1 d 3 h',
    ],
    ['not learnt yet', 'unknown', mclt(1800, 0)],
    ['of a server never read', 'unknown', pairOf({ view: null })],
    ['beside unknown lease times', 'unknown', { leaseTimes: { primary: null, secondary: [] } }],
  ],
};

describe.each(Object.keys(CASES) as LineCode[])('%s', (code) => {
  it.each(CASES[code])('%s: %s', (_, status, spoiled, said = '') => {
    const line = readinessOf(readyFacts(spoiled), NOW).lines.find((each) => each.code === code);
    expect(line?.status).toBe(status);
    expect(line?.text.toLowerCase()).toContain(said.toLowerCase());
    if (status === 'pass') expect(line?.nextStep).toBeNull();
  });
});

it('says of refusals for how long the log was watched', () => {
  const watched = { ...log(), since: NOW - 12 * MINUTE_MS };
  const facts = readyFacts({ logs: { primary: watched, secondary: watched } });
  const line = readinessOf(facts, NOW).lines.find(({ code }) => code === 'nothing-refused');
  expect(line).toMatchObject({ status: 'pass', figure: '0 in 12 min' });
});
