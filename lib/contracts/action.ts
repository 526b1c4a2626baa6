import { z } from 'zod';
import { alertSchema } from './alert.ts';
import { endpointSchema } from './endpoint.ts';
import { noteKindSchema } from './incident.ts';
import { MESSAGE_TYPES } from './message.ts';
import { MAX_ID } from './parameter.ts';
import { ruleOptionsSchema, ruleSchema } from './rule.ts';
import { maintenanceSchema, scheduleSchema, silenceSchema } from './silence.ts';

/** What a browser or a command sends to have something done. Every message says what was expected. */

/** Control characters, all of them or but for those that lay out a text. */
const NOT_IN_ONE_LINE = /\p{Cc}/u;
const NOT_IN_A_TEXT = /[^\P{Cc}\n\t]/u;

function words(expected: string, max: number, refused: RegExp) {
  return z
    .string(expected)
    .trim()
    .min(1, expected)
    .max(max, expected)
    .refine((text) => !refused.test(text), expected);
}

const line = (what: string, max: number) =>
  words(`${what} of 1 to ${max} characters, none of them a control character`, max, NOT_IN_ONE_LINE);

/** Who does it, for the history. Nobody signs in yet, so it is what they call themselves. */
export const actorSchema = line('your name', 80);

const note = words('a text of 1 to 4,000 characters', 4000, NOT_IN_A_TEXT);
const reason = line('a reason', 500);
const name = (what: string) => line(what, 255).nullable().default(null);
const pair = name('the name of a pair');

/** Body where nothing is to be said but who does it. */
export const actSchema = z.strictObject({ by: actorSchema });

/** Body of `POST /api/v1/incidents/ID/acknowledge` and `POST /api/v1/alerts/ID/acknowledge`. */
export const acknowledgeSchema = z.strictObject({ by: actorSchema, note: note.nullable().default(null) });

/** Body of `POST /api/v1/incidents/ID/notes`. */
export const noteSchema = z.strictObject({
  by: actorSchema,
  text: note,
  kind: noteKindSchema.default('note'),
});

/** Body of `PATCH /api/v1/incidents/ID/notes/NOTE`. */
export const noteChangeSchema = z.strictObject({ by: actorSchema, text: note });

const task = line('what is to be done', 500);
const assignee = line('a name', 80).nullable();
const dueAt = z.iso
  .datetime({ offset: true, error: 'a time, such as 2026-12-01T20:00:00Z, or null' })
  .nullable();

/** Body of `POST /api/v1/incidents/ID/tasks`. */
export const taskInputSchema = z.strictObject({
  by: actorSchema,
  text: task,
  assignee: assignee.default(null),
  dueAt: dueAt.default(null),
});
export type TaskInput = z.infer<typeof taskInputSchema>;

/** Body of `PATCH /api/v1/incidents/ID/tasks/TASK`: what is left out stays as it is. */
export const taskChangeSchema = z
  .strictObject({
    by: actorSchema,
    text: task.optional(),
    assignee: assignee.optional(),
    dueAt: dueAt.optional(),
    done: z.boolean('true or false').optional(),
  })
  .refine(({ by: _, ...changes }) => Object.values(changes).some((each) => each !== undefined), {
    path: ['done'],
    error: 'at least one of text, assignee, dueAt and done',
  });
export type TaskChange = z.infer<typeof taskChangeSchema>;

const SILENCE_EXPECTED =
  'at least one of pair, rule, server and pool: for a silence about everything, plan a maintenance window';

/** Body of `POST /api/v1/silences`. It begins at once. */
export const silenceInputSchema = z
  .strictObject({
    by: actorSchema,
    pair,
    rule: name('the id of a rule'),
    server: name('the name of a server'),
    pool: name('the key of a pool'),
    endsAt: z.iso.datetime({ offset: true, error: 'a time, such as 2026-12-01T20:00:00Z' }),
    reason,
  })
  .refine(
    (silence) => [silence.pair, silence.rule, silence.server, silence.pool].some((each) => each !== null),
    { path: ['pair'], error: SILENCE_EXPECTED },
  );
export type SilenceInput = z.infer<typeof silenceInputSchema>;

