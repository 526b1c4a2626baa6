import { z } from 'zod';
import { evidenceSchema, freshnessSchema, verdictSchema } from './verdict.ts';

export const sourceSchema = z.object({
  kind: z.enum(['omapi', 'pools', 'config', 'leases', 'log', 'clock']),
  freshness: freshnessSchema,
  intervalMs: z.number(),
  lastAttemptAt: z.iso.datetime().nullable(),
  lastSuccessAt: z.iso.datetime().nullable(),
  /** Start of the present run of failures; null while the source works. */
  failingSince: z.iso.datetime().nullable(),
  consecutiveFailures: z.number().int(),
  failure: z.object({ kind: z.string(), message: z.string() }).nullable(),
  roundTripMs: z.number().nullable(),
});
export type SourceDto = z.infer<typeof sourceSchema>;

export const serverSchema = z.object({
  name: z.string(),
  role: z.enum(['primary', 'secondary']),
  host: z.string(),
  /** The time zone of its machine, by its IANA name; null where that was not told. */
  zone: z.string().nullable(),
  /** The server's own word, spelled as dhcpd spells it; null when it was never read. */
  state: z.string().nullable(),
  /** The last state its partner told it; history, not news, while the two are not connected. */
  partnerState: z.string().nullable(),
  /** Since when this state holds. */
  since: z.iso.datetime().nullable(),
  /** When `state` was last confirmed by the server itself. */
  observedAt: z.iso.datetime().nullable(),
  /** Whether it answers clients now; null when nothing proves it either way. */
  answering: z.boolean().nullable(),
  answeringReason: z.string(),
  mcltSeconds: z.number().nullable(),
  unackedUpdates: z.number().nullable(),
  sources: z.array(sourceSchema),
});
export type ServerDto = z.infer<typeof serverSchema>;

/** The failover connection between the two servers, drawn from what they say. */
export const linkSchema = z.object({
  status: z.enum(['up', 'one-sided', 'down', 'unknown']),
  text: z.string(),
});

/** Clock of the secondary minus clock of the primary, with how it was found. */
export const skewSchema = z.object({
  skewMs: z.number(),
  uncertaintyMs: z.number(),
  method: z.enum(['sntp', 'ssh', 'arrival', 'stos']),
  measuredAt: z.iso.datetime(),
});

export const pairSchema = z.object({
  name: z.string(),
  title: z.string().nullable(),
  kind: z.literal('isc'),
  peer: z.string().nullable(),
  verdict: verdictSchema,
  code: z.string(),
  /** One plain sentence; `{since}` is already filled in, in UTC. */
  sentence: z.string(),
  /** The same sentence with `{since}` still in it, for a page that prints local time. */
  sentenceTemplate: z.string(),
  nextStep: z.string().nullable(),
  since: z.iso.datetime(),
  checkedAt: z.iso.datetime().nullable(),
  /** How often the pair is checked while healthy: the ruler for `checkedAt`. */
  intervalMs: z.number(),
  evidence: z.array(evidenceSchema),
  link: linkSchema,
  skew: skewSchema.nullable(),
  /** How many findings last, information apart. */
  findingCounts: z.object({ error: z.number().int(), warning: z.number().int() }),
  servers: z.array(serverSchema),
});
export type PairDto = z.infer<typeof pairSchema>;

/** Query of `GET /api/v1/pairs`. `omapi`: of the sources of each server only the one that tells its state, as lists show it. */
export const pairListQuerySchema = z.object({ sources: z.enum(['all', 'omapi']).default('all') });
export type PairListQuery = z.infer<typeof pairListQuerySchema>;

export const pairListSchema = z.object({
  /** The server's clock when it answered, so that a browser with a wrong clock still prints right ages. */
  now: z.iso.datetime(),
  pairs: z.array(pairSchema),
});
export type PairListDto = z.infer<typeof pairListSchema>;

export const pairAnswerSchema = z.object({ now: z.iso.datetime(), pair: pairSchema });
export type PairAnswerDto = z.infer<typeof pairAnswerSchema>;
