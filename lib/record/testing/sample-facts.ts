import type { PairFacts, RecordFacts } from '../facts.ts';
import { periodAt } from '../period.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
export const ZONE = 'Europe/Berlin';
/** The week of 16 to 22 November 2026, in Berlin. */
export const WEEK = periodAt('week', ZONE, Date.UTC(2026, 10, 18));
const iso = (ms: number) => new Date(ms).toISOString();

/** Sundays at 02:10 in Berlin: the last of the week, and those of two and four weeks before; and once on a Wednesday. */
export const OUTAGES = [
  WEEK.until - 28 * DAY_MS - 22 * HOUR_MS + 10 * MINUTE_MS,
  WEEK.until - 14 * DAY_MS - 22 * HOUR_MS + 10 * MINUTE_MS,
  WEEK.from + 2 * DAY_MS + 15 * HOUR_MS,
  WEEK.until - 22 * HOUR_MS + 10 * MINUTE_MS,
];
const OUTAGE_MS = 12 * MINUTE_MS;
const NOBODY_MS = 2 * MINUTE_MS;

function answering(): PairFacts['answering'] {
  const stays: { servers: 0 | 1 | 2; from: number; until: number }[] = [];
  let at = WEEK.until - 60 * DAY_MS;
  for (const outage of OUTAGES) {
    stays.push(
      { servers: 2, from: at, until: outage },
      { servers: 0, from: outage, until: outage + NOBODY_MS },
      { servers: 1, from: outage + NOBODY_MS, until: outage + OUTAGE_MS },
    );
    at = outage + OUTAGE_MS;
  }
  // Nobody saw the last hour.
  return [...stays, { servers: 2, from: at, until: WEEK.until - HOUR_MS }];
}

const clockPoint = (at: number, avgMs: number) => ({
  at: iso(at),
  count: 10,
  value: {
    method: 'sntp' as const,
    avgMs,
    minMs: avgMs - 1,
    maxMs: avgMs + 1,
    lowMs: avgMs - 21,
    highMs: avgMs + 21,
  },
});

export const OFFICE: PairFacts = {
  name: 'office',
  title: 'Head office',
  intervalMs: 10_000,
  servers: [
    {
      name: 'dhcp-a',
      role: 'primary',
      host: '10.66.0.1',
      zone: ZONE,
      sources: ['omapi', 'leases', 'log', 'clock', 'config'],
      takeOvers: [],
    },
    {
      name: 'dhcp-b',
      role: 'secondary',
      host: '10.66.0.2',
      zone: ZONE,
      sources: ['omapi', 'leases', 'log', 'clock'],
      takeOvers: OUTAGES.map((at) => at + NOBODY_MS),
    },
  ],
  watched: { from: WEEK.from - 100 * DAY_MS, until: null },
  answering: answering(),
  pools: [
    {
      key: 'lan:10.66.1.10-10.66.1.209',
      title: 'lan 10.66.1.10–10.66.1.209',
      addressCount: 200,
      use: {
        server: 'dhcp-a',
        source: 'omapi',
        stepMs: HOUR_MS,
        steps: 160,
        stepsExpected: 168,
        p50Percent: 61.5,
        p95Percent: 88.25,
        maxPercent: 93,
        maxAt: iso(WEEK.from + 34 * HOUR_MS),
      },
      fewestOwnFree: [
        { role: 'primary', server: 'dhcp-a', source: 'omapi', value: 4, at: iso(WEEK.from + 34 * HOUR_MS) },
      ],
      forecast: [
        {
          role: 'primary',
          server: 'dhcp-a',
          end: { kind: 'until', at: WEEK.until + 5 * HOUR_MS, low: WEEK.until + 3 * HOUR_MS, high: null },
        },
        { role: 'secondary', server: 'dhcp-b', end: { kind: 'beyond', days: 28, low: null } },
      ],
    },
  ],
  poolCount: 3,
  forecastAt: WEEK.until,
  clocks: {
    stepMs: HOUR_MS,
    skew: [
      clockPoint(WEEK.from, 12),
      clockPoint(WEEK.from + HOUR_MS, 6_200),
      { at: iso(WEEK.from + 2 * HOUR_MS), count: 0, value: null },
    ],
    servers: [
      {
        server: 'dhcp-a',
        role: 'primary',
        points: [clockPoint(WEEK.from, 3), clockPoint(WEEK.from + HOUR_MS, 40)],
      },
      { server: 'dhcp-b', role: 'secondary', points: [] },
    ],
  },
  worstClocks: new Map([
    [null, { valueMs: 6_204.2, uncertaintyMs: 21, method: 'sntp', at: WEEK.from + HOUR_MS + 7 * MINUTE_MS }],
  ]),
  failures: [
    {
      server: 'dhcp-a',
      source: 'leases',
      from: WEEK.from + DAY_MS,
      until: WEEK.from + DAY_MS + HOUR_MS,
      isOpen: false,
    },
    {
      server: 'dhcp-a',
      source: 'leases',
      from: WEEK.from + 2 * DAY_MS,
      until: WEEK.from + 2 * DAY_MS + 5 * MINUTE_MS,
      isOpen: false,
    },
  ],
};

/** What is known of `office` after a week in which its secondary took over twice, once in a maintenance window. */
export const FACTS: RecordFacts = {
  now: WEEK.until + 10 * MINUTE_MS,
  by: 'Pairwatch',
  period: WEEK,
  scope: { pair: 'office', title: 'Head office' },
  pairs: [OFFICE],
  incidents: OUTAGES.map((beganAt, index) => ({
    id: index + 1,
    pair: 'office',
    severity: 'critical',
    sentence: 'dhcp-b answers alone. dhcp-a reaches neither us nor dhcp-b.',
    rule: { id: 'pair-not-healthy', title: 'Pair is not healthy' },
    beganAt,
    openedAt: beganAt + 30_000 + index * 1000,
    acknowledgedAt: index === 2 ? null : beganAt + 5 * MINUTE_MS,
    recoveredAt: beganAt + OUTAGE_MS + MINUTE_MS,
  })),
  changes: [
    {
      pair: 'office',
      server: 'dhcp-a',
      at: WEEK.from + 3 * DAY_MS,
      sentence: 'dhcpd.conf of dhcp-a changed: 2 lines.',
    },
  ],
  changeCount: 1,
  practices: [
    {
      pair: 'office',
      code: 'sync-check',
      title: 'Sync check',
      owner: 'anna',
      doneCount: 1,
      done: [
        { at: iso(WEEK.from + DAY_MS), outcome: 'passed', by: null, sentence: 'Both configurations agree.' },
      ],
      overdueSince: null,
    },
    {
      pair: 'office',
      code: 'failover-drill',
      title: 'Failover drill',
      owner: null,
      doneCount: 0,
      done: [],
      overdueSince: iso(WEEK.until - 3 * DAY_MS),
    },
  ],
  planned: [
    {
      pair: 'office',
      from: (OUTAGES[2] ?? 0) - 10 * MINUTE_MS,
      until: (OUTAGES[2] ?? 0) + HOUR_MS,
      reason: 'New disk in dhcp-a',
      by: 'bert',
    },
  ],
};
