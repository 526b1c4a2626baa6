import { expect, it } from 'vitest';
import type { SizeForecast } from '../../../lib/contracts/size-forecast.ts';
import type { CollectorFigures, SystemDto } from '../../../lib/contracts/system.ts';
import { aboutGroups } from './about-rows.ts';
import { detailsText } from './details-text.ts';
import { bytesText, msText } from './units.ts';

const NOW = Date.UTC(2025, 10, 21, 10, 42);
const iso = (at: number) => new Date(at).toISOString();
const took = { count: 10, p50Ms: 1, p95Ms: 3, maxMs: 9 };
const PROCESS = {
  memory: { rssBytes: 200e6, heapUsedBytes: 80e6 },
  eventLoop: { p50Ms: 0.1, p99Ms: 4, maxMs: 30 },
  node: 'v20.20.2',
};
const FIGURES: CollectorFigures = {
  measuredAt: iso(NOW - 4_000),
  spanMs: 300_000,
  polls: [{ kind: 'omapi', took, late: { ...took, p95Ms: 5 }, failed: 0 }],
  ingest: took,
  process: PROCESS,
  databaseFile: { path: '/data/pairwatch.db', sizeBytes: 5e6, walBytes: 4e6 },
  disk: { folder: '/data', freeBytes: 50e9, totalBytes: 100e9 },
  retention: {
    samplesMs: 259_200_000,
    fiveMinutesMs: 7_776_000_000,
    hoursMs: 94_608_000_000,
    leasesMs: 7_776_000_000,
    eventsMs: 94_608_000_000,
    deliveriesMs: 31_536_000_000,
    alertsMs: 31_536_000_000,
    incidentsMs: 94_608_000_000,
    reportsMs: 94_608_000_000,
    auditMs: 94_608_000_000,
  },
  copies: null,
  watched: [],
  upkeep: { backup: null, checkedAt: NOW - 3_600_000, damage: null },
};
const FORECAST: SizeForecast = {
  watchedMs: 36 * 3_600_000,
  kinds: [
    {
      ...{ kind: 'events', keptMs: 94_608_000_000, rows: 1234, bytesPerRow: 300, rowsPerDay: 800.4 },
      ...{ measuredMs: 36 * 3_600_000, rowsAtRest: 876_438, bytesAtRest: 262_931_400 },
    },
    {
      ...{ kind: 'alerts', keptMs: 31_536_000_000, rows: 0, bytesPerRow: null, rowsPerDay: 0 },
      ...{ measuredMs: 36 * 3_600_000, rowsAtRest: 0, bytesAtRest: 0 },
    },
  ],
  nowBytes: 9e6,
  otherBytes: 4e6,
  atRestBytes: 267e6,
  disk: { folder: '/data', freeBytes: 50e9, neededBytes: 2.1e9, copies: 7 },
};
const SYSTEM: SystemDto = {
  now: iso(NOW),
  status: 'ok',
  degraded: [],
  collector: {
    startedAt: iso(NOW - 3_600_000),
    lastSeenAt: iso(NOW - 500),
    freshness: 'fresh',
    version: '0.1.0',
  },
  database: {
    engine: 'sqlite',
    upkeep: {
      backup: {
        folder: '/data/database-backups',
        lastAt: iso(NOW - 3_600_000),
        failingSince: null,
        error: null,
      },
      checkedAt: iso(NOW - 3_600_000),
      damage: null,
    },
  },
  undeliveredMessages: 0,
  oldestUndeliveredAt: null,
  deadMessages: 0,
  web: { version: '0.1.0', startedAt: iso(NOW - 3_600_000), process: PROCESS },
  figures: FIGURES,
  restarts: [
    { process: 'collector', count: 0, last: null },
    { process: 'web', count: 0, last: null },
  ],
  forecast: FORECAST,
  tables: [{ name: 'events', rows: 1234 }],
};

const rows = (system: SystemDto) => aboutGroups(system, NOW).flatMap((group) => group.rows);
const unusual = (system: SystemDto) =>
  rows(system).flatMap(({ name, level }) => (level === 'warn' || level === 'bad' ? [name] : []));

it('finds nothing unusual where all is as usual', () => {
  expect(unusual(SYSTEM)).toEqual([]);
  expect(rows(SYSTEM).filter(({ level }) => level === 'unknown')).toEqual([]);
});

