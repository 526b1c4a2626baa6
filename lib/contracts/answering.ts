import { z } from 'zod';

/** Buckets of the hash by which the servers of a pair share the clients (RFC 3074). */
export const HASH_BUCKETS = 256;

const NO_HASH = z.enum(['not-read', 'no-bitmap', 'off']);
const NO_GRANTS = z.enum(['no-lease-file', 'too-many-leases', 'none-granted']);
export type WhyNoHash = z.infer<typeof NO_HASH>;
export type WhyNoGrants = z.infer<typeof NO_GRANTS>;

const unknown = <Why extends z.ZodType>(why: Why) => z.object({ known: z.literal(false), why });

/** Who answers whom: how the hash shares the clients, and how the grants of the last while really were shared. */
export const pairAnsweringSchema = z.object({
  now: z.iso.datetime(),
  /** By the bitmap that OMAPI tells; it only counts while both servers are in normal. */
  hash: z.discriminatedUnion('known', [
    z.object({
      known: z.literal(true),
      primaryBuckets: z.number().int().min(0).max(HASH_BUCKETS),
      /** The server that told it, and when. */
      server: z.string(),
      observedAt: z.iso.datetime(),
    }),
    unknown(NO_HASH),
  ]),
  /** Leases granted or renewed within `windowMs`, by the server that had the client's last contact (cltt). */
  grants: z.discriminatedUnion('known', [
    z.object({
      known: z.literal(true),
      windowMs: z.number().int(),
      servers: z.array(z.object({ name: z.string(), count: z.number().int(), readAt: z.iso.datetime() })),
    }),
    unknown(NO_GRANTS),
  ]),
  /** The ports of the failover link, as each server tells them over OMAPI; null of one that was never read. */
  ports: z.array(
    z.object({
      server: z.string(),
      local: z.number().int().nullable(),
      partner: z.number().int().nullable(),
    }),
  ),
});
export type PairAnsweringDto = z.infer<typeof pairAnsweringSchema>;
