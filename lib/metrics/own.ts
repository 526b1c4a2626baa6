import type { CollectorFigures, Durations, ProcessFigures } from '../contracts/system.ts';
import type { MetricsFacts } from '../store/metrics-facts.ts';
import { bit, type Family, type Sample, seconds, stored } from './family.ts';

/** Metrics of Pairwatch itself. */
export const OWN_FAMILIES: readonly Family[] = [
  {
    name: 'pairwatch_build_info',
    help: 'Always 1; the labels tell which Pairwatch answers.',
    labels: ['version', 'build', 'node'],
    samples: ({ own }) => [{ labels: [own.version, own.build, own.process.node], value: 1 }],
  },
  {
    name: 'pairwatch_database_up',
    help: 'Whether the database can be read. While it cannot, only the metrics of the web server itself are there.',
    labels: [],
    samples: (facts) => [{ labels: [], value: bit(facts.stored !== null) }],
  },
  {
    name: 'pairwatch_web_start_timestamp_seconds',
    help: 'When the web server started.',
    labels: [],
    samples: ({ own }) => [{ labels: [], value: seconds(own.startedAt) }],
  },
  {
    name: 'pairwatch_web_event_loop_lag_seconds',
    help: 'How late the event loop of the web server ran what was due, over the last minutes.',
    labels: ['point'],
    samples: ({ own }) => lag(own.process),
  },
  {
    name: 'pairwatch_web_memory_bytes',
    help: 'Memory of the web server: resident, and used of its heap.',
    labels: ['kind'],
    samples: ({ own }) => memory(own.process),
  },
  stored('pairwatch_collector_up', 'Whether the collector lives.', [], (facts) => [
    { labels: [], value: bit(isCollectorUp(facts)) },
  ]),
  stored(
    'pairwatch_collector_beat_age_seconds',
    'How long ago the collector last gave a sign of life; none before the first time.',
    [],
    ({ health, now }) =>
      health.collector === null
        ? []
        : [{ labels: [], value: seconds(now - Date.parse(health.collector.lastSeenAt)) }],
  ),
  stored(
    'pairwatch_collector_start_timestamp_seconds',
    'When the collector started.',
    [],
    ofFigures((_, { health }) =>
      health.collector === null
        ? []
        : [{ labels: [], value: seconds(Date.parse(health.collector.startedAt)) }],
    ),
  ),
  stored(
    'pairwatch_collector_poll_duration_seconds',
    'How long reading took by kind of source, over the last minutes.',
    ['source', 'point'],
    ofFigures(({ polls }) => polls.flatMap(({ kind, took }) => points(took, [kind]))),
  ),
  stored(
    'pairwatch_collector_poll_lateness_seconds',
    'How long after they were due readings began, over the last minutes.',
    ['source', 'point'],
    ofFigures(({ polls }) => polls.flatMap(({ kind, late }) => points(late, [kind]))),
  ),
  stored(
    'pairwatch_collector_ingest_duration_seconds',
    'How long storing a reading took, over the last minutes.',
    ['point'],
    ofFigures(({ ingest }) => points(ingest, [])),
  ),
  stored(
    'pairwatch_collector_event_loop_lag_seconds',
    'How late the event loop of the collector ran what was due, over the last minutes.',
    ['point'],
    ofFigures((figures) => lag(figures.process)),
  ),
  stored(
    'pairwatch_collector_memory_bytes',
    'Memory of the collector: resident, and used of its heap.',
    ['kind'],
    ofFigures((figures) => memory(figures.process)),
  ),
  stored(
    'pairwatch_database_size_bytes',
    'Size of the database file and of its write-ahead log; none for PostgreSQL.',
    ['file'],
    ofFigures(({ databaseFile }) =>
      databaseFile === null
        ? []
        : [
            { labels: ['database'], value: databaseFile.sizeBytes },
            { labels: ['wal'], value: databaseFile.walBytes },
          ],
    ),
  ),
  stored(
    'pairwatch_disk_free_bytes',
    'Free space where the data of Pairwatch lies.',
    [],
    ofFigures(({ disk }) => (disk === null ? [] : [{ labels: [], value: disk.freeBytes }])),
  ),
  stored(
    'pairwatch_disk_size_bytes',
    'Size of the disk on which the data of Pairwatch lies.',
    [],
    ofFigures(({ disk }) => (disk === null ? [] : [{ labels: [], value: disk.totalBytes }])),
  ),
];

/** Whether the collector gave a sign of life lately. */
export function isCollectorUp({ health }: MetricsFacts): boolean {
  return health.status === 'ok';
}

/** What the collector measured of itself counts while it lives. */
function ofFigures(samples: (figures: CollectorFigures, facts: MetricsFacts) => Sample[]) {
  return (facts: MetricsFacts) =>
    facts.figures === null || !isCollectorUp(facts) ? [] : samples(facts.figures, facts);
}

function points({ count, p50Ms, p95Ms, maxMs }: Durations, labels: readonly string[]): Sample[] {
  if (count === 0) return [];
  return [
    { labels: [...labels, 'p50'], value: seconds(p50Ms) },
    { labels: [...labels, 'p95'], value: seconds(p95Ms) },
    { labels: [...labels, 'max'], value: seconds(maxMs) },
  ];
}

function lag({ eventLoop }: ProcessFigures): Sample[] {
  return [
    { labels: ['p50'], value: seconds(eventLoop.p50Ms) },
    { labels: ['p99'], value: seconds(eventLoop.p99Ms) },
    { labels: ['max'], value: seconds(eventLoop.maxMs) },
  ];
}

function memory({ memory: { rssBytes, heapUsedBytes } }: ProcessFigures): Sample[] {
  return [
    { labels: ['resident'], value: rssBytes },
    { labels: ['heap'], value: heapUsedBytes },
  ];
}
