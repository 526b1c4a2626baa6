import { z } from 'zod';
import { leaseCountsSchema } from './lease-counts.ts';
import { BINDING_STATES } from './lease-filter.ts';
import { LEASE_READINGS } from './lease-guess.ts';
import { freshnessSchema } from './verdict.ts';

/** A time of a lease by its server's clock. dhcpd's `never` stands for itself. */
export const leaseTimeSchema = z.union([z.iso.datetime(), z.literal('never')]);
export type LeaseTime = z.infer<typeof leaseTimeSchema>;

const holder = {
  /** Hex pairs with colons; `mac:` and a hash where the settings ask for that. */
  hardware: z.string().nullable(),
  /** Hex pairs with colons; `id:` and a hash likewise. */
  clientId: z.string().nullable(),
  /** `name:` and a hash likewise. */
  hostname: z.string().nullable(),
};

/** One server's current lease of an address. Null times are unset. */
export const leaseSchema = z.object({
  state: z.enum(BINDING_STATES),
  nextState: z.enum(BINDING_STATES),
  rewindState: z.enum(BINDING_STATES),
  /** Active past its end: dhcpd has not moved it on yet (reference 4.3). */
  ended: z.boolean(),
  ...holder,
  hardwareType: z.string().nullable(),
  vendorClass: z.string().nullable(),
  starts: leaseTimeSchema.nullable(),
  ends: leaseTimeSchema.nullable(),
  tstp: leaseTimeSchema.nullable(),
  tsfp: leaseTimeSchema.nullable(),
  atsfp: leaseTimeSchema.nullable(),
  cltt: leaseTimeSchema.nullable(),
  reserved: z.boolean(),
  bootp: z.boolean(),
  agentOptions: z.record(z.string(), z.string()),
  variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  billingClass: z.string().nullable(),
  /** Since when this holder has it in this state, by the server's clock. */
  since: z.iso.datetime(),
  /** When Pairwatch read it in this form, by its own clock. */
  observedAt: z.iso.datetime(),
});
export type LeaseDto = z.infer<typeof leaseSchema>;

export const leaseRecordSchema = z.object({
  server: z.string(),
  lease: leaseSchema.nullable(),
  /**
   * Why there is no lease: `no-block`, the server's lease file has none, as of an address that is free and was never
   * used; `not-read`, its lease file was not read to its end yet.
   */
  missing: z.enum(['no-block', 'not-read']).nullable(),
});
export type LeaseRecordDto = z.infer<typeof leaseRecordSchema>;

export const addressLeasesSchema = z.object({
  address: z.string(),
  /** One for each server of the pair, the primary's first. */
  records: z.array(leaseRecordSchema),
  /**
   * Whether the servers tell another state or another holder; their times may differ, since updates are lazy. No block
   * counts as free without a holder. False while a server was not read.
   */
  differ: z.boolean(),
});
export type AddressLeasesDto = z.infer<typeof addressLeasesSchema>;

/** How far the lease file of one server may be believed: what is not in the answer may be in a file that was not read. */
export const leaseFileStandSchema = z.object({
  server: z.string(),
  role: z.enum(['primary', 'secondary']),
  /** When it was last read to its end, by Pairwatch's clock; null while it never was. */
  readAt: z.iso.datetime().nullable(),
  freshness: freshnessSchema,
  /** Why the latest try to read it failed; null when it did not, or there was none. */
  failure: z.string().nullable(),
  /** How often it should be read; null when the settings name no way to. */
  intervalMs: z.number().int().nullable(),
});
export type LeaseFileStandDto = z.infer<typeof leaseFileStandSchema>;

const foundLeases = {
  /** One for each server of the pair, the primary's first. */
  files: z.array(leaseFileStandSchema),
  /** By address. */
  leases: z.array(addressLeasesSchema),
  /** Give this as `cursor` to go on; null at the end. There may be more even when this page is short or empty. */
  nextCursor: z.string().nullable(),
};

/** How `q` was understood; null without one. */
const readAs = z.enum(LEASE_READINGS).nullable();

/** What is kept as keyed hashes, of which only whole ones can be found: parts of them find nothing. */
const hashed = z.object({ macs: z.boolean(), names: z.boolean() });
export type HashedDto = z.infer<typeof hashed>;

export const leaseListSchema = z.object({ now: z.iso.datetime(), readAs, hashed, ...foundLeases });
export type LeaseListDto = z.infer<typeof leaseListSchema>;

/** What a search finds in every pair. */
export const allLeasesSchema = z.object({
  now: z.iso.datetime(),
  readAs,
  hashed,
  /** In the order of the settings; `nextCursor` goes on in that pair alone. */
  pairs: z.array(z.object({ pair: z.string(), title: z.string().nullable(), ...foundLeases })),
  /** Pairs that were not asked, since the search had taken long enough. */
  notAsked: z.array(z.string()),
});
export type AllLeasesDto = z.infer<typeof allLeasesSchema>;

/** What there is to search in: the lease files as a whole, and the pools by which a search can be narrowed. */
export const leaseGroundSchema = z.object({
  now: z.iso.datetime(),
  files: z.array(
    leaseFileStandSchema.extend({
      path: z.string().nullable(),
      /** Over all ranges of the file; null while it was never read to its end. */
      total: leaseCountsSchema.nullable(),
    }),
  ),
  pools: z.array(
    z.object({
      id: z.number().int(),
      sharedNetwork: z.string(),
      ranges: z.array(z.object({ low: z.string(), high: z.string() })),
    }),
  ),
});
export type LeaseGroundDto = z.infer<typeof leaseGroundSchema>;

/** Who had an address in which state, by the server's clock. */
export const leaseStaySchema = z.object({
  server: z.string(),
  state: z.enum(BINDING_STATES),
  ...holder,
  from: z.iso.datetime(),
  /** Null while it lasts. */
  until: z.iso.datetime().nullable(),
  /** When the lease of the present stay ends or ended; null for a former stay. */
  ends: leaseTimeSchema.nullable(),
});
export type LeaseStayDto = z.infer<typeof leaseStaySchema>;

export const leaseHistorySchema = z.object({
  now: z.iso.datetime(),
  address: z.string(),
  /** Of both servers, the latest begun first. Stays of nobody are left out between two of somebody. */
  stays: z.array(leaseStaySchema),
  nextCursor: z.string().nullable(),
});
export type LeaseHistoryDto = z.infer<typeof leaseHistorySchema>;

export const leaseAtSchema = z.object({
  now: z.iso.datetime(),
  address: z.string(),
  /** What `at` covers: a minute where it names no seconds, else a second. */
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  servers: z.array(
    z.object({
      server: z.string(),
      /** All that touch this time, in their order; mostly one. */
      stays: z.array(leaseStaySchema),
      /** The begin of the oldest stay that is known of this address: before it, nothing means nothing. */
      knownSince: z.iso.datetime().nullable(),
    }),
  ),
});
export type LeaseAtDto = z.infer<typeof leaseAtSchema>;
