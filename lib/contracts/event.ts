import { z } from 'zod';
import { MAX_ID } from './parameter.ts';
import { evidenceSchema } from './verdict.ts';

export const eventSchema = z.object({
  id: z.number().int(),
  /** null for an event of Pairwatch itself. */
  pair: z.string().nullable(),
  /** Server the event is about; null for an event of the pair. */
  server: z.string().nullable(),
  /**
   * `state`: a server changed state. `verdict`: our judgement changed. `source`: a way to read a server broke or came
   * back. `log`: dhcpd wrote something that matters. `finding`: something is not as it should be, or is again.
   * `config`: a server's configuration changed; its evidence is what did. `alert`, `incident`: one began, changed or ended.
   * `action`: somebody did something with Pairwatch. `delivery`: an endpoint could not be told.
   */
  kind: z.enum([
    'state',
    'verdict',
    'source',
    'collector',
    'log',
    'finding',
    'config',
    'alert',
    'incident',
    'action',
    'delivery',
  ]),
  /** When it happened: the server's own clock where it says, else `observedAt`. */
  at: z.iso.datetime(),
  /** Whose clock `at` is. */
  clock: z.enum(['server', 'pairwatch']),
  /** When Pairwatch saw it, by its own clock. */
  observedAt: z.iso.datetime(),
  /** Its place in the history: when it happened by Pairwatch's clock, as nearly as that is known. */
  sortAt: z.iso.datetime(),
  from: z.string().nullable(),
  to: z.string(),
  sentence: z.string(),
  evidence: z.array(evidenceSchema),
  /** Read from what a server kept of a time before Pairwatch watched it. */
  backfilled: z.boolean(),
  /** Who did it; null when nobody did. */
  actor: z.string().nullable(),
  /** The incident it belongs to by what it tells, not merely by its time. */
  incidentId: z.number().int().nullable(),
  /** How often the same was told: what repeats is one event. */
  count: z.number().int(),
  /** The latest of them; null while there is but one. */
  lastAt: z.iso.datetime().nullable(),
});
export type EventDto = z.infer<typeof eventSchema>;

export const eventListSchema = z.object({
  now: z.iso.datetime(),
  /** Newest first. */
  events: z.array(eventSchema),
  /** Give this as `before` to get the next older ones; null at the end. */
  nextBefore: z.number().int().nullable(),
});
export type EventListDto = z.infer<typeof eventListSchema>;

const LIMIT = 'a whole number from 1 to 500';
const BEFORE = 'the id of an event, as nextBefore gives it';

/** Query of `GET /api/v1/events`. */
export const eventQuerySchema = z.object({
  pair: z.string().optional(),
  limit: z.coerce.number(LIMIT).int(LIMIT).min(1, LIMIT).max(500, LIMIT).default(50),
  before: z.coerce.number(BEFORE).int(BEFORE).positive(BEFORE).max(MAX_ID, BEFORE).optional(),
});
export type EventQuery = z.infer<typeof eventQuerySchema>;
