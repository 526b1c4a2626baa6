import { describe, expect, it } from 'vitest';
import type { Subject } from '../../contracts/alert.ts';
import { evaluate, evaluateOwn, type OpenAlert } from '../evaluate.ts';
import type { OwnAlertFacts, PairAlertFacts } from '../facts.ts';
import type { RuleReading } from '../rule.ts';
import {
  DAY_MS,
  finding,
  forecast,
  HOUR_MS,
  inHours,
  left,
  MINUTE_MS,
  NOTHING_KNOWN,
  NOW,
  ownFacts,
  PAIR,
  POOL,
  pairFacts,
  pool,
  practice,
  SECOND_MS,
  server,
  silent,
  source,
  verdict,
} from './testing/facts.ts';

/** What is said of each subject: the worst level that holds, in brackets one that only lingers, or another word. */
type Said = Record<string, string>;
type Case<Facts> = {
  when: string;
  facts: Partial<Facts>;
  /** Subjects of alerts that are open. */
  open?: Subject[];
  said: Said;
};

const ABOUT_POOL: Subject = { server: null, pool: POOL, detail: null };
const onServer = (name: string, detail: string | null = null): Subject => ({
  server: name,
  pool: null,
  detail,
});
const found = (key: string, about: Partial<Subject> = {}): Subject => ({ ...PAIR, ...about, detail: key });

function wordOf({ rule, reading }: RuleReading): string {
  if (reading.kind !== 'judged') return reading.kind;
  const severityAt = (index: number) => rule.levels[index]?.severity;
  if (reading.holds >= 0) return severityAt(reading.holds) ?? 'no such level';
  return reading.lingers >= 0 ? `(${severityAt(reading.lingers)})` : 'over';
}

const nameOf = ({ server: name, pool: key, detail }: Subject): string =>
  [name, key, detail].filter((part) => part !== null).join(' ') || 'pair';

function saidBy(rule: string, readings: RuleReading[]): Said {
  const ofRule = readings.filter((each) => each.rule.id === rule);
  return Object.fromEntries(ofRule.map((each) => [nameOf(each.subject), wordOf(each)]));
}

const openOf = (rule: string, subjects: Subject[] = []): OpenAlert[] =>
  subjects.map((subject) => ({ rule, subject }));

const BACKUP = { folder: '/backup', everyMs: 24 * HOUR_MS, lastAt: NOW, failingSince: null, error: null };

