import { type LeaseFilter, NEVER_SECONDS } from '../contracts/lease-filter.ts';
import type { Database } from '../db/client.ts';
import { Prisma } from '../db/generated/sqlite/client.ts';

/** What `matchesLease` means, but for the addresses, in the words of the database: a lease must meet one of these. */
export function leaseConditions(
  { hardware, clientIds, hostname, hostnameStart, state }: LeaseFilter,
  { now, engine }: { now: number; engine: Database['engine'] },
): Prisma.Sql[] {
  const common = [Prisma.sql`1 = 1`];
  if (hardware !== undefined) common.push(beginsWithHex(Prisma.sql`"hardware"`, hardware));
  if (hostname !== undefined) common.push(nameIsLike(`%${escaped(hostname)}%`));
  if (hostnameStart !== undefined) common.push(nameBegins(hostnameStart, engine));
  if (state === 'ended') {
    const endedBefore = Math.min(Math.ceil(now / 1000), NEVER_SECONDS);
    common.push(Prisma.sql`"state" = 'active' AND "endsSeconds" < ${endedBefore}`);
  } else if (state !== undefined) common.push(Prisma.sql`"state" = ${state}`);
  // Each prefix is a question of its own, for one that has an OR in it finds no place in the index.
  const alternatives = clientIds?.map((prefix) => [beginsWithHex(Prisma.sql`"clientId"`, prefix)]) ?? [[]];
  return alternatives.map((alternative) => Prisma.join([...common, ...alternative], ' AND '));
}

/** That the lease of an address on this server tells another state or holder than on another; see `differ` in the contract. */
export function differsFrom(otherId: number): Prisma.Sql {
  const other = Prisma.sql`SELECT 1 FROM "Lease" AS "other"
    WHERE "other"."serverId" = ${otherId} AND "other"."address" = "Lease"."address"`;
  return Prisma.sql`NOT EXISTS (${other} AND "other"."state" = "Lease"."state"
      AND "other"."hardware" IS NOT DISTINCT FROM "Lease"."hardware"
      AND "other"."clientId" IS NOT DISTINCT FROM "Lease"."clientId")
    AND NOT ("Lease"."state" = 'free' AND "Lease"."hardware" IS NULL AND "Lease"."clientId" IS NULL
      AND NOT EXISTS (${other}))`;
}

/** Of hex digits and colons, `g` is beyond all that can follow, however the database sorts texts. */
function beginsWithHex(column: Prisma.Sql, prefix: string): Prisma.Sql {
  return Prisma.sql`${column} >= ${prefix} AND ${column} < ${`${prefix}g`}`;
}

/** SQLite sorts texts by their bytes, so its index has all that begin so in one place; PostgreSQL sorts as people do. */
function nameBegins(start: string, engine: Database['engine']): Prisma.Sql {
  if (engine === 'postgresql') return nameIsLike(`${escaped(start)}%`);
  return Prisma.sql`"hostnameKey" >= ${start} AND "hostnameKey" < ${`${start}\u{10ffff}`}`;
}

function nameIsLike(pattern: string): Prisma.Sql {
  return Prisma.sql`"hostnameKey" LIKE ${pattern} ESCAPE '!'`;
}

const escaped = (text: string): string => text.replace(/[!%_]/g, '!$&');
