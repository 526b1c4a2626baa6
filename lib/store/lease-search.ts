import { setImmediate } from 'node:timers/promises';
import { type AddressRange, formatIpv4 } from '../contracts/ipv4.ts';
import type { AddressLeasesDto, LeaseListDto } from '../contracts/lease.ts';
import type { LeaseQuery } from '../contracts/lease-query.ts';
import type { Database, Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/sqlite/client.ts';
import { differsFrom, leaseConditions } from './lease-conditions.ts';
import { addressLeasesDto } from './lease-dto.ts';
import { leaseFileStand } from './lease-file-stand.ts';
import {
  findLeaseScope,
  type LeaseScope,
  type ScopeServer,
  type UnknownName,
  within,
} from './lease-scope.ts';
import { ADDRESSES_PER_SLICE, sliceOf } from './leases.ts';

/** Runs `fn` in a transaction that reads, as `Database.read` does, and says of which engine. */
export type Read = <T>(fn: (tx: Tx, engine: Database['engine']) => Promise<T>) => Promise<T>;

/** How many slices one step looks through: few while there may be much in each, then more. */
const FIRST_SLICES = 8;

/**
 * `step`: how many slices one step looks through at most. `answer`: an answer that looked through so many ends even if it
 * could hold more.
 */
type Bounds = { step: number; answer: number };

/** One place of each slice is looked at: up to four million addresses in one answer. */
const TO_SEEK: Bounds = { step: 1024, answer: 4096 };
/** Every entry of an index is looked at, as for a part of a hostname: up to 131,072 addresses in one answer. */
const TO_SCAN: Bounds = { step: 16, answer: 128 };
/** Every lease is held against its partner's: up to 16,384 addresses. */
const TO_COMPARE: Bounds = { step: 4, answer: 16 };

export type FoundLeases = Pick<LeaseListDto, 'files' | 'leases' | 'nextCursor'>;

/**
 * One page of the addresses whose lease on any server of the pair fits a query, with the leases of all its servers. To
 * look through millions takes a while: each step is a transaction of its own of a few milliseconds, and others have
 * their turn in between.
 */
export async function searchLeases(
  read: Read,
  pairName: string,
  query: LeaseQuery,
  now: number,
): Promise<FoundLeases | UnknownName> {
  const { filter, limit } = query;
  const named = { ...query, addresses: filter.addresses ?? null };
  const scope = await read((tx) => findLeaseScope(tx, pairName, named));
  if ('unknown' in scope) return scope;
  const files = scope.servers.map(({ row }) => leaseFileStand(row, now));
  if (query.differ && !mayDiffer(scope)) return { files, leases: [], nextCursor: null };

  const bounds = boundsOf(query);
  const found: number[] = [];
  let slices = Math.min(FIRST_SLICES, bounds.step);
  let cursor = query.cursor;
  for (let looked = 0, isEnd = false; !isEnd && found.length < limit && looked < bounds.answer; ) {
    const part = { after: cursor ?? -1, slices, take: limit - found.length };
    const step = await read((tx, engine) => {
      const conditions = leaseConditions(filter, { now, engine });
      return searchStep(tx, { ...scope, conditions, differ: query.differ }, part);
    });
    found.push(...step.addresses);
    cursor = step.reached;
    isEnd = cursor === null;
    looked += slices;
    slices = Math.min(slices * 8, bounds.step); // what did not fill the page is sparse
    await setImmediate(); // SQLite answers before anybody else has a turn
  }
  return {
    files,
    leases: await read((tx) => leasesOf(tx, scope, found, now)),
    nextCursor: cursor === null ? null : formatIpv4(cursor),
  };
}

/** While one file was not read, nothing is known to differ. */
function mayDiffer({ servers }: LeaseScope): boolean {
  return servers.length > 1 && servers.every(({ isRead }) => isRead);
}

function boundsOf({ filter, differ }: LeaseQuery): Bounds {
  if (differ) return TO_COMPARE;
  return filter.hostname === undefined ? TO_SEEK : TO_SCAN;
}

/** What one step looks for: leases on one of the servers that are searched that meet any of the conditions. */
type Wanted = LeaseScope & { conditions: readonly Prisma.Sql[]; differ: boolean };

type Step = {
  addresses: number[];
  /** All up to this address was looked through; null when there is no more. */
  reached: number | null;
};

/** Looks for at most `take` addresses in the next slices of the first range that reaches beyond the address `after`. */
async function searchStep(
  tx: Tx,
  wanted: Wanted,
  { after, slices: count, take }: { after: number; slices: number; take: number },
): Promise<Step> {
  const [range, ...others] = within(wanted.ranges, { low: after + 1, high: 0xffffffff });
  if (!range) return { addresses: [], reached: null };
  const slices = await filledSlices(tx, wanted.searched, range, count);
  const matches = await matchesIn(tx, wanted, { slices, range, limit: take + 1 });
  const addresses = matches.slice(0, take);
  if (matches.length > take) return { addresses, reached: addresses.at(-1) ?? after };
  const lastSlice = slices.length < count ? undefined : slices.at(-1);
  const reached = Math.min(range.high, lastSlice === undefined ? range.high : lastOf(lastSlice));
  return { addresses, reached: reached === range.high && others.length === 0 ? null : reached };
}

const lastOf = (slice: number): number => (slice + 1) * ADDRESSES_PER_SLICE - 1;

/** The first `count` slices of a range in which any of the servers has leases. */
async function filledSlices(
  tx: Tx,
  servers: readonly ScopeServer[],
  { low, high }: AddressRange,
  count: number,
): Promise<number[]> {
  const filled = new Set<number>();
  for (const { id } of servers) {
    // From one slice to the next by the index: no engine would skip all that lies in between by itself.
    const rows = await tx.$queryRaw<{ slice: number }[]>`
      WITH RECURSIVE "filled"("slice") AS (
        SELECT min("slice") FROM "Lease" WHERE "serverId" = ${id} AND "slice" >= ${sliceOf(low)}
        UNION ALL
        SELECT (SELECT min("slice") FROM "Lease" WHERE "serverId" = ${id} AND "slice" > "filled"."slice")
        FROM "filled" WHERE "filled"."slice" < ${sliceOf(high)}
      )
      SELECT "slice" FROM "filled" WHERE "slice" <= ${sliceOf(high)} LIMIT ${count}`;
    for (const { slice } of rows) filled.add(Number(slice));
  }
  return [...filled].sort((a, b) => a - b).slice(0, count);
}

/** At least the first `limit` addresses of these slices whose lease on any server is wanted, in their order. */
async function matchesIn(
  tx: Tx,
  { servers, searched, conditions, differ }: Wanted,
  { slices, range, limit }: { slices: readonly number[]; range: AddressRange; limit: number },
): Promise<number[]> {
  if (slices.length === 0) return [];
  const matches = new Set<number>();
  for (const { id } of searched) {
    const partner = differ && servers.find((server) => server.id !== id);
    const differs = partner ? differsFrom(partner.id) : Prisma.sql`1 = 1`;
    for (const condition of conditions) {
      // The plus keeps SQLite from walking all addresses of the server by its primary key.
      const rows = await tx.$queryRaw<{ address: bigint }[]>`
        SELECT "address" FROM "Lease"
        WHERE "serverId" = ${id} AND "slice" IN (${Prisma.join([...slices])})
          AND +"address" BETWEEN ${range.low} AND ${range.high} AND ${condition} AND ${differs}
        ORDER BY "slice", +"address" LIMIT ${limit}`;
      for (const { address } of rows) matches.add(Number(address));
    }
  }
  return [...matches].sort((a, b) => a - b);
}

async function leasesOf(
  tx: Tx,
  { servers }: LeaseScope,
  addresses: readonly number[],
  now: number,
): Promise<AddressLeasesDto[]> {
  const rows = await tx.lease.findMany({
    where: { serverId: { in: servers.map(({ id }) => id) }, address: { in: [...addresses] } },
  });
  return addresses.map((address) => {
    const leases = rows.filter((row) => Number(row.address) === address);
    return addressLeasesDto(address, servers, leases, now);
  });
}
