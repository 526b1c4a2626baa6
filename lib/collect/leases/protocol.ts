import type { LeaseFileCounts } from '../../contracts/lease-counts.ts';
import type { FailoverStateBlock, LeaseRecord } from '../../dhcpd/leases/items.ts';
import type { LeasesReading } from '../reading.ts';

/** What the collector and the thread that reads lease files say to each other. Only plain data goes across. */

/** A range of dhcpd.conf with all that its counts are filed under. */
export type BookRange = {
  low: number;
  high: number;
  sharedNetwork: string;
  subnet: string;
  /** Key of its pool. */
  pool: string | null;
  /** Outside failover a backup lease is free (reference 4.3). */
  peer: string | null;
};

export type Request =
  /** A server's ranges: what was read of its file before is dropped. */
  | { kind: 'open'; serverId: number; isPrimary: boolean; partnerId: number | null; ranges: BookRange[] }
  /** What the database has of it, by address. The answer are the addresses that lie in no range of it. */
  | { kind: 'seed'; serverId: number; addresses: number[]; hashes: number[] }
  /**
   * A file from `offset` on, mostly its first byte. Blocks before `knownUpTo` are in the database, but for addresses it
   * has none of; null for a former file, of which only the failover states are wanted.
   */
  | { kind: 'begin'; serverId: number; offset: number; knownUpTo: number | null; nowSeconds: number }
  /** The bytes are handed over: they are of no more use to the sender. */
  | { kind: 'push'; serverId: number; bytes: Uint8Array<ArrayBuffer> }
  /** The end of the file was reached: a new table takes the place of the old one. */
  | { kind: 'complete'; serverId: number; now: number };

export type Answers = {
  open: null;
  seed: number[];
  begin: null;
  push: Taken;
  complete: Completed;
};

/** What some bytes of a file came to. */
export type Taken = {
  /** Blocks that differ from what the database has, in the order of the file. */
  changed: { record: LeaseRecord; hash: number }[];
  /** Blocks of the failover state, also those from before `knownUpTo`. */
  stateBlocks: FailoverStateBlock[];
  /** The first byte that was not taken yet. */
  offset: number;
};

export type Completed = {
  counts: LeaseFileCounts;
  /** Addresses the database has and the new file has not. */
  removed: number[];
} & Pick<LeasesReading, 'conflicts' | 'backlog' | 'ages' | 'newClients' | 'endings' | 'grants' | 'uncounted'>;
