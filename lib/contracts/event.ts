import { z } from 'zod';
import { idParameter, pageLimit, parameter, timeParameter } from './parameter.ts';
import { durationOf } from './range.ts';
import { evidenceSchema } from './verdict.ts';

/**
 * `state`: a server changed state. `verdict`: our judgement changed. `source`: a way to read a server broke or came
 * back. `log`: dhcpd wrote something that matters. `finding`: something is not as it should be, or is again.
 * `config`: a server's configuration changed; its evidence is what did. `alert`, `incident`: one began, changed or ended.
 * `action`: somebody did something with Pairwatch. `delivery`: an endpoint could not be told.
 */
export const eventKindSchema = z.enum([
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
]);
export type EventKind = z.infer<typeof eventKindSchema>;

export const eventSourceSchema = evidenceSchema.shape.source;
export type EventSource = z.infer<typeof eventSourceSchema>;

export const eventSchema = z.object({
  id: z.number().int(),
  /** null for an event of Pairwatch itself. */
  pair: z.string().nullable(),
  /** Server the event is about; null for an event of the pair. */
  server: z.string().nullable(),
  kind: eventKindSchema,
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
  /**
   * How far back was looked, where so few events pass the filters that not all could be looked through at once; null where
   * the page is full, or all there is was looked through.
   */
  searchedTo: z.iso.datetime().nullable(),
});
export type EventListDto = z.infer<typeof eventListSchema>;

/** Answer of `GET /api/v1/events/ID`. */
export const eventAnswerSchema = z.object({
  now: z.iso.datetime(),
  event: eventSchema,
  /** What `neighbours` have in common with it: its incident, or their minute. */
  togetherBy: z.enum(['incident', 'minute']),
  /** Newest first, the event itself among them. */
  neighbours: z.array(eventSchema),
});
export type EventAnswerDto = z.infer<typeof eventAnswerSchema>;

const MOST_WORDS = 200;
const KINDS = `one or several, separated by commas, of ${eventKindSchema.options.join(', ')}`;

const filters = {
  pair: z.string().optional(),
  /** Of whichever pair, where none is named. */
  server: z.string().optional(),
  kind: parameter(KINDS, kindsOf).optional(),
  /** What told it: one of the sources of its evidence. */
  source: z.enum(eventSourceSchema.options, `one of ${eventSourceSchema.options.join(', ')}`).optional(),
  /** In its sentence, in capitals or not. */
  text: parameter(`a text of 1 to ${MOST_WORDS} characters`, (text) =>
    text.length <= MOST_WORDS ? text : null,
  ).optional(),
  /** In place of `from` and `to`: up to now. */
  last: parameter('a stretch of time, such as 15m, 24h, 7d or 4w', durationOf).optional(),
  /** Its place in the history: from this time on, and before that one. */
  from: timeParameter.optional(),
  to: timeParameter.optional(),
  incident: idParameter('the id of an incident').optional(),
};

const before = idParameter('the id of an event, as nextBefore gives it').optional();

/** What a query says of time makes sense as a whole. */
function isOneTime(
  { last, from, to }: { last?: unknown; from?: number | undefined; to?: number | undefined },
  context: z.RefinementCtx,
): void {
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (last !== undefined && (from !== undefined || to !== undefined))
    refuse('last', 'nothing beside from and to, which say the time already');
  if (from !== undefined && to !== undefined && from >= to) refuse('from', 'a time before to');
}

/** Query of `GET /api/v1/events`. */
export const eventQuerySchema = z
  .object({ ...filters, limit: pageLimit({ usual: 50, max: 500 }), before })
  .superRefine(isOneTime);
export type EventQuery = z.infer<typeof eventQuerySchema>;

/** Query of `GET /api/v1/events/export`. */
export const eventExportSchema = z
  .object({ ...filters, format: z.enum(['csv', 'json'], 'csv or json').default('csv'), before })
  .superRefine(isOneTime);
export type EventExport = z.infer<typeof eventExportSchema>;

/** What is asked of events, with its time as it is at one moment: `last` is `from` by then. */
export type EventConditions = Omit<z.infer<z.ZodObject<typeof filters>>, 'last'>;

/** Resolves `last` at `now`. */
export function conditionsAt<Q extends EventConditions & { last?: number | undefined }>(
  { last, ...query }: Q,
  now: number,
): Omit<Q, 'last'> {
  return last === undefined ? query : { ...query, from: now - last };
}

function kindsOf(text: string): EventKind[] | null {
  const kinds = z.array(eventKindSchema).safeParse(text.split(','));
  return kinds.success ? [...new Set(kinds.data)] : null;
}

/**
 * The parameters of a search as the schemas here read them. What was left empty, as a form sends it, is as if it was not
 * there; what comes several times, as the kinds of a form do, is listed.
 */
export function eventSearch(entries: Iterable<readonly [string, string]>): Record<string, string> {
  const search: Record<string, string> = {};
  for (const [name, value] of entries) {
    if (value.trim() === '') continue;
    search[name] = name === 'kind' && search.kind !== undefined ? `${search.kind},${value}` : value;
  }
  return search;
}
