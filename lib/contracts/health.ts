import { z } from 'zod';
import { freshnessSchema } from './verdict.ts';

/** Why Pairwatch does less than it should while it lives, without any name. */
export const DEGRADATIONS = {
  'no-collector': 'No collector ever ran: no pair is checked.',
  'collector-silent': 'The collector gives no sign of life: no pair is checked, nobody is told of anything.',
  'database-full':
    'The disk of the database is full: nothing new is stored, and nobody is told of anything, until there is room on it.',
  'database-read-only':
    'The database can not be written, as on a file system that is mounted read-only: nothing new is stored, and nobody is told of anything.',
  'database-unusable':
    'The collector can not use the database: nothing new is stored, and nobody is told of anything.',
  'database-newer':
    'A newer version of Pairwatch changed the database, and this one leaves it alone: no pair is checked.',
  'database-damaged':
    'The file of the database is damaged: what is read or stored may be wrong or missing. Restore a backup.',
  'backup-failing':
    'The database can not be copied: should it be lost, the last copy is older than it should be.',
  'collector-waits':
    'Another collector writes to this database: the one of this installation waits until that one ends.',
  'collector-restarting': 'The collector ended by itself and is started again: no pair is checked meanwhile.',
  'messages-stuck': 'The oldest message has waited for more than 10 minutes for its endpoint to take it.',
  'messages-given-up': 'Messages were given up since their endpoint last took one.',
} as const;
const degradationSchema = z.enum(Object.keys(DEGRADATIONS) as (keyof typeof DEGRADATIONS)[]); // keys of a const object
export type Degradation = z.infer<typeof degradationSchema>;

export const healthSchema = z.object({
  now: z.iso.datetime(),
  /** `ok` only while the collector is alive and the database answers. */
  status: z.enum(['ok', 'collector-silent', 'no-collector']),
  /** Why it does less than it should, and since when where that is known; empty when it does all. */
  degraded: z.array(
    z.object({ code: degradationSchema, sentence: z.string(), since: z.iso.datetime().nullable() }),
  ),
  collector: z
    .object({
      startedAt: z.iso.datetime(),
      lastSeenAt: z.iso.datetime(),
      freshness: freshnessSchema,
      version: z.string(),
    })
    .nullable(),
  database: z.object({
    engine: z.enum(['sqlite', 'postgresql']),
    /** How it is looked after; null while the collector has not said, or for an engine that looks after itself. */
    upkeep: z
      .object({
        backup: z
          .object({
            folder: z.string(),
            lastAt: z.iso.datetime().nullable(),
            failingSince: z.iso.datetime().nullable(),
            error: z.string().nullable(),
          })
          .nullable(),
        checkedAt: z.iso.datetime().nullable(),
        damage: z.object({ since: z.iso.datetime(), said: z.string() }).nullable(),
      })
      .nullable(),
  }),
  /** What keeps the collector from storing, with what to do, as the launcher of both heard it; absent where none tells. */
  trouble: z.object({ since: z.iso.datetime(), sentence: z.string() }).optional(),
  /** The web server that answers: a page of another build has to be loaded again. Absent where no web server does. */
  web: z.object({ version: z.string(), build: z.string() }).optional(),
  /** Messages that wait for their endpoint to take them. */
  undeliveredMessages: z.number().int(),
  oldestUndeliveredAt: z.iso.datetime().nullable(),
  /** Messages that were given up since their endpoint last took one. */
  deadMessages: z.number().int(),
});
export type HealthDto = z.infer<typeof healthSchema>;

/** What a stranger is told, such as a load balancer. */
export const publicHealthSchema = healthSchema.pick({ now: true, status: true, degraded: true });

/** Answer of `GET /api/health/live` and, with whether the database answers, of `GET /api/health/ready`. */
export const liveSchema = z.object({ now: z.iso.datetime(), status: z.enum(['live', 'ready']) });

/** RFC 9457 problem details: what every error answer of the API looks like. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string().optional(),
  /** By which the log of the web server has it. */
  requestId: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), found: z.string(), expected: z.string() })).optional(),
});
export type ProblemDto = z.infer<typeof problemSchema>;

const CURSOR = 'a whole number that a hint had as its cursor';

/** Query of `GET /api/live`. */
export const liveQuerySchema = z.object({
  /** Begins with a hint for each topic that changed after this cursor. */
  since: z.coerce.number(CURSOR).int(CURSOR).min(0, CURSOR).optional(),
});

/** One hint of `GET /api/live`: something under this topic changed, ask again. */
export const liveHintSchema = z.object({ topic: z.string(), cursor: z.number().int() });
export type LiveHint = z.infer<typeof liveHintSchema>;
