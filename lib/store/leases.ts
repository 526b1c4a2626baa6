import { type BulkRow, bulkList, bulkWriter } from '../db/bulk.ts';
import type { Tx } from '../db/client.ts';
import type { LeaseRecord } from '../dhcpd/leases/items.ts';
import { packDetails } from './lease-dto.ts';
import { addLeaseSpans, lastSpans, trimLeaseSpans } from './lease-spans.ts';
import {
  afterBlock,
  type Before,
  type EndedStay,
  hasHolder,
  isWorthASpan,
  type Stay,
  stayOf,
  trimmed,
  wasDatedBySight,
} from './lease-stay.ts';
import { toDate } from './time.ts';

/** Addresses whose leases lie side by side in the indexes; see `Lease.slice` in the data model. */
export const ADDRESSES_PER_SLICE = 1024;

export const sliceOf = (address: number): number => Math.floor(address / ADDRESSES_PER_SLICE);

/**
 * How many leases one transaction should save: it then holds the event loop for some 30 ms and keeps other writers
 * waiting for not much longer.
 */
export const LEASES_PER_TRANSACTION = 1000;

/** One block of a lease file and the hash of its bytes, a whole number below 2^53. */
export type HashedLease = { record: LeaseRecord; hash: number };

export type LeasesRead = {
  /** When they were read, by Pairwatch's clock. */
  observedAt: number;
  /** False promises that the store has none of these addresses yet, as in the first import of a file. */
  known: boolean;
};

/**
 * Takes in blocks of one server's lease file in the order of the file, several of one address too: the last is its
 * lease, and each change of state or holder ends the stay before. Blocks that were taken in before change nothing.
 * Cheapest are many at once whose addresses lie near each other: who imports a whole file sorts some ten thousand
 * blocks by address, equal ones in their order, before saving them piece by piece.
 */
export async function saveLeases(
  tx: Tx,
  serverId: number,
  batch: readonly HashedLease[],
  { observedAt, known }: LeasesRead,
): Promise<void> {
  const blocksByAddress = groupByAddress(batch);
  const former = known
    ? await formerLeases(tx, serverId, [...blocksByAddress.keys()])
    : new Map<number, FormerLease>();
  const observedSeconds = Math.floor(observedAt / 1000);
  const rows: LeaseRow[] = [];
  const ended: EndedStay[] = [];
  const trims: { address: number; bySeconds: number }[] = [];
  for (const [address, blocks] of blocksByAddress) {
    const { hash, ...before } = former.get(address) ?? NOTHING_KNOWN;
    const news = blocks.slice(blocks.findLastIndex((block) => block.hash === hash) + 1);
    const taken = takeBlocks(address, news, before, observedSeconds);
    ended.push(...taken.ended);
    if (taken.beganSooner !== null) trims.push({ address, bySeconds: taken.beganSooner });
    const last = news.at(-1);
    if (last && taken.stay) rows.push(leaseRow(last, taken.stay.sinceSeconds));
  }
  rows.sort((a, b) => a.address - b.address);
  await writeLeases(tx, [serverId, toDate(observedAt)], rows);
  for (const trim of trims) await trimLeaseSpans(tx, serverId, trim);
  await addLeaseSpans(tx, serverId, ended);
}

type Taken = {
  /** The stay that lasts. */
  stay: Stay | null;
  ended: EndedStay[];
  /** When a stay began by the word of its block, where the one before it was only seen later; else null. */
  beganSooner: number | null;
};

/** What the next blocks of an address make of what is known of it. */
function takeBlocks(
  address: number,
  blocks: readonly HashedLease[],
  known: Before,
  observedSeconds: number,
): Taken {
  let before = known;
  let ended: EndedStay[] = [];
  let beganSooner: number | null = null;
  for (const { record } of blocks) {
    const stay = stayOf(record, before, observedSeconds);
    const untilSeconds = stay.sinceSeconds;
    if (before.stay && isWorthASpan(before.stay, stay)) ended.push({ ...before.stay, address, untilSeconds });
    if (before.stay && untilSeconds < before.stay.sinceSeconds) {
      ended = trimmed(ended, untilSeconds);
      beganSooner = Math.min(beganSooner ?? untilSeconds, untilSeconds);
    }
    before = afterBlock(record, stay, before);
  }
  return { stay: before.stay, ended, beganSooner };
}

function groupByAddress(batch: readonly HashedLease[]): Map<number, HashedLease[]> {
  const groups = new Map<number, HashedLease[]>();
  for (const block of batch) {
    const group = groups.get(block.record.address);
    if (group) group.push(block);
    else groups.set(block.record.address, [block]);
  }
  return groups;
}

type FormerLease = Before & { hash: number | null };

const NOTHING_KNOWN: FormerLease = { stay: null, notBefore: 0, hash: null };

