import type { Taken } from './protocol.ts';

export type KeptPosition = {
  identity: string;
  offset: number;
  rewrittenAt: number | null;
  /** Whether it was read to its end once, and what its states tell was stored. */
  isWhole: boolean;
};

/** What the database keeps of one server's leases, and how it is written. */
export type LeaseKeeper = {
  /** How far the file was read in an earlier run; null when it never was. */
  position(): Promise<KeptPosition | null>;
  /** Hash of the stored block of every address, in portions. */
  hashes(): AsyncIterable<{ addresses: number[]; hashes: number[] }>;
  /** Stores changed blocks in the order of the file, and that it is read up to there. */
  keep(changed: Taken['changed'], position: { identity: string; offset: number }): Promise<void>;
  /** Addresses that the file has no more. */
  remove(addresses: number[]): Promise<void>;
  /** Who holds each of some addresses by the leases stored of this server and of its partner, in words. */
  holders(addresses: readonly string[]): Promise<Map<string, { here: string; there: string }>>;
};