const CASES: Record<string, Case<PairAlertFacts>[]> = {
  'pair-not-healthy': [
    { when: 'healthy', facts: {}, said: {} },
    { when: 'healthy again', facts: {}, open: [PAIR], said: { pair: 'over' } },
    ...(['degraded', 'dangerous', 'down'] as const).map((word) => ({
      when: word,
      facts: { verdict: verdict(word, 'some-code') },
      said: { pair: 'critical' },
    })),
    { when: 'recovering', facts: { verdict: verdict('recovering', 'primary-recovering') }, said: {} },
    {
      when: 'recovering from what fires',
      facts: { verdict: verdict('recovering', 'primary-recovering') },
      open: [PAIR],
      said: { pair: '(critical)' },
    },
    { when: 'unknown', facts: { verdict: verdict('unknown', 'no-word') }, said: { pair: 'no-data' } },
    ...['monitor-blind', 'not-polled-yet'].map((code) => ({
      when: code,
      facts: { verdict: verdict('unknown', code) },
      open: [PAIR],
      said: { pair: 'undecided' },
    })),
    { when: 'not judged yet', facts: { verdict: null }, open: [PAIR], said: { pair: 'undecided' } },
  ],
  'nobody-answers': [
    { when: 'down', facts: { verdict: verdict('down', 'neither-runs') }, said: { pair: 'critical' } },
    { when: 'merging for 9 s', facts: { verdict: verdict('down', 'merging', 9 * SECOND_MS) }, said: {} },
    {
      when: 'merging for 10 s',
      facts: { verdict: verdict('down', 'merging', 10 * SECOND_MS) },
      said: { pair: 'critical' },
    },
    {
      when: 'both coming up for 10 s',
      facts: { verdict: verdict('recovering', 'both-coming-up', 10 * SECOND_MS) },
      said: { pair: 'critical' },
    },
    {
      when: 'merging after nobody answered',
      facts: { verdict: verdict('down', 'merging', SECOND_MS) },
      open: [PAIR],
      said: { pair: '(critical)' },
    },
    {
      when: 'one answers again',
      facts: { verdict: verdict('degraded', 'secondary-unreachable') },
      open: [PAIR],
      said: { pair: 'over' },
    },
    {
      when: 'not known',
      facts: { verdict: verdict('unknown', 'no-word') },
      open: [PAIR],
      said: { pair: 'no-data' },
    },
  ],
  'dangerous-states': [
    {
      when: 'dangerous',
      facts: { verdict: verdict('dangerous', 'both-serve-alone') },
      said: { pair: 'critical' },
    },
    { when: 'down', facts: { verdict: verdict('down', 'nobody-answers') }, said: {} },
  ],
  'stuck-state': [
    ...[
      'primary-recovery-overdue',
      'secondary-stuck-in-startup',
      'primary-stuck-in-merge',
      'merge-stuck',
    ].map((code) => ({
      when: code,
      facts: { verdict: verdict('degraded', code) },
      said: { pair: 'critical' },
    })),
    { when: 'on its way', facts: { verdict: verdict('recovering', 'primary-recovering') }, said: {} },
  ],
  'partner-down-entered': [
    {
      when: 'in partner-down',
      facts: { servers: [server('dhcp-a', { state: 'partner-down' })] },
      said: { 'dhcp-a': 'warning' },
    },
    {
      when: 'back in normal',
      facts: {},
      open: [onServer('dhcp-a')],
      said: { 'dhcp-a': 'over' },
    },
    {
      when: 'that was its last word before it fell silent',
      facts: { servers: [server('dhcp-a', { state: 'partner-down', sources: [silent(MINUTE_MS)] })] },
      open: [onServer('dhcp-a')],
      said: { 'dhcp-a': 'no-data' },
    },
    {
      when: 'this run has not asked it',
      facts: { servers: [server('dhcp-a', { state: 'partner-down', isSettled: false })] },
      open: [onServer('dhcp-a')],
      said: { 'dhcp-a': 'undecided' },
    },
    { when: 'it left the settings', facts: {}, open: [onServer('old')], said: { old: 'over' } },
  ],
  'pair-flapping': [
    {
      // Both servers are restarted for a new configuration, and one of them once more.
      when: 'three times',
      facts: { leavesOfHealthy: left([NOW - 5 * MINUTE_MS, NOW - 3 * MINUTE_MS, NOW]) },
      said: {},
    },
    {
      when: 'four times within 15 min',
      facts: { leavesOfHealthy: left([14, 9, 5, 0].map((minutes) => NOW - minutes * MINUTE_MS)) },
      said: { pair: 'warning' },
    },
    {
      when: 'four times within 16 min',
      facts: { leavesOfHealthy: left([16, 9, 5, 0].map((minutes) => NOW - minutes * MINUTE_MS)) },
      open: [PAIR],
      said: { pair: '(warning)' },
    },
    {
      when: 'twice of late',
      facts: { leavesOfHealthy: left([NOW - 2 * MINUTE_MS, NOW - MINUTE_MS]) },
      open: [PAIR],
      said: { pair: 'over' },
    },
  ],
  'pair-recurring': [
    {
      when: 'four times on one day',
      facts: { leavesOfHealthy: left([4, 3, 2, 1].map((hours) => NOW - hours * HOUR_MS)) },
      said: {},
    },
    {
      when: 'every other week for 60 days',
      facts: { leavesOfHealthy: left([56, 42, 28, 14].map((days) => NOW - days * DAY_MS)) },
      said: { pair: 'warning' },
    },
    {
      when: 'restarted every other week for 60 days',
      facts: {
        leavesOfHealthy: left(
          [56, 42, 28, 14].map((days) => NOW - days * DAY_MS),
          3 * SECOND_MS,
        ),
      },
      said: {},
    },
    {
      when: 'three days of them left',
      facts: { leavesOfHealthy: left([61, 42, 28, 14].map((days) => NOW - days * DAY_MS)) },
      open: [PAIR],
      said: { pair: '(warning)' },
    },
    {
      when: 'two days of them left',
      facts: { leavesOfHealthy: left([28, 14].map((days) => NOW - days * DAY_MS)) },
      open: [PAIR],
      said: { pair: 'over' },
    },
  ],
  'server-unreachable': [
    {
      when: 'one fails',
      facts: { servers: [server('dhcp-a', { sources: [silent(MINUTE_MS)] }), server('dhcp-b')] },
      said: { 'dhcp-a': 'warning' },
    },
    { when: 'it answers again', facts: {}, open: [onServer('dhcp-a')], said: { 'dhcp-a': 'over' } },
    {
      when: 'nobody asked it for a minute',
      facts: {
        servers: [server('dhcp-a', { sources: [source('omapi', { lastAttemptAt: NOW - MINUTE_MS })] })],
      },
      open: [onServer('dhcp-a')],
      said: { 'dhcp-a': 'no-data' },
    },
    {
      when: 'it fails since before a start',
      facts: { servers: [server('dhcp-a', { isSettled: false, sources: [silent(HOUR_MS)] })] },
      said: {},
    },
  ],
  'source-failing': [
    {
      when: 'a source fails',
      facts: { findings: [finding('source:dhcp-a', 'source-failing', 'warning', 'dhcp-a')] },
      said: { 'dhcp-a': 'warning' },
    },
    {
      when: 'that is muted',
      facts: { findings: [finding('source:dhcp-a', 'source-failing', 'info', 'dhcp-a')] },
      open: [onServer('dhcp-a')],
      said: { 'dhcp-a': 'over' },
    },
    {
      when: 'one hangs',
      facts: {
        servers: [
          server('dhcp-a', {
            sources: [source('omapi'), source('config', { lastSuccessAt: NOW - HOUR_MS })],
          }),
        ],
      },
      said: { 'dhcp-a': 'warning' },
    },
    {
      when: 'the counters wait for OMAPI',
      facts: {
        servers: [
          server('dhcp-a', {
            sources: [silent(MINUTE_MS), source('pools', { lastSuccessAt: NOW - HOUR_MS })],
          }),
        ],
      },
      said: {},
    },
    {
      when: 'nothing was found yet in this run',
      facts: { decidedRooms: [] },
      open: [onServer('dhcp-a')],
      said: { 'dhcp-a': 'undecided' },
    },
  ],
  clocks: [
    {
      when: 'an error',
      facts: { findings: [finding('clock:apart', 'clocks-apart', 'error')] },
      said: { 'clock:apart': 'critical' },
    },
    {
      when: 'a warning about Pairwatch’s own',
      facts: { findings: [finding('clock:monitor', 'monitor-clock-off', 'warning')] },
      said: { 'clock:monitor': 'warning' },
    },
    {
      when: 'only worth knowing',
      facts: { findings: [finding('clock:apart', 'clocks-apart', 'info')] },
      open: [found('clock:apart')],
      said: { 'clock:apart': 'over' },
    },
    {
      when: 'as it was before a start',
      facts: { decidedRooms: ['source'], findings: [finding('clock:apart', 'clocks-apart', 'error')] },
      open: [found('clock:apart')],
      said: { 'clock:apart': 'undecided' },
    },
    {
      when: 'of another room',
      facts: { findings: [finding('config:roles-equal:lan', 'roles-equal', 'error')] },
      open: [found('clock:apart')],
      said: { 'clock:apart': 'over' },
    },
  ],
  'pool-use-high': [
    { when: '84 % used', facts: { pools: [pool({ used: 168 })] }, said: {} },
    { when: '85 % used, 30 free', facts: { pools: [pool({ used: 170 })] }, said: { [POOL]: 'warning' } },
    { when: '96 % used, 8 free', facts: { pools: [pool({ used: 192 })] }, said: { [POOL]: 'critical' } },
    { when: '96 % of many, 400 free', facts: { pools: [pool({ size: 10_000, used: 9600 })] }, said: {} },
    { when: 'a tiny one is full', facts: { pools: [pool({ size: 15, used: 15 })] }, said: {} },
    {
      when: 'a little better than critical',
      facts: { pools: [pool({ used: 186 })] },
      open: [ABOUT_POOL],
      said: { [POOL]: 'warning' },
    },
    {
      when: 'a little better than a warning',
      facts: { pools: [pool({ used: 162 })] },
      open: [ABOUT_POOL],
      said: { [POOL]: '(warning)' },
    },
    {
      when: 'well below',
      facts: { pools: [pool({ used: 150 })] },
      open: [ABOUT_POOL],
      said: { [POOL]: 'over' },
    },
    {
      when: 'nobody tells it',
      facts: { pools: [pool({ use: null })] },
      open: [ABOUT_POOL],
      said: { [POOL]: 'no-data' },
    },
    {
      when: 'one is full beside an empty one of its shared network',
      facts: { pools: [pool({ used: 200 }), pool({ key: 'lan/10.0.1.10', used: 0 })] },
      said: {},
    },
    {
      when: 'all of its shared network are full',
      facts: { pools: [pool({ used: 200 }), pool({ key: 'lan/10.0.1.10', used: 195 })] },
      said: { [POOL]: 'critical' },
    },
    {
      when: 'one of its shared network is not known',
      facts: { pools: [pool({ used: 200 }), pool({ key: 'lan/10.0.1.10', use: null })] },
      open: [ABOUT_POOL],
      said: { [POOL]: 'no-data' },
    },
    {
      when: 'it is gone',
      facts: { pools: [pool({ key: 'voice/10.0.9.10', sharedNetwork: 'voice' })] },
      open: [ABOUT_POOL],
      said: { [POOL]: 'over' },
    },
  ],
  'pool-use-drop': [
    {
      when: 'from 100 to 50',
      facts: { pools: [pool({ used: 50, recentUse: [{ at: NOW - 10 * MINUTE_MS, used: 100 }] })] },
      said: { [POOL]: 'warning' },
    },
    {
      when: 'from 100 to 51',
      facts: { pools: [pool({ used: 51, recentUse: [{ at: NOW - 10 * MINUTE_MS, used: 100 }] })] },
      said: {},
    },
    {
      when: 'from 19 to none',
      facts: { pools: [pool({ used: 0, recentUse: [{ at: NOW - 10 * MINUTE_MS, used: 19 }] })] },
      said: {},
    },
    {
      when: 'a while ago',
      facts: { pools: [pool({ used: 50, recentUse: [{ at: NOW - 20 * MINUTE_MS, used: 100 }] })] },
      open: [ABOUT_POOL],
      said: { [POOL]: '(warning)' },
    },
    {
      when: 'most are back',
      facts: { pools: [pool({ used: 80, recentUse: [{ at: NOW - 20 * MINUTE_MS, used: 100 }] })] },
      open: [ABOUT_POOL],
      said: { [POOL]: 'over' },
    },
    {
      when: 'nothing is in use, as ever',
      facts: { pools: [pool({ used: 0, recentUse: [] })] },
      open: [ABOUT_POOL],
      said: { [POOL]: 'over' },
    },
    {
      when: 'nobody tells it',
      facts: { pools: [pool({ use: null })] },
      open: [ABOUT_POOL],
      said: { [POOL]: 'no-data' },
    },
  ],
  'pool-full': [
    {
      when: 'the only pool of its clients',
      facts: {
        findings: [finding(`balance:full:${POOL}`, 'pool-full', 'error')],
        pools: [pool({ used: 200 })],
      },
      said: { [`${POOL} balance:full:${POOL}`]: 'critical' },
    },
    {
      when: 'another one of its shared network has addresses',
      facts: {
        findings: [finding(`balance:full:${POOL}`, 'pool-full', 'error')],
        pools: [pool({ used: 200 }), pool({ key: 'lan/10.0.1.10', used: 10 })],
      },
      said: { [`${POOL} balance:full:${POOL}`]: 'warning' },
    },
    {
      when: 'no longer',
      facts: {},
      open: [found(`balance:full:${POOL}`, { pool: POOL })],
      said: { [`${POOL} balance:full:${POOL}`]: 'over' },
    },
  ],
  'own-side-starving': [
    {
      when: 'few left',
      facts: { findings: [finding(`balance:own-free:primary:${POOL}`, 'own-free-low', 'warning', 'dhcp-a')] },
      said: { [`dhcp-a ${POOL} balance:own-free:primary:${POOL}`]: 'warning' },
    },
    {
      when: 'none left',
      facts: { findings: [finding(`balance:own-free:primary:${POOL}`, 'own-free-none', 'error', 'dhcp-a')] },
      said: { [`dhcp-a ${POOL} balance:own-free:primary:${POOL}`]: 'critical' },
    },
    {
      when: 'its log says so',
      facts: {
        findings: [
          finding('balance:starved-clients:dhcp-a:eth0', 'partner-holds-all-free', 'error', 'dhcp-a'),
        ],
      },
      said: { 'dhcp-a balance:starved-clients:dhcp-a:eth0': 'critical' },
    },
  ],
  'pool-imbalanced': [
    {
      when: 'by the counters',
      facts: { findings: [finding(`balance:imbalanced:${POOL}`, 'pool-imbalanced', 'warning')] },
      said: { [`${POOL} balance:imbalanced:${POOL}`]: 'warning' },
    },
    {
      when: 'by the log',
      facts: {
        findings: [
          finding('balance:log-imbalanced:dhcp-a:lan:55e', 'pool-imbalanced-by-log', 'warning', 'dhcp-a'),
        ],
      },
      said: { 'dhcp-a balance:log-imbalanced:dhcp-a:lan:55e': 'warning' },
    },
  ],
  'forecast-short': [
    {
      when: 'a day for one, a week for the other',
      facts: { forecasts: [forecast(inHours(24), inHours(100))] },
      said: { [`dhcp-a ${POOL}`]: 'warning' },
    },
    {
      when: 'some hours, and none',
      facts: { forecasts: [forecast(inHours(4), { kind: 'empty' })] },
      said: { [`dhcp-a ${POOL}`]: 'critical', [`dhcp-b ${POOL}`]: 'critical' },
    },
    {
      when: 'a little more than a day',
      facts: { forecasts: [forecast(inHours(29), inHours(31))] },
      open: [
        { server: 'dhcp-a', pool: POOL, detail: null },
        { server: 'dhcp-b', pool: POOL, detail: null },
      ],
      said: { [`dhcp-a ${POOL}`]: '(warning)', [`dhcp-b ${POOL}`]: 'over' },
    },
    {
      when: 'not known',
      facts: { forecasts: [forecast({ kind: 'unknown', why: 'not counted' }, inHours(100))] },
      open: [{ server: 'dhcp-a', pool: POOL, detail: null }],
      said: { [`dhcp-a ${POOL}`]: 'no-data' },
    },
    {
      when: 'not worked out yet',
      facts: { forecasts: null },
      open: [{ server: 'dhcp-a', pool: POOL, detail: null }],
      said: { [`dhcp-a ${POOL}`]: 'undecided' },
    },
    {
      when: 'of a tiny pool',
      facts: { pools: [pool({ size: 4, used: 1 })], forecasts: [forecast(inHours(1), inHours(1))] },
      said: {},
    },
  ],
  'backlog-growing': [
    {
      when: 'it grows',
      facts: { findings: [finding('backlog:growing:primary', 'backlog-growing', 'warning', 'dhcp-a')] },
      said: { 'dhcp-a backlog:growing:primary': 'warning' },
    },
    {
      when: 'the two are apart',
      facts: { findings: [finding('backlog:apart:primary', 'backlog-while-apart', 'info', 'dhcp-a')] },
      said: {},
    },
  ],
  'duplicate-addresses': [
    {
      when: 'given, and may be given',
      facts: {
        findings: [
          finding('conflict:two-clients', 'address-given-twice', 'error'),
          finding('conflict:both-may-give', 'address-may-be-given-twice', 'warning'),
        ],
      },
      said: { 'conflict:two-clients': 'critical', 'conflict:both-may-give': 'warning' },
    },
  ],
  'renewals-collapsed': [
    {
      when: 'three times the usual',
      facts: { pools: [pool({ endings: { lastHour: 30, usual: 10 } })] },
      said: { [POOL]: 'warning' },
    },
    {
      when: 'many, as ever',
      facts: { pools: [pool({ endings: { lastHour: 300, usual: 200 } })] },
      said: {},
    },
    {
      when: 'three times of next to nothing',
      facts: { pools: [pool({ endings: { lastHour: 6, usual: 2 } })] },
      said: {},
    },
    {
      when: 'getting less',
      facts: { pools: [pool({ endings: { lastHour: 25, usual: 10 } })] },
      open: [ABOUT_POOL],
      said: { [POOL]: '(warning)' },
    },
    {
      when: 'what is usual is not known',
      facts: { pools: [pool({ endings: { lastHour: 300, usual: null } })] },
      open: [ABOUT_POOL],
      said: { [POOL]: 'no-data' },
    },
  ],
  'lease-file': [
    {
      when: 'damaged',
      facts: { findings: [finding('readings:damage:dhcp-a', 'lease-file-damaged', 'warning', 'dhcp-a')] },
      said: { 'dhcp-a damaged': 'warning' },
    },
    ...[
      {
        when: 'written to for four hours and never anew',
        rewrittenAt: NOW - 4 * HOUR_MS,
        grownAt: NOW,
        word: 'warning',
      },
      {
        when: 'written anew four hours ago, and hardly written to since',
        rewrittenAt: NOW - 4 * HOUR_MS,
        grownAt: NOW - 3.5 * HOUR_MS,
        word: 'over',
      },
      { when: 'never written anew for a day', rewrittenAt: null, grownAt: NOW, word: 'warning' },
    ].map(({ when, word, ...times }) => ({
      when,
      facts: {
        servers: [
          server('dhcp-a', { leaseFile: { path: 'dhcpd.leases', watchedSince: NOW - DAY_MS, ...times } }),
        ],
      },
      open: [onServer('dhcp-a', 'not-rewritten')],
      said: { 'dhcp-a not-rewritten': word },
    })),
    {
      when: 'watched for an hour since a start',
      facts: {
        servers: [
          server('dhcp-a', {
            leaseFile: { path: 'dhcpd.leases', watchedSince: NOW - HOUR_MS, rewrittenAt: null, grownAt: NOW },
          }),
        ],
      },
      open: [onServer('dhcp-a', 'not-rewritten')],
      said: { 'dhcp-a not-rewritten': 'undecided' },
    },
  ],
  'practice-overdue': [
    {
      when: 'a drill is due, but within its grace',
      facts: { practices: [practice({ dueAt: NOW - DAY_MS, overdueAt: NOW + 1 })] },
      said: {},
    },
    {
      when: 'a drill is overdue, and a backup is switched off',
      facts: {
        practices: [
          practice({ dueAt: NOW - 20 * DAY_MS, overdueAt: NOW }),
          practice({ code: 'lease-backup', dueAt: null, overdueAt: null }),
        ],
      },
      open: [found('lease-backup')],
      said: { 'failover-drill': 'warning', 'lease-backup': 'over' },
    },
  ],
  'config-findings': [
    {
      when: 'an error and a warning',
      facts: {
        findings: [
          finding('config:roles-equal:lan', 'roles-equal', 'error'),
          finding('config:option-differs:routers', 'option-differs', 'warning', 'dhcp-b'),
        ],
      },
      said: { 'config:roles-equal:lan': 'warning', 'dhcp-b config:option-differs:routers': 'info' },
    },
    {
      when: 'now the other server has to be mended',
      facts: { findings: [finding('config:option-differs:routers', 'option-differs', 'warning', 'dhcp-b')] },
      open: [found('config:option-differs:routers', { server: 'dhcp-a' })],
      said: {
        'dhcp-a config:option-differs:routers': 'over',
        'dhcp-b config:option-differs:routers': 'info',
      },
    },
  ],
  'readings-differ': [
    {
      when: 'counters and files',
      facts: {
        findings: [
          finding(`readings:counters:dhcp-a:${POOL}`, 'counters-differ-from-file', 'warning', 'dhcp-a'),
          finding('readings:files:dhcp-a:dhcp-b', 'lease-files-differ', 'warning'),
          finding('readings:damage:dhcp-a', 'lease-file-damaged', 'warning', 'dhcp-a'),
        ],
      },
      said: {
        [`dhcp-a ${POOL} readings:counters:dhcp-a:${POOL}`]: 'warning',
        'readings:files:dhcp-a:dhcp-b': 'warning',
      },
    },
  ],
};