/** What the store has of these addresses: their leases, and where they have none now, up to when they had one. */
async function formerLeases(
  tx: Tx,
  serverId: number,
  addresses: readonly number[],
): Promise<Map<number, FormerLease>> {
  const rows = await tx.$queryRaw<FormerRow[]>`
    SELECT "address", "hash", "state", "hardware", "clientId", "hostname", "sinceSeconds",
      "startsSeconds" AS "starts", "endsSeconds" AS "ends" FROM "Lease"
    WHERE "serverId" = ${serverId} AND "address" IN ${bulkList(addresses)}`;
  const former = new Map<number, FormerLease>();
  const isSure = new Set<number>();
  for (const { address, hash, starts, ends, ...stay } of rows) {
    former.set(Number(address), { stay, notBefore: stay.sinceSeconds, hash: Number(hash) });
    if (!wasDatedBySight({ ...stay, starts, ends }, stay.sinceSeconds)) isSure.add(Number(address));
  }
  const unsure = addresses.filter((address) => !isSure.has(address));
  const last = await lastSpans(tx, serverId, unsure);
  for (const address of unsure) {
    const { stay, hash } = former.get(address) ?? NOTHING_KNOWN;
    const { from, until } = last.get(address) ?? { from: 0, until: 0 };
    // The one that ended when this one was seen may have ended sooner: only its begin is sure.
    former.set(address, { stay, hash, notBefore: until === stay?.sinceSeconds ? from : until });
  }
  return former;
}

type FormerRow = Stay & { address: bigint; hash: bigint; starts: number | null; ends: number | null };

const LEASE_COLUMNS = {
  address: 'BIGINT',
  slice: 'INTEGER',
  state: 'TEXT',
  nextState: 'TEXT',
  rewindState: 'TEXT',
  startsSeconds: 'INTEGER',
  endsSeconds: 'INTEGER',
  tstpSeconds: 'INTEGER',
  tsfpSeconds: 'INTEGER',
  atsfpSeconds: 'INTEGER',
  clttSeconds: 'INTEGER',
  reserved: 'BOOLEAN',
  bootp: 'BOOLEAN',
  hardwareType: 'TEXT',
  hardware: 'TEXT',
  clientId: 'TEXT',
  hostname: 'TEXT',
  hostnameKey: 'TEXT',
  vendorClass: 'TEXT',
  details: 'TEXT',
  sinceSeconds: 'INTEGER',
  hash: 'BIGINT',
} as const;

type LeaseRow = BulkRow<typeof LEASE_COLUMNS> & { address: number };

const writeLeases = bulkWriter({
  table: 'Lease',
  shared: ['serverId', 'observedAt'],
  columns: LEASE_COLUMNS,
  key: ['serverId', 'address'],
});

function leaseRow({ record, hash }: HashedLease, sinceSeconds: number): LeaseRow {
  return {
    address: record.address,
    slice: sliceOf(record.address),
    state: record.state,
    nextState: record.nextState,
    rewindState: record.rewindState,
    startsSeconds: record.starts,
    endsSeconds: record.ends,
    tstpSeconds: record.tstp,
    tsfpSeconds: record.tsfp,
    atsfpSeconds: record.atsfp,
    clttSeconds: record.cltt,
    reserved: record.reserved,
    bootp: record.bootp,
    hardwareType: record.hardwareType,
    hardware: record.hardware,
    clientId: record.clientId,
    hostname: record.hostname,
    hostnameKey: record.hostname?.toLowerCase() ?? null,
    vendorClass: record.vendorClass,
    details: packDetails(record),
    sinceSeconds,
    hash,
  };
}

/**
 * Removes the leases of addresses that a lease file written anew has no more: dhcpd leaves out what is free and was
 * never used, and what lies in no range any more. The stays of their holders end where that was seen.
 */
export async function removeLeases(
  tx: Tx,
  serverId: number,
  addresses: readonly number[],
  { observedAt }: { observedAt: number },
): Promise<void> {
  const observedSeconds = Math.floor(observedAt / 1000);
  const ended: EndedStay[] = [];
  for (const [address, { stay }] of await formerLeases(tx, serverId, [...addresses])) {
    if (stay && hasHolder(stay))
      ended.push({ ...stay, address, untilSeconds: Math.max(stay.sinceSeconds, observedSeconds) });
  }
  await addLeaseSpans(tx, serverId, ended);
  await tx.$executeRaw`
    DELETE FROM "Lease" WHERE "serverId" = ${serverId} AND "address" IN ${bulkList(addresses)}`;
}

/**
 * One page of what the store has of a server's leases, by address: at most `limit` after the address `after` (null for
 * the first), less at the end. A collector that starts anew learns from them which blocks are news.
 */
export async function leaseHashes(
  tx: Tx,
  serverId: number,
  { after, limit }: { after: number | null; limit: number },
): Promise<{ address: number; hash: number }[]> {
  const rows = await tx.$queryRaw<{ address: bigint; hash: bigint }[]>`
    SELECT "address", "hash" FROM "Lease" WHERE "serverId" = ${serverId} AND "address" > ${after ?? -1}
    ORDER BY "address" LIMIT ${limit}`;
  return rows.map(({ address, hash }) => ({ address: Number(address), hash: Number(hash) }));
}
