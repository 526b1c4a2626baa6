import { z } from 'zod';
import { timeParameter } from './parameter.ts';
import { LONGEST_MS } from './range.ts';
import { verdictSchema } from './verdict.ts';

const DAY_MS = 86_400_000;

/** Query of `GET /api/v1/pairs/NAME/timeline`, asked at `now`: without a range it is about the last 24 hours. */
export const timelineQuerySchema = (now: number) =>
  z
    .object({ from: timeParameter.optional(), to: timeParameter.optional() })
    .transform(({ from, to = now }) => ({ from: from ?? to - DAY_MS, to }))
    .refine(({ from, to }) => from < to, { path: ['from'], error: 'a time before `to`' })
    .refine(({ from, to }) => to - from <= LONGEST_MS, {
      path: ['from'],
      error: 'at most 400 days before `to`',
    });
export type TimelineQuery = z.infer<ReturnType<typeof timelineQuerySchema>>;

/** As many stays a server, and verdicts, as an answer has at most: the latest. */
export const MOST_STAYS = 500;

export const markKindSchema = z.enum(['alert', 'incident', 'config', 'action']);

/** How many marks an answer has at most: a chart shows no more beside each other. */
export const MOST_MARKS = 200;

const stretch = { from: z.iso.datetime(), until: z.iso.datetime().nullable() };

/** What happened to a pair in a time, on Pairwatch's one clock. `until` null: it goes on. */
export const timelineSchema = z.object({
  now: z.iso.datetime(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** The primary first. */
  servers: z.array(
    z.object({
      name: z.string(),
      role: z.enum(['primary', 'secondary']),
      /** Its states in their order; where none is, it was not seen. */
      stays: z.array(z.object({ ...stretch, state: z.string() })),
    }),
  ),
  verdicts: z.array(z.object({ ...stretch, verdict: verdictSchema, code: z.string() })),
  /** Alerts that fired or ended, incidents, changed configurations, what people did: the events behind them. */
  marks: z
    .array(
      z.object({
        eventId: z.number().int(),
        kind: markKindSchema,
        at: z.iso.datetime(),
        sentence: z.string(),
      }),
    )
    .max(MOST_MARKS),
  /** There were more stays or marks than an answer has; the latest are in it. */
  isCut: z.boolean(),
});
export type TimelineDto = z.infer<typeof timelineSchema>;
