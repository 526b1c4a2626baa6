import { z } from 'zod';
import { verdictSchema } from './verdict.ts';

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
        kind: z.enum(['alert', 'incident', 'config', 'action']),
        at: z.iso.datetime(),
        sentence: z.string(),
      }),
    )
    .max(MOST_MARKS),
  /** There were more stays or marks than an answer has; the latest are in it. */
  isCut: z.boolean(),
});
export type TimelineDto = z.infer<typeof timelineSchema>;
