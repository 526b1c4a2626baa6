import { z } from 'zod';
import { pageLimit } from './parameter.ts';

/** A message on its way to one endpoint, and what became of it. */
export const deliverySummarySchema = z.object({
  /** The webhook-id of every try. */
  id: z.string(),
  endpoint: z.string(),
  pair: z.string().nullable(),
  type: z.string(),
  /** What happened that it tells of, in one sentence. */
  sentence: z.string(),
  incidentId: z.number().int().nullable(),
  createdAt: z.iso.datetime(),
  /** `dead`: every try failed, or the endpoint refused it for good; a replay starts over. */
  status: z.enum(['waiting', 'delivered', 'dead']),
  attempts: z.number().int(),
  /** null once it is delivered or dead. */
  nextAttemptAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Why the last try failed; null when it did not. */
  lastError: z.string().nullable(),
});
export type DeliverySummaryDto = z.infer<typeof deliverySummarySchema>;

/** One try to send. */
export const deliveryTrySchema = z.object({
  attemptedAt: z.iso.datetime(),
  latencyMs: z.number().int(),
  /** HTTP status, or SMTP reply code; null when no answer came. */
  status: z.number().int().nullable(),
  /** The first 2 KB of the answer's body. */
  answer: z.string().nullable(),
  error: z.string().nullable(),
});
export type DeliveryTryDto = z.infer<typeof deliveryTrySchema>;

export const deliveryListSchema = z.object({
  now: z.iso.datetime(),
  /** Newest first. */
  deliveries: z.array(deliverySummarySchema),
  nextBefore: z.string().nullable(),
});
export type DeliveryListDto = z.infer<typeof deliveryListSchema>;

/** Answer of `GET /api/v1/deliveries/ID`. */
export const deliveryAnswerSchema = z.object({
  now: z.iso.datetime(),
  delivery: deliverySummarySchema,
  /** The message as it was stored, before it takes the shape its endpoint wants. */
  body: z.string(),
  tries: z.array(deliveryTrySchema),
});
export type DeliveryAnswerDto = z.infer<typeof deliveryAnswerSchema>;

/** Query of `GET /api/v1/deliveries`. */
export const deliveryQuerySchema = z.object({
  endpoint: z.string().optional(),
  status: z.enum(['waiting', 'delivered', 'dead', 'failed'], 'waiting, delivered, dead or failed').optional(),
  /** The whole list as a file, from `before` on. */
  format: z.enum(['csv'], 'csv').optional(),
  limit: pageLimit({ usual: 50, max: 200 }),
  /** The id of a delivery, as nextBefore gives it. */
  before: z.string().optional(),
});
export type DeliveryQuery = z.infer<typeof deliveryQuerySchema>;