const ENDPOINT = {
  name: 'ops',
  dead: 0,
  waitingSince: null,
  disabled: null,
  unusable: null,
  lastError: null,
};

const OWN_CASES: Record<string, Case<OwnAlertFacts>[]> = {
  'monitor-blind': [
    { when: 'no server answers', facts: { blindSince: NOW - SECOND_MS }, said: { pair: 'critical' } },
    { when: 'one answers', facts: {}, open: [PAIR], said: { pair: 'over' } },
  ],
  'deliveries-failing': [
    {
      when: 'waiting for 11 min',
      facts: { endpoints: [{ ...ENDPOINT, waitingSince: NOW - 11 * MINUTE_MS }] },
      said: { ops: 'warning' },
    },
    {
      when: 'waiting for 9 min',
      facts: { endpoints: [{ ...ENDPOINT, waitingSince: NOW - 9 * MINUTE_MS }] },
      said: {},
    },
    { when: 'one was given up', facts: { endpoints: [{ ...ENDPOINT, dead: 1 }] }, said: { ops: 'critical' } },
    {
      when: 'disabled',
      facts: { endpoints: [{ ...ENDPOINT, disabled: { at: NOW - HOUR_MS, reason: 'It answered 410.' } }] },
      said: { ops: 'critical' },
    },
    {
      when: 'its channel does not open',
      facts: { endpoints: [{ ...ENDPOINT, unusable: 'The key is gone.' }] },
      said: { ops: 'critical' },
    },
    {
      when: 'its channel opens again',
      facts: { endpoints: [ENDPOINT] },
      open: [{ ...PAIR, detail: 'ops' }],
      said: { ops: 'over' },
    },
    {
      when: 'the endpoint left the settings',
      facts: { endpoints: [] },
      open: [{ ...PAIR, detail: 'ops' }],
      said: { ops: 'over' },
    },
  ],
  'heartbeat-failing': [
    {
      when: 'it fails',
      facts: { heartbeats: [{ name: 'watcher', failingSince: NOW - HOUR_MS, error: 'It answered 500.' }] },
      said: { watcher: 'warning' },
    },
    { when: 'it arrives', facts: {}, open: [{ ...PAIR, detail: 'watcher' }], said: { watcher: 'over' } },
  ],
  'pairwatch-impaired': [
    {
      when: 'a pair is not watched',
      facts: {
        impairments: [
          { key: 'pair office', since: null, sentence: 'It does not open.', nextStep: 'Restore the key.' },
        ],
      },
      said: { 'pair office': 'warning' },
    },
    {
      when: 'it is again',
      facts: {},
      open: [{ ...PAIR, detail: 'pair office' }],
      said: { 'pair office': 'over' },
    },
  ],
  'database-damaged': [
    {
      when: 'a page is not as it was written',
      facts: {
        database: {
          backup: null,
          checkedAt: NOW,
          damage: { since: NOW - HOUR_MS, said: 'page 7 is never used' },
        },
      },
      said: { pair: 'critical' },
    },
    { when: 'it is whole', facts: {}, open: [PAIR], said: { pair: 'over' } },
  ],
  'backup-failing': [
    {
      when: 'copies fail',
      facts: {
        database: {
          backup: { ...BACKUP, failingSince: NOW - HOUR_MS, error: 'The disk is full.' },
          checkedAt: null,
          damage: null,
        },
      },
      said: { pair: 'warning' },
    },
    {
      when: 'none was made for two days',
      facts: {
        database: { backup: { ...BACKUP, lastAt: NOW - 48 * HOUR_MS }, checkedAt: null, damage: null },
      },
      said: { pair: 'warning' },
    },
    {
      when: 'none was made yet',
      facts: { database: { backup: { ...BACKUP, lastAt: null }, checkedAt: null, damage: null } },
      open: [PAIR],
      said: { pair: 'over' },
    },
    {
      when: 'the settings want none',
      facts: { database: { backup: null, checkedAt: null, damage: null } },
      open: [PAIR],
      said: { pair: 'over' },
    },
  ],
};

