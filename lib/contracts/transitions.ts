import { z } from 'zod';

/** As many groups an answer has at most: more marks beside each other are a wall. */
export const MOST_GROUPS = 40;

/** As many changes an answer counts at most: the latest of both servers together. */
export const MOST_CHANGES = 2_000;

/** As many changes of a group are told one by one. */
export const MOST_TOLD = 3;

/** Changes that are near to each other in the time asked for. */
export const transitionGroupSchema = z.object({
  /** When the first of them was, by Pairwatch's clock. */
  at: z.iso.datetime(),
  /** How many they are. */
  count: z.number().int().positive(),
  /** The first of them, in their order: the server and the state it entered. */
  first: z
    .array(z.object({ server: z.string(), state: z.string() }))
    .min(1)
    .max(MOST_TOLD),
  /** Of the states that were entered, the one to be told first. */
  worstState: z.string(),
});
export type TransitionGroupDto = z.infer<typeof transitionGroupSchema>;

/** Answer of `GET /api/v1/pairs/NAME/transitions`; its query is `timelineQuerySchema`. */
export const transitionsSchema = z.object({
  now: z.iso.datetime(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** The changes of state of both servers after `from` and up to `to`, in their order. */
  groups: z.array(transitionGroupSchema).max(MOST_GROUPS),
  /** There were more changes than an answer counts; the latest are in it. */
  isCut: z.boolean(),
});
export type TransitionsDto = z.infer<typeof transitionsSchema>;
