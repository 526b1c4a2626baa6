import { z } from 'zod';
import { LEASE_COUNTS } from './lease-counts.ts';
import { timeParameter } from './parameter.ts';
import { poolSchema } from './pool.ts';

/** What tells how full a pool is. `omapi`: dhcpd's own counters. `leases`: counted from its lease file. */
export const poolSourceSchema = z.enum(['omapi', 'leases']);
export type PoolSource = z.infer<typeof poolSourceSchema>;

/** The figures of each source, in the order in which they are stored. */
export const FIGURES = {
  omapi: ['leaseCount', 'freeLeases', 'backupLeases'],
  leases: LEASE_COUNTS,
} as const satisfies Record<PoolSource, readonly string[]>;

/** What each source calls all addresses, the primary's share of the free ones and the secondary's: the others are used. */
export const USE_FIGURES = {
  omapi: { size: 'leaseCount', free: 'freeLeases', backup: 'backupLeases' },
  leases: { size: 'size', free: 'free', backup: 'backup' },
} as const satisfies Record<PoolSource, Record<'size' | 'free' | 'backup', string>>;

/** `use`: no figures but those of `USE_FIGURES`. */
export type FiguresAsked = 'all' | 'use';

/** The figures of a source that were asked for. */
export function figuresOf(source: PoolSource, asked: FiguresAsked): readonly string[] {
  return asked === 'all' ? FIGURES[source] : Object.values(USE_FIGURES[source]);
}

/** From the finest to the coarsest. */
const bucketTierSchema = z.enum(['5m', '1h', '6h', '1d']);
export const BUCKET_TIERS = bucketTierSchema.options;
export type BucketTier = z.infer<typeof bucketTierSchema>;

/** Each reading by itself, and what is summed up from it. */
export const tierSchema = z.enum(['raw', ...BUCKET_TIERS]);
export type Tier = z.infer<typeof tierSchema>;

/** How long a bucket of a tier is. They begin at whole multiples of it since 1970: days do so at midnight UTC. */
export const BUCKET_MS = {
  '5m': 300_000,
  '1h': 3_600_000,
  '6h': 21_600_000,
  '1d': 86_400_000,
} as const satisfies Record<BucketTier, number>;

/** A chart shows no more. */
export const MAX_POINTS = 600;

const DAY_MS = 86_400_000;
const WIDTH = 'a whole number of pixels from 10 to 10000';

/** Query of a history that is drawn as a chart, asked at `now`: without a range it is about the last 24 hours. */
export const historyQuerySchema = (now: number) =>
  z
    .object({
      from: timeParameter.optional(),
      to: timeParameter.optional(),
      /** Pixels there are to draw in: more points are not worth their bytes. */
      width: z.coerce.number(WIDTH).int(WIDTH).min(10, WIDTH).max(10_000, WIDTH).default(MAX_POINTS),
    })
    .transform(({ from, to = now, width }) => ({ from: from ?? to - DAY_MS, to, width }))
    .refine(({ from, to }) => from < to, { path: ['from'], error: 'a time before `to`' });
export type HistoryQuery = z.infer<ReturnType<typeof historyQuerySchema>>;

const figureSchema = z.object({ min: z.number(), max: z.number(), avg: z.number(), last: z.number() });

export const historyPointSchema = z.object({
  /** Where it begins; it reaches up to the next one. */
  at: z.iso.datetime(),
  /** How often the pool was read in it. */
  count: z.number().int(),
  /** How often it should have been. */
  expected: z.number().int(),
  /** By figure; null where nothing was read: a gap, never to be drawn across. */
  values: z.record(z.string(), figureSchema).nullable(),
});
export type HistoryPointDto = z.infer<typeof historyPointSchema>;

export const poolHistorySchema = z.object({
  now: z.iso.datetime(),
  pool: poolSchema.pick({ id: true, key: true, sharedNetwork: true, peer: true, addressCount: true }),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Where the points are from. */
  tier: tierSchema,
  /** From one point to the next, the same for all series: their points are at the same times. */
  stepMs: z.number().int(),
  series: z.array(
    z.object({
      server: z.string(),
      source: poolSourceSchema,
      /** What `values` of its points has. */
      figures: z.array(z.string()),
      points: z.array(historyPointSchema).max(MAX_POINTS),
    }),
  ),
});
export type PoolHistoryDto = z.infer<typeof poolHistorySchema>;
