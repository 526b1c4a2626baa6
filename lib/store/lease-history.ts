import { formatIpv4 } from '../contracts/ipv4.ts';
import type { LeaseAtDto, LeaseHistoryDto } from '../contracts/lease.ts';
import { NEVER_SECONDS } from '../contracts/lease-filter.ts';
import type { LeaseHistoryQuery, Moment } from '../contracts/lease-query.ts';
import { formatTimeCursor, type TimeCursor } from '../contracts/parameter.ts';
import type { Tx } from '../db/client.ts';
import type { Lease, LeaseSpan } from '../db/generated/sqlite/client.ts';
import { formerStayDto, presentStayDto, secondsToIso } from './lease-dto.ts';
import { findLeaseScope, type UnknownName } from './lease-scope.ts';

/** Who had an address: the stays that last first, then former ones, the latest begun first. */
export async function leaseHistory(
  tx: Tx,
  pairName: string,
  address: number,
  { limit, cursor }: LeaseHistoryQuery,
): Promise<Omit<LeaseHistoryDto, 'now'> | UnknownName> {
  const scope = await findLeaseScope(tx, pairName, { pool: null, server: null, addresses: null });
  if ('unknown' in scope) return scope;
  const ids = scope.servers.map(({ id }) => id);
  const present = cursor
    ? []
    : await tx.lease.findMany({
        where: { serverId: { in: ids }, address },
        orderBy: [{ sinceSeconds: 'desc' }, { serverId: 'asc' }],
      });
  const before = cursor && olderThan({ ...cursor, at: leaseSeconds(cursor.at) });
  const spans = await tx.leaseSpan.findMany({
    where: { serverId: { in: ids }, address, ...(before && { OR: before }) },
    orderBy: [{ fromSeconds: 'desc' }, { id: 'desc' }],
    take: limit + 1, // one more than asked for tells whether that is all
  });
  const page = spans.slice(0, limit);
  const last = page.at(-1);
  const nameOf = ({ serverId }: Lease | LeaseSpan) =>
    scope.servers.find(({ id }) => id === serverId)?.name ?? '';
  return {
    address: formatIpv4(address),
    stays: [
      ...present.map((lease) => presentStayDto(nameOf(lease), lease)),
      ...page.map((span) => formerStayDto(nameOf(span), span)),
    ],
    nextCursor: last && spans.length > limit ? formatTimeCursor({ at: last.fromSeconds, id: last.id }) : null,
  };
}

/** Who had an address at a time by each server's clock, on the servers that are asked for. */
export async function leaseAt(
  tx: Tx,
  pairName: string,
  address: number,
  { moment, server }: { moment: Moment; server: string | null },
): Promise<Omit<LeaseAtDto, 'now'> | UnknownName> {
  const scope = await findLeaseScope(tx, pairName, { pool: null, server, addresses: null });
  if ('unknown' in scope) return scope;
  const servers: LeaseAtDto['servers'] = [];
  for (const { id: serverId, name } of scope.searched) {
    const of = { serverId, address };
    const lease = await tx.lease.findUnique({ where: { serverId_address: of } });
    const first = await tx.leaseSpan.findFirst({ where: of, orderBy: { fromSeconds: 'asc' } });
    const former = await formerStays(tx, of, moment);
    const lasting = lease && lease.sinceSeconds * 1000 < moment.untilMs ? [presentStayDto(name, lease)] : [];
    const knownSince = first?.fromSeconds ?? lease?.sinceSeconds ?? null;
    servers.push({
      server: name,
      stays: [...former.map((span) => formerStayDto(name, span)), ...lasting],
      knownSince: knownSince === null ? null : secondsToIso(knownSince),
    });
  }
  return {
    address: formatIpv4(address),
    from: new Date(moment.fromMs).toISOString(),
    until: new Date(moment.untilMs).toISOString(),
    servers,
  };
}

/** The stays of an address on one server that touch a time: the one before it, if it reaches so far, and what began in it. */
async function formerStays(
  tx: Tx,
  of: { serverId: number; address: number },
  { fromMs, untilMs }: Moment,
): Promise<LeaseSpan[]> {
  const [from, until] = [leaseSeconds(fromMs / 1000), leaseSeconds(untilMs / 1000)];
  const before = await tx.leaseSpan.findFirst({
    where: { ...of, fromSeconds: { lt: from } },
    orderBy: [{ fromSeconds: 'desc' }, { id: 'desc' }],
  });
  const begun = await tx.leaseSpan.findMany({
    where: { ...of, fromSeconds: { gte: from, lt: until } },
    orderBy: [{ fromSeconds: 'asc' }, { id: 'asc' }],
  });
  return before && before.untilSeconds > from ? [before, ...begun] : begun;
}

function olderThan({ at, id }: TimeCursor) {
  return [{ fromSeconds: { lt: at } }, { fromSeconds: at, id: { lt: id } }];
}

/** Within the times that dhcpd has, beyond which PostgreSQL refuses to compare. */
function leaseSeconds(seconds: number): number {
  return Math.min(Math.max(seconds, 0), NEVER_SECONDS);
}