describe.each(Object.entries(CASES))('the rule %s', (rule, cases) => {
  it.each(cases)('says of "$when" what it is', ({ facts, open, said }) => {
    const readings = evaluate(pairFacts(facts), 'office', [], openOf(rule, open));
    expect(saidBy(rule, readings)).toEqual(said);
  });
});

/** How often a pair stopped to be healthy is in the database, and known from the first moment on. */
const KNOWN_AT_START = ['pair-flapping', 'pair-recurring'];

it.each(Object.entries(CASES).filter(([rule]) => !KNOWN_AT_START.includes(rule)))(
  'the rule %s ends no alert by what is not known yet',
  (rule, cases) => {
    const subjects = cases.flatMap(({ open = [] }) => open).filter((subject) => subject.server !== 'old');
    const servers = ['dhcp-a', 'dhcp-b'].map((name) => server(name, { isSettled: false, leaseFile: null }));
    for (const pools of [[], [pool({ use: null, endings: null })]]) {
      const start = { ...NOTHING_KNOWN, servers, pools };
      const readings = evaluate(start, 'office', [], openOf(rule, subjects));
      expect(readings.filter((each) => wordOf(each) === 'over')).toEqual([]);
    }
  },
);

describe.each(Object.entries(OWN_CASES))('the rule %s', (rule, cases) => {
  it.each(cases)('says of "$when" what it is', ({ facts, open, said }) => {
    const readings = evaluateOwn(ownFacts(facts), [], openOf(rule, open));
    expect(saidBy(rule, readings)).toEqual(said);
  });
});

it('an endpoint whose channel does not open is named with what to do', () => {
  const facts = ownFacts({ endpoints: [{ ...ENDPOINT, unusable: 'The key is gone.' }] });
  const [found] = evaluateOwn(facts, [], []).filter(({ rule }) => rule.id === 'deliveries-failing');
  expect(found?.reading).toMatchObject({
    holds: 1,
    sentence: 'ops can not be told: The key is gone.',
    nextStep: expect.stringMatching(/secret\.key or PAIRWATCH_SECRET_KEY .* restart .* make ops anew/),
  });
});
