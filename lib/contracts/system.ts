import { z } from 'zod';
import { healthSchema } from './health.ts';
import { watchedPairSchema } from './setup.ts';
import { sizeForecastSchema } from './size-forecast.ts';
import { upkeepSchema } from './upkeep.ts';

/** How Pairwatch itself does, figure by figure. null: not known. Times in milliseconds unless their names say otherwise. */

/** How long something took, over the last minutes. */
const durationsSchema = z.object({
  count: z.int(),
  p50Ms: z.number(),
  p95Ms: z.number(),
  maxMs: z.number(),
});
export type Durations = z.infer<typeof durationsSchema>;

const processSchema = z.object({
  memory: z.object({ rssBytes: z.number(), heapUsedBytes: z.number() }),
  /** How late the event loop ran what was due, over the last minutes. */
  eventLoop: z.object({ p50Ms: z.number(), p99Ms: z.number(), maxMs: z.number() }),
  node: z.string(),
});
export type ProcessFigures = z.infer<typeof processSchema>;

/** What a collector says of itself every ten seconds, kept with its beat. */
export const collectorFiguresSchema = z.object({
  measuredAt: z.iso.datetime(),
  /** What the figures below are of: the time since the start, five minutes at most. */
  spanMs: z.number(),
  polls: z.array(
    z.object({
      /** The kind of source. */
      kind: z.string(),
      took: durationsSchema,
      /** How long after they were due they began. */
      late: durationsSchema,
      failed: z.int(),
    }),
  ),
  /** Transactions that store a reading. */
  ingest: durationsSchema,
  process: processSchema,
  /** null for an engine whose files are not here. */
  databaseFile: z.object({ path: z.string(), sizeBytes: z.number(), walBytes: z.number() }).nullable(),
  disk: z.object({ folder: z.string(), freeBytes: z.number(), totalBytes: z.number() }).nullable(),
  retention: z.object({
    samplesMs: z.number(),
    fiveMinutesMs: z.number(),
    hoursMs: z.number(),
    leasesMs: z.number(),
    eventsMs: z.number(),
    deliveriesMs: z.number(),
    alertsMs: z.number(),
    incidentsMs: z.number(),
    reportsMs: z.number(),
    auditMs: z.number(),
  }),
  /** Copies of the database: how many are kept, what those there take, and whether that is of the same disk. null: none are made. */
  copies: z.object({ keep: z.int(), storedBytes: z.number(), onSameDisk: z.boolean() }).nullable(),
  watched: z.array(watchedPairSchema),
  upkeep: upkeepSchema,
});
export type CollectorFigures = z.infer<typeof collectorFiguresSchema>;

export const systemSchema = z.object({
  ...healthSchema.shape,
  /** Of the web server that answers. */
  web: z.object({ version: z.string(), startedAt: z.iso.datetime(), process: processSchema }),
  /** As the collector last measured them; null while it has not, or is of another version. */
  figures: collectorFiguresSchema.nullable(),
  /** How often each process ended by itself and was started again within 30 days, and how it was last. */
  restarts: z.array(
    z.object({
      process: z.enum(['collector', 'web']),
      count: z.int(),
      last: z.object({ at: z.iso.datetime(), ending: z.string() }).nullable(),
    }),
  ),
  /** null while no collector told how long it keeps what. */
  forecast: sizeForecastSchema.nullable(),
  /** About how many rows there are, by the first and last number given; only of tables where that is quick to tell. */
  tables: z.array(z.object({ name: z.string(), rows: z.int() })),
});
export type SystemDto = z.infer<typeof systemSchema>;
