import { z } from 'zod';
import { actorSchema } from './action.ts';
import { pageLimit, timeCursor } from './parameter.ts';
import { evidenceSchema } from './verdict.ts';

/** Duties that come again and again for a pair: kebab-case, stable across versions. */
export const PRACTICE_CODES = [
  'sync-check',
  'lease-age-audit',
  'clock-check',
  'state-check',
  'lease-backup',
  'failover-drill',
] as const;
export const practiceCodeSchema = z.enum(PRACTICE_CODES);
export type PracticeCode = z.infer<typeof practiceCodeSchema>;

/** `not-done`: it was tried, and what was seen does not decide it. */
export const practiceOutcomeSchema = z.enum(['passed', 'failed', 'not-done']);
export type PracticeOutcome = z.infer<typeof practiceOutcomeSchema>;

/** What was looked at, and what it says: `pass` for, `fail` against, `unknown` where it says nothing; null: it is only told. */
export const practiceEvidenceSchema = evidenceSchema.extend({
  status: z.enum(['pass', 'fail', 'unknown']).nullable(),
});
export type PracticeEvidence = z.infer<typeof practiceEvidenceSchema>;

/** One time that a duty was done. */
export const practiceRunSchema = z.object({
  id: z.number().int(),
  at: z.iso.datetime(),
  /** When it was due; null when something called for it out of turn. */
  dueAt: z.iso.datetime().nullable(),
  outcome: practiceOutcomeSchema,
  /** null: Pairwatch itself. */
  actor: z.string().nullable(),
  sentence: z.string(),
  note: z.string().nullable(),
  evidence: z.array(practiceEvidenceSchema),
});
export type PracticeRunDto = z.infer<typeof practiceRunSchema>;

/**
 * `off`: nobody wants it · `not-counted`: no collector has counted it yet · `not-called-for`: nothing happened that calls for it ·
 * `in-time` · `due` · `overdue`: due for longer than its grace.
 */
export const practiceStateSchema = z.enum([
  'off',
  'not-counted',
  'not-called-for',
  'in-time',
  'due',
  'overdue',
]);
export type PracticeState = z.infer<typeof practiceStateSchema>;

/** A duty of one pair, as it stands. */
export const practiceSchema = z.object({
  code: practiceCodeSchema,
  title: z.string(),
  /** What is looked at, and why. */
  summary: z.string(),
  /** Whether Pairwatch does it when it is due; else a person has to. */
  isByItself: z.boolean(),
  /** Why it is left to a person where Pairwatch could do it elsewhere; null where it does it, or never could. */
  whyByHand: z.string().nullable(),
  owner: z.string().nullable(),
  everyDays: z.number().int(),
  /** As often as Pairwatch proposes. */
  proposedDays: z.number().int(),
  state: practiceStateSchema,
  /** What called for it, where it does not come by the calendar. */
  calledForBy: z.string().nullable(),
  dueAt: z.iso.datetime().nullable(),
  overdueAt: z.iso.datetime().nullable(),
  /** Somebody wants it done now, and the collector has not yet. */
  asked: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
  lastRun: practiceRunSchema.nullable(),
  /** When it was last done well; null: never. */
  lastPassedAt: z.iso.datetime().nullable(),
});
export type PracticeDto = z.infer<typeof practiceSchema>;

export const pairPracticesSchema = z.object({
  pair: z.string(),
  title: z.string().nullable(),
  practices: z.array(practiceSchema),
});
export type PairPracticesDto = z.infer<typeof pairPracticesSchema>;

/** Answer of `GET /api/v1/practices`. */
export const practiceListSchema = z.object({
  now: z.iso.datetime(),
  /** In the order of the settings. */
  pairs: z.array(pairPracticesSchema),
});
export type PracticeListDto = z.infer<typeof practiceListSchema>;

/** Its query. */
export const practiceQuerySchema = z.object({ pair: z.string().optional() });
export type PracticeQuery = z.infer<typeof practiceQuerySchema>;

/** Answer of `PATCH /api/v1/practices/PAIR/CODE` and of `POST …/runs`. */
export const practiceAnswerSchema = z.object({
  now: z.iso.datetime(),
  pair: z.string(),
  practice: practiceSchema,
});
export type PracticeAnswerDto = z.infer<typeof practiceAnswerSchema>;

/** Answer of `GET /api/v1/practices/PAIR/CODE/runs`. */
export const practiceRunListSchema = z.object({
  now: z.iso.datetime(),
  /** The latest first. */
  runs: z.array(practiceRunSchema),
  /** Give this as `cursor` to get the next older ones; null at the end. */
  nextCursor: z.string().nullable(),
});
export type PracticeRunListDto = z.infer<typeof practiceRunListSchema>;

/** Its query. */
export const practiceRunQuerySchema = z.object({
  limit: pageLimit({ usual: 20, max: 100 }),
  cursor: timeCursor.optional(),
});
export type PracticeRunQuery = z.infer<typeof practiceRunQuerySchema>;

const EVERY = 'a whole number of days from 1 to 730, or null for what Pairwatch proposes';

/** Body of `PATCH /api/v1/practices/PAIR/CODE`: what is left out stays as it is. */
export const practiceChangeSchema = z
  .strictObject({
    by: actorSchema,
    /** null: nobody. */
    owner: actorSchema.nullable().optional(),
    everyDays: z.number(EVERY).int(EVERY).min(1, EVERY).max(730, EVERY).nullable().optional(),
    off: z.boolean('true or false').optional(),
  })
  .refine(({ owner, everyDays, off }) => [owner, everyDays, off].some((each) => each !== undefined), {
    path: ['off'],
    error: 'at least one of owner, everyDays and off',
  });
export type PracticeChange = z.infer<typeof practiceChangeSchema>;

const NOTE = 'a text of 1 to 4,000 characters';

/**
 * Body of `POST /api/v1/practices/PAIR/CODE/runs`: does it now. `confirm`: the person has looked where Pairwatch can't, and the note
 * says at what.
 */
export const practiceRunInputSchema = z
  .strictObject({
    by: actorSchema,
    note: z
      .string(NOTE)
      .trim()
      .min(1, NOTE)
      .max(4000, NOTE)
      .refine((text) => !/[^\P{Cc}\n\t]/u.test(text), NOTE)
      .nullable()
      .default(null),
    confirm: z.boolean('true or false').default(false),
  })
  .refine(({ note, confirm }) => !confirm || note !== null, {
    path: ['note'],
    error: 'a note that says what you looked at: without one nothing proves it',
  });
export type PracticeRunInput = z.infer<typeof practiceRunInputSchema>;
