import { z } from 'zod';

/** Everything that is kept for a time and then removed, by the name that pages show. */
export const KEPT_KINDS = [
  'samples',
  'five-minute sums',
  'hourly sums',
  'six-hour sums',
  'daily sums',
  'stays of leases',
  'clock samples',
  'backlog',
  'redundancy',
  'readiness',
  'new clients by hour',
  'ended leases by hour',
  'incidents',
  'alerts',
  'messages',
  'tries to deliver',
  'events',
  'reports',
  'audit log',
] as const;
export type KeptKind = (typeof KEPT_KINDS)[number];

/** How large the database will be once each kind has been kept as long as the settings say. null: not known. */
export const sizeForecastSchema = z.object({
  /** How long was watched, 28 days at most: what rates are of, where less of a kind was not enough. */
  watchedMs: z.number(),
  kinds: z.array(
    z.object({
      kind: z.enum(KEPT_KINDS),
      keptMs: z.number(),
      /** About how many there are. */
      rows: z.number(),
      /** With its share of the indexes; null while there is no row to measure. */
      bytesPerRow: z.number().nullable(),
      /** As they came in lately; null while too little was watched to tell. */
      rowsPerDay: z.number().nullable(),
      /** How long that was measured over. */
      measuredMs: z.number(),
      rowsAtRest: z.number().nullable(),
      bytesAtRest: z.number().nullable(),
    }),
  ),
  /** The database as it is. null where its size is not measured. */
  nowBytes: z.number().nullable(),
  /** What of it has no such time, such as the present leases: taken to stay as large as it is. */
  otherBytes: z.number().nullable(),
  /** All of it; without `otherBytes` where those are not known. */
  atRestBytes: z.number().nullable(),
  /** The disk of the database, where it is known how much of it is taken: what is still needed of it, and what is free. */
  disk: z
    .object({
      folder: z.string(),
      freeBytes: z.number(),
      /** Beyond what is taken now. */
      neededBytes: z.number(),
      /** Copies of the database on the same disk, which grow with it. */
      copies: z.number(),
    })
    .nullable(),
});
export type SizeForecast = z.infer<typeof sizeForecastSchema>;

/** Whether the disk has no room for what is to come. */
export const isDiskShort = ({ disk }: Pick<SizeForecast, 'disk'>): boolean =>
  disk !== null && disk.neededBytes > disk.freeBytes;
