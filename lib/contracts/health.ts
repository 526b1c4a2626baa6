import { z } from 'zod';
import { freshnessSchema } from './verdict.ts';

/** Why Pairwatch does less than it should while it lives, without any name. */
export const DEGRADATIONS = {
  'no-collector': 'No collector ever ran: no pair is checked.',
  'collector-silent': 'The collector gives no sign of life: no pair is checked, nobody is told of anything.',
  'messages-stuck': 'The oldest message has waited for more than 10 minutes for its endpoint to take it.',
  'messages-given-up': 'Messages were given up since their endpoint last took one.',
} as const;
const degradationSchema = z.enum(Object.keys(DEGRADATIONS) as (keyof typeof DEGRADATIONS)[]); // keys of a const object
export type Degradation = z.infer<typeof degradationSchema>;

export const healthSchema = z.object({
  now: z.iso.datetime(),
  /** `ok` only while the collector is alive and the database answers. */
  status: z.enum(['ok', 'collector-silent', 'no-collector']),
  /** Why it does less than it should; empty when it does all. */
  degraded: z.array(z.object({ code: degradationSchema, sentence: z.string() })),
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

/** One hint of `GET /api/live`: something under this topic changed, ask again. */
export const liveHintSchema = z.object({ topic: z.string(), cursor: z.number().int() });
export type LiveHint = z.infer<typeof liveHintSchema>;
