import type { CollectorFigures } from '../../contracts/system.ts';

const DAY_MS = 86_400_000;
const NOTHING = { count: 0, p50Ms: 0, p95Ms: 0, maxMs: 0 };

/** What a collector says of itself that has just started and watches what `changes` say. */
export function figures(changes: Partial<CollectorFigures> = {}): CollectorFigures {
  return {
    measuredAt: '2025-11-21T10:42:00.000Z',
    spanMs: 300_000,
    polls: [],
    ingest: NOTHING,
    process: {
      memory: { rssBytes: 120_000_000, heapUsedBytes: 60_000_000 },
      eventLoop: { p50Ms: 0.1, p99Ms: 2, maxMs: 12 },
      node: 'v20.20.0',
    },
    databaseFile: null,
    disk: null,
    retention: {
      samplesMs: 3 * DAY_MS,
      fiveMinutesMs: 90 * DAY_MS,
      hoursMs: 1095 * DAY_MS,
      leasesMs: 90 * DAY_MS,
      eventsMs: 1095 * DAY_MS,
      deliveriesMs: 365 * DAY_MS,
      alertsMs: 365 * DAY_MS,
      incidentsMs: 1095 * DAY_MS,
      reportsMs: 1095 * DAY_MS,
      auditMs: 1095 * DAY_MS,
    },
    copies: null,
    watched: [],
    upkeep: { backup: null, checkedAt: null, damage: null },
    ...changes,
  };
}

export const watchedAs = (name: string, origin: 'file' | 'stored') => ({
  name,
  origin,
  revision: null,
  problem: null,
  peer: null,
  servers: [],
});
