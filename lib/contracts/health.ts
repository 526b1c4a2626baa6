import { z } from 'zod';
import { freshnessSchema } from './verdict.ts';

export const healthSchema = z.object({
  now: z.iso.datetime(),
  /** `ok` only while the collector is alive and the database answers. */
  status: z.enum(['ok', 'collector-silent', 'no-collector']),
  collector: z
    .object({
      startedAt: z.iso.datetime(),
      lastSeenAt: z.iso.datetime(),
      freshness: freshnessSchema,
      version: z.string(),
    })
    .nullable(),
  database: z.object({ engine: z.enum(['sqlite', 'postgresql']) }),
  /** The web server that answers: a page of another build has to be loaded again. Absent where no web server does. */
  web: z.object({ version: z.string(), build: z.string() }).optional(),
  /** Messages that wait for their endpoint to take them. */
  undeliveredMessages: z.number().int(),
  oldestUndeliveredAt: z.iso.datetime().nullable(),
  /** Messages that were given up since their endpoint last took one. */
  deadMessages: z.number().int(),
});
export type HealthDto = z.infer<typeof healthSchema>;

/** RFC 9457 problem details: what every error answer of the API looks like. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), found: z.string(), expected: z.string() })).optional(),
});
export type ProblemDto = z.infer<typeof problemSchema>;

/** One hint of `GET /api/live`: something under this topic changed, ask again. */
export const liveHintSchema = z.object({ topic: z.string(), cursor: z.number().int() });
export type LiveHint = z.infer<typeof liveHintSchema>;