it.each<[string, Partial<SystemDto>, string[]]>([
  [
    'a collector that was started again of late',
    {
      restarts: [{ process: 'collector', count: 4, last: { at: iso(NOW - 60_000), ending: 'SIGKILL' } }],
    },
    ['Collector: started again'],
  ],
  [
    'a database that is damaged and can not be copied',
    {
      database: {
        engine: 'sqlite',
        upkeep: {
          backup: {
            folder: '/data/database-backups',
            lastAt: null,
            failingSince: iso(NOW - 60_000),
            error: 'The disk is full.',
          },
          checkedAt: null,
          damage: { since: iso(NOW - 60_000), said: 'page 7 is never used' },
        },
      },
    },
    ['Last copy', 'Looked through'],
  ],
  ['a collector that never ran', { collector: null }, ['Collector']],
  [
    'one that is silent',
    { collector: { ...SYSTEM.collector, freshness: 'stale' } as SystemDto['collector'] },
    ['Last beat'],
  ],
  [
    'one of another version',
    { collector: { ...SYSTEM.collector, version: '0.0.9' } as SystemDto['collector'] },
    ['Version'],
  ],
  [
    'a message that waits for long',
    { undeliveredMessages: 1, oldestUndeliveredAt: iso(NOW - 700_000) },
    ['Waiting'],
  ],
  [
    'a disk that has no room for what is to come',
    { forecast: { ...FORECAST, disk: { folder: '/data', freeBytes: 2e9, neededBytes: 2.1e9, copies: 7 } } },
    ['Room for it'],
  ],
  ['messages that were given up', { deadMessages: 3 }, ['Given up']],
  ['a slow disk', { figures: { ...FIGURES, ingest: { ...took, p95Ms: 80 } } }, ['Storing a reading']],
  [
    'a full disk',
    { figures: { ...FIGURES, disk: { folder: '/data', freeBytes: 1e9, totalBytes: 100e9 } } },
    ['Free disk'],
  ],
  [
    'late polls',
    { figures: { ...FIGURES, polls: [{ kind: 'omapi', took, late: { ...took, p95Ms: 400 }, failed: 0 }] } },
    ['Lag'],
  ],
])('says what is unusual of %s, and what to do', (_, changes, names) => {
  const system = { ...SYSTEM, ...changes };
  expect(unusual(system)).toEqual(names);
  for (const row of rows(system)) if (names.includes(row.name)) expect(row.otherwise).toMatch(/\w{3}/);
});

it('says of what nobody told that it is not known, never a zero', () => {
  const silent = rows({ ...SYSTEM, figures: null }).filter(({ level }) => level === 'unknown');
  expect(silent.map(({ name, value }) => [name, value])).toEqual([
    ['Polls', 'not known'],
    ['Size', 'not known'],
    ['Collector: memory', 'not known'],
  ]);
  const fresh = {
    ...FIGURES,
    polls: [],
    ingest: { count: 0, p50Ms: 0, p95Ms: 0, maxMs: 0 },
    databaseFile: null,
    disk: null,
  };
  expect(
    rows({ ...SYSTEM, figures: fresh }).flatMap(({ name, level }) => (level === 'unknown' ? [name] : [])),
  ).toEqual(['Lag', 'Storing a reading', 'Size', 'Free disk']);
});

it('has all of it as text, marks in words', () => {
  const text = detailsText(aboutGroups({ ...SYSTEM, deadMessages: 3 }, NOW), iso(NOW));
  expect(text).toContain('\n  Given up: 3 [warn]\n');
  expect(text).toContain('OMAPI: p50 1.0 ms, p95 3.0 ms, max 9.0 ms, 10 polls');
});

it('gives numbers their units', () => {
  expect([0, 999, 1234, 65e6, 2.5e12].map(bytesText)).toEqual([
    '0 B',
    '999 B',
    '1.23 kB',
    '65.0 MB',
    '2.50 TB',
  ]);
  expect([0.04, 9.96, 12.4, 1234].map(msText)).toEqual(['0.0 ms', '10.0 ms', '12 ms', '1.2 s']);
});

it('tells the size to come, what it is made of and what it goes by', () => {
  const value = (name: string) => rows(SYSTEM).find((row) => row.name === name);
  expect(value('Size to come')).toMatchObject({
    value: 'about 267 MB; now 9.00 MB',
    normal:
      'young: by 1 d 12 h of data alone, with 4.00 MB of what is kept for good and of the present leases',
  });
  expect(value('Room for it')?.value).toBe('2.10 GB more, with its 7 copies; 50.0 GB free (/data)');
  expect(value('Events')?.value).toBe('263 MB in 876,438 rows at 800 a day; now 1,234 of 300 B');
  expect(value('Alerts')).toBeUndefined();
});

it('tells no size to come before an hour was watched', () => {
  const system = { ...SYSTEM, forecast: { ...FORECAST, atRestBytes: null, disk: null } };
  expect(rows(system).find(({ name }) => name === 'Size to come')?.value).toBe('not known yet');
});
