import { setImmediate } from 'node:timers/promises';
import { type AddressRange, formatIpv4 } from '../contracts/ipv4.ts';
import type { AddressLeasesDto, LeaseListDto } from '../contracts/lease.ts';
import { type LeaseFilter, NEVER_SECONDS } from '../contracts/lease-filter.ts';
import type { LeaseQuery } from '../contracts/lease-query.ts';
import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/sqlite/client.ts';
import { addressLeasesDto } from './lease-dto.ts';
import {
  findLeaseScope,
  type LeaseScope,
  type ScopeServer,
  type UnknownName,
  within,
} from './lease-scope.ts';
import { ADDRESSES_PER_SLICE, sliceOf } from './leases.ts';

/** Runs `fn` in a transaction that reads, as `Database.read` does. */
export type Read = <T>(fn: (tx: Tx) => Promise<T>) => Promise<T>;

/** An answer that looked through so many slices, up to four million addresses, ends even if it could hold more. */
const MAX_SLICES = 4096;

/** How many slices one step looks through: few while there may be much in each, more while nothing is found. */
const FIRST_SLICES = 8;
const MOST_SLICES = 128;
/** A part of a hostname is looked for in every entry of the index, anything else at one place of each slice. */
const MOST_SLICES_TO_SCAN = 16;

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
): Promise<Pick<LeaseListDto, 'leases' | 'nextCursor'> | UnknownName> {
  const { filter, limit } = query;
  const named = { ...query, addresses: filter.addresses ?? null };
  const scope = await read((tx) => findLeaseScope(tx, pairName, named));
  if ('unknown' in scope) return scope;

  const conditions = conditionsOf(filter, now);
  const most = filter.hostname === undefined ? MOST_SLICES : MOST_SLICES_TO_SCAN;
  const found: number[] = [];
  let slices = FIRST_SLICES;
  let cursor = query.cursor;
  for (let looked = 0, isEnd = false; !isEnd && found.length < limit && looked < MAX_SLICES; ) {
    const part = { after: cursor ?? -1, slices, take: limit - found.length };
    const step = await read((tx) => searchStep(tx, scope, conditions, part));
    found.push(...step.addresses);
    cursor = step.reached;
    isEnd = cursor === null;
    looked += slices;
    if (step.addresses.length === 0) slices = Math.min(slices * 4, most);
    await setImmediate(); // SQLite answers before anybody else has a turn
  }
  return {
    leases: await read((tx) => leasesOf(tx, scope, found, now)),
    nextCursor: cursor === null ? null : formatIpv4(cursor),
  };
}

type Step = {
  addresses: number[];
  /** All up to this address was looked through; null when there is no more. */
  reached: number | null;
};

/** Looks for at most `take` addresses in the next slices of the first range that reaches beyond the address `after`. */
async function searchStep(
  tx: Tx,
  { searched, ranges }: LeaseScope,
  conditions: readonly Prisma.Sql[],
  { after, slices: count, take }: { after: number; slices: number; take: number },
): Promise<Step> {
  const [range, ...others] = within(ranges, { low: after + 1, high: 0xffffffff });
  if (!range) return { addresses: [], reached: null };
  const slices = await filledSlices(tx, searched, range, count);
  const matches = await matchesIn(tx, searched, conditions, { slices, range, limit: take + 1 });
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

/** At least the first `limit` addresses of these slices whose lease on any server meets any condition, in their order. */
async function matchesIn(
  tx: Tx,
  servers: readonly ScopeServer[],
  conditions: readonly Prisma.Sql[],
  { slices, range, limit }: { slices: readonly number[]; range: AddressRange; limit: number },
): Promise<number[]> {
  if (slices.length === 0) return [];
  const matches = new Set<number>();
  for (const { id } of servers) {
    for (const condition of conditions) {
      // The plus keeps SQLite from walking all addresses of the server by its primary key.
      const rows = await tx.$queryRaw<{ address: bigint }[]>`
        SELECT "address" FROM "Lease"
        WHERE "serverId" = ${id} AND "slice" IN (${Prisma.join([...slices])})
          AND +"address" BETWEEN ${range.low} AND ${range.high} AND ${condition}
        ORDER BY "slice", +"address" LIMIT ${limit}`;
      for (const { address } of rows) matches.add(Number(address));
    }
  }
  return [...matches].sort((a, b) => a - b);
}

/** What `matchesLease` means, but for the addresses, in the words of the database: a lease must meet one of these. */
function conditionsOf({ hardware, clientIds, hostname, state }: LeaseFilter, now: number): Prisma.Sql[] {
  const common = [Prisma.sql`1 = 1`];
  if (hardware !== undefined) common.push(startsWith(Prisma.sql`"hardware"`, hardware));
  if (hostname !== undefined) {
    const pattern = `%${hostname.replace(/[!%_]/g, '!$&')}%`;
    common.push(Prisma.sql`"hostnameKey" LIKE ${pattern} ESCAPE '!'`);
  }
  if (state === 'ended') {
    const endedBefore = Math.min(Math.ceil(now / 1000), NEVER_SECONDS);
    common.push(Prisma.sql`"state" = 'active' AND "endsSeconds" < ${endedBefore}`);
  } else if (state !== undefined) common.push(Prisma.sql`"state" = ${state}`);
  // Each prefix is a question of its own, for one that has an OR in it finds no place in the index.
  const alternatives = clientIds?.map((prefix) => [startsWith(Prisma.sql`"clientId"`, prefix)]) ?? [[]];
  return alternatives.map((alternative) => Prisma.join([...common, ...alternative], ' AND '));
}

/** Of hex digits and colons, `g` is beyond all that can follow, however the database sorts texts. */
function startsWith(column: Prisma.Sql, prefix: string): Prisma.Sql {
  return Prisma.sql`${column} >= ${prefix} AND ${column} < ${`${prefix}g`}`;
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
