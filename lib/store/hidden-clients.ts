import { bulkUpdater } from '../db/bulk.ts';
import type { Tx } from '../db/client.ts';
import type { Event, Finding, Lease, LeaseSpan, Prisma } from '../db/generated/sqlite/client.ts';
import type { Pseudonyms } from '../privacy/pseudonyms.ts';
import { packDetails, unpackDetails } from './lease-dto.ts';

/** What was stored in the clear is brought to pseudonyms by these verbs, some rows a call. */

type Client = Pick<LeaseSpan, 'hardware' | 'clientId' | 'hostname'>;
type Details = ReturnType<typeof unpackDetails>;

type Told = { sentence: string; evidence: unknown };

/** How what is stored of clients is hidden. */
export type Hiding = {
  pseudonyms: Pseudonyms;
  client: (client: Client) => Client;
  details: (details: Details) => Details;
  told: (told: Told) => Told;
};

/** Whether any lease was ever stored by its pseudonym: they are of the key that is there, and of no other. */
export async function isAnyLeaseHidden(tx: Tx): Promise<boolean> {
  return (await tx.lease.findFirst({ where: { hash: { lt: 0 } }, select: { address: true } })) !== null;
}

const updateLeases = bulkUpdater({
  table: 'Lease',
  columns: {
    serverId: 'INTEGER',
    address: 'BIGINT',
    hardware: 'TEXT',
    clientId: 'TEXT',
    hostname: 'TEXT',
    hostnameKey: 'TEXT',
    details: 'TEXT',
    hash: 'BIGINT',
  },
  key: ['serverId', 'address'],
});

/** Hides at most `limit` leases of one server that are in the clear; gives how many: less means that none is left. */
export async function hideLeases(
  tx: Tx,
  serverId: number,
  { limit, ...hiding }: Hiding & { limit: number },
): Promise<number> {
  const rows = await tx.lease.findMany({
    where: { serverId, OR: inTheClear(hiding.pseudonyms) },
    orderBy: { address: 'asc' },
    take: limit,
  });
  await updateLeases(
    tx,
    rows.map((row) => hiddenLease(row, hiding)),
  );
  return rows.length;
}

/** The hash of a block is hidden in any case, and below 0 then. */
function inTheClear({ privacy: { macs, names } }: Pseudonyms): Prisma.LeaseWhereInput[] {
  const areMacs: Prisma.LeaseWhereInput[] = [
    { hardware: { not: null }, NOT: { hardware: { startsWith: 'mac:' } } },
    { clientId: { not: null }, NOT: { clientId: { startsWith: 'id:' } } },
  ];
  const areNames = { hostname: { not: null }, NOT: { hostname: { startsWith: 'name:' } } };
  return [
    { hash: { gte: 0 } },
    ...(macs === 'hashed' ? areMacs : []),
    ...(names === 'hashed' ? [areNames] : []),
  ];
}

function hiddenLease(row: Lease, { pseudonyms, client: hidden, details }: Hiding) {
  const client = hidden(row);
  const hash = Number(row.hash);
  return {
    serverId: row.serverId,
    address: Number(row.address),
    ...client,
    hostnameKey: client.hostname?.toLowerCase() ?? null,
    details: row.details === null ? null : packDetails(details(unpackDetails(row.details))),
    hash: hash < 0 ? hash : pseudonyms.block(hash),
  };
}

const updateSpans = bulkUpdater({
  table: 'LeaseSpan',
  columns: { id: 'INTEGER', hardware: 'TEXT', clientId: 'TEXT', hostname: 'TEXT' },
  key: ['id'],
});

/** One step from the latest rows to the oldest: `before` is null for the first. */
export type HidingStep = Hiding & { before: number | null; limit: number };

/** Whether the oldest stays are hidden, which are so last. */
export async function areSpansHidden(tx: Tx, { client }: Hiding): Promise<boolean> {
  const oldest = async (where: Prisma.LeaseSpanWhereInput) =>
    tx.leaseSpan.findFirst({ where, orderBy: { id: 'asc' } });
  const found = [await oldest({ hardware: { not: null } }), await oldest({ hostname: { not: null } })];
  return found.every((span) => span === null || isSame(span, client(span)));
}

/** Hides some stays; gives the number to go on before, null at the end. */
export async function hideSpans(tx: Tx, { before, limit, client }: HidingStep): Promise<number | null> {
  const rows = await tx.leaseSpan.findMany(stepOf(before, limit));
  const hidden = rows.map((row) => ({ id: row.id, ...client(row), row }));
  await updateSpans(
    tx,
    hidden.filter((each) => !isSame(each.row, each)).map(({ row: _, ...each }) => each),
  );
  return nextOf(rows, limit);
}

const isSame = (one: Client, other: Client): boolean =>
  one.hardware === other.hardware && one.clientId === other.clientId && one.hostname === other.hostname;

/** Hides clients in what some events say; as `hideSpans`. */
export async function hideEvents(tx: Tx, { before, limit, ...hiding }: HidingStep): Promise<number | null> {
  const rows = await tx.event.findMany(stepOf(before, limit));
  for (const { id, data } of changedTexts(rows, hiding)) await tx.event.update({ where: { id }, data });
  return nextOf(rows, limit);
}

/** The same of findings. */
export async function hideFindings(tx: Tx, { before, limit, ...hiding }: HidingStep): Promise<number | null> {
  const rows = await tx.finding.findMany(stepOf(before, limit));
  for (const { id, data } of changedTexts(rows, hiding)) await tx.finding.update({ where: { id }, data });
  return nextOf(rows, limit);
}

/** Few of them are of a client at all. */
function changedTexts(rows: readonly (Event | Finding)[], { told }: Hiding) {
  return rows.flatMap(({ id, ...before }) => {
    const { sentence, evidence } = told(before);
    const isChanged =
      sentence !== before.sentence || JSON.stringify(evidence) !== JSON.stringify(before.evidence);
    // It is a list of what was seen, never null.
    return isChanged ? [{ id, data: { sentence, evidence: evidence as Prisma.InputJsonValue } }] : [];
  });
}

const stepOf = (before: number | null, limit: number) => ({
  ...(before !== null && { where: { id: { lt: before } } }),
  orderBy: { id: 'desc' as const },
  take: limit,
});

const nextOf = (rows: readonly { id: number }[], limit: number): number | null =>
  rows.length < limit ? null : (rows.at(-1)?.id ?? null);
