import { z } from 'zod';

/** As many blocks of a lease file, and lines of a log, as are shown of each server. */
export const MOST_LINES = 8;

const lineSchema = z.object({
  eventId: z.number().int(),
  /** By Pairwatch's clock, as nearly as that is known. */
  at: z.iso.datetime(),
  /** As it was read. */
  text: z.string(),
});
export type EvidenceLineDto = z.infer<typeof lineSchema>;

/** What both servers told last, as they told it. */
export const pairEvidenceSchema = z.object({
  now: z.iso.datetime(),
  /** The primary first. */
  servers: z.array(
    z.object({
      name: z.string(),
      role: z.enum(['primary', 'secondary']),
      /** Its failover-state object in the order it was sent; null when OMAPI never told it. */
      omapi: z
        .object({
          observedAt: z.iso.datetime(),
          attributes: z.array(z.object({ name: z.string(), value: z.union([z.number(), z.string()]) })),
        })
        .nullable(),
      /** Blocks of its lease file that told of a state, newest first. */
      leaseFile: z.array(lineSchema),
      /** Lines of its log that told something, newest first. */
      log: z.array(lineSchema),
    }),
  ),
});
export type PairEvidenceDto = z.infer<typeof pairEvidenceSchema>;