/** Body of `POST /api/v1/maintenance`. */
export const windowInputSchema = z.strictObject({ by: actorSchema, pair, schedule: scheduleSchema, reason });
export type WindowInput = z.infer<typeof windowInputSchema>;

const place = {
  pair,
  pool: name('the key of a pool'),
};
const POOL_EXPECTED = 'no pool where no pair is named: pools are those of a pair';
const isPlace = ({ pair: of, pool }: { pair: string | null; pool: string | null }) =>
  pool === null || of !== null;

/** Query of `GET /api/v1/rules`: where the rules are to be told as they stand. */
export const rulePlaceSchema = z.object(place).refine(isPlace, { path: ['pool'], error: POOL_EXPECTED });

/** Body of `PUT /api/v1/rules/ID`: what is wanted otherwise there; it takes the place of what was wanted before. */
export const ruleInputSchema = z
  .strictObject({ by: actorSchema, ...place, options: ruleOptionsSchema })
  .refine(isPlace, { path: ['pool'], error: POOL_EXPECTED });
export type RuleInput = z.infer<typeof ruleInputSchema>;

/** Query of `DELETE /api/v1/rules/ID`. */
export const ruleRemovalSchema = z
  .object({ by: actorSchema, ...place })
  .refine(isPlace, { path: ['pool'], error: POOL_EXPECTED });

const DAYS = 'a number of days from 1 to 30';
const previewed = {
  pair: line('the name of a pair', 255),
  pool: name('the key of a pool'),
  days: z.coerce.number(DAYS).min(1, DAYS).max(30, DAYS).default(30),
};

/** Query of `GET /api/v1/rules/ID/preview`: as the rule stands. */
export const rulePreviewQuerySchema = z.object(previewed);
export type RulePreviewQuery = z.infer<typeof rulePreviewQuerySchema>;

/** Body of `POST /api/v1/rules/ID/preview`: as it would be with options that nobody saved. */
export const rulePreviewInputSchema = z.strictObject({ ...previewed, options: ruleOptionsSchema });

/** Body of `POST /api/v1/endpoints/NAME/replay`. */
export const replaySchema = z.strictObject({
  by: actorSchema,
  since: z.iso.datetime({ offset: true, error: 'a time, such as 2026-12-01T20:00:00Z' }),
});

/** Query of a DELETE, which has no body. */
export const removalSchema = z.object({ by: actorSchema });

/** An id within a path. */
export const idSchema = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number)
  .pipe(z.int().positive().max(MAX_ID));

/** What is answered: the thing as it is after what was done to it. */

const now = z.iso.datetime();

/** Also of `GET /api/v1/alerts/ID`. */
export const alertAnswerSchema = z.object({ now, alert: alertSchema });
export type AlertAnswerDto = z.infer<typeof alertAnswerSchema>;

export const silenceAnswerSchema = z.object({ now, silence: silenceSchema });
export type SilenceAnswerDto = z.infer<typeof silenceAnswerSchema>;

export const windowAnswerSchema = z.object({ now, window: maintenanceSchema });
export type WindowAnswerDto = z.infer<typeof windowAnswerSchema>;

export const ruleAnswerSchema = z.object({ now, rule: ruleSchema });
export type RuleAnswerDto = z.infer<typeof ruleAnswerSchema>;

export const endpointAnswerSchema = z.object({ now, endpoint: endpointSchema });
export type EndpointAnswerDto = z.infer<typeof endpointAnswerSchema>;

/** What is gone after it was removed. */
export const removedSchema = z.object({ now, removed: z.string() });
export type RemovedDto = z.infer<typeof removedSchema>;

/** `id` of `GET /api/v1/deliveries/ID`, where it is told what becomes of it. */
const TYPE = `one of ${MESSAGE_TYPES.join(', ')}`;
/** Body of `POST /api/v1/endpoints/NAME/test`: as what it is to look. */
export const testSchema = z.strictObject({
  by: actorSchema,
  type: z.enum(MESSAGE_TYPES, TYPE).default('test'),
});
export const testAnswerSchema = z.object({ now, id: z.string() });
export type TestAnswerDto = z.infer<typeof testAnswerSchema>;

/** How many messages begin anew. */
export const replayAnswerSchema = z.object({ now, replayed: z.number().int() });
export type ReplayAnswerDto = z.infer<typeof replayAnswerSchema>;
