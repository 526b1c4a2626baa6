import { type Alert, fingerprintOf } from '../alerts/alert.ts';
import type { Suppression } from '../alerts/suppression.ts';
import type { AlertDto, AlertListDto, AlertQuery } from '../contracts/alert.ts';
import type { Severity } from '../contracts/severity.ts';
import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/sqlite/client.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import { ALERT_WITH_PAIR, alertDto, alertRowDto } from './alert-dto.ts';
import { pageOfAlerts } from './alert-parts.ts';
import { alertColumns, type StoredAlert, storedAlert } from './alert-row.ts';
import { jsonOrNull } from './json.ts';
import { type DamagedRow, readableRows } from './readable-rows.ts';
import { toDate, toMs } from './time.ts';

export type { StoredAlert } from './alert-row.ts';

/** What a step of the rules may change of an alert. What is left out stays as it is. */
export type AlertChanges = {
  alert?: Alert;
  suppression?: Suppression | null;
  incidentId?: number | null;
  toldBy?: StoredAlert['toldBy'];
  toldSeverity?: StoredAlert['toldSeverity'];
  acknowledgement?: Acknowledgement | null;
  observedAt?: number;
};

export type NewAlert = AlertChanges & Required<Pick<AlertChanges, 'alert' | 'suppression' | 'observedAt'>>;

const OPEN_PHASES: StoredAlert['phase'][] = ['pending', 'firing'];

/**
 * What is pending or fires, of one pair or (null) of Pairwatch itself, the oldest first; without those that can't be read,
 * which begin anew: they must keep nothing else of the pair from being stored.
 */
export async function openAlerts(tx: Tx, pairId: number | null): Promise<StoredAlert[]> {
  return (await readableAlerts(tx, { pairId, phase: { in: OPEN_PHASES } })).rows;
}

/** Those of all pairs that pend or fire and can't be read. */
export async function damagedAlerts(tx: Tx): Promise<DamagedRow[]> {
  return (await readableAlerts(tx, { phase: { in: OPEN_PHASES } })).damaged;
}

function readableAlerts(tx: Tx, where: Prisma.AlertWhereInput) {
  const order = { where, orderBy: { id: 'asc' } } as const;
  return readableRows(
    {
      name: 'Alert',
      all: () => tx.alert.findMany(order),
      ids: async () => (await tx.alert.findMany({ ...order, select: { id: true } })).map(({ id }) => id),
      one: (id: number) => tx.alert.findUnique({ where: { id } }),
      idOf: ({ id }) => id,
    },
    storedAlert,
  );
}

/** When alerts fired since a time, by fingerprint, oldest first; those that are over among them. */
export async function recentFirings(
  tx: Tx,
  pairId: number | null,
  since: number,
): Promise<Map<string, number[]>> {
  const notBefore = { gte: toDate(since) };
  const rows = await tx.alert.findMany({
    where: {
      pairId,
      firedAt: notBefore,
      // What fired since then and is over ended since then: so the indexes lead to few rows.
      OR: [{ phase: 'firing' }, { phase: 'resolved', resolvedAt: notBefore }],
    },
    select: { fingerprint: true, firedAt: true },
    orderBy: [{ firedAt: 'asc' }, { id: 'asc' }],
  });
  const firings = new Map<string, number[]>();
  for (const { fingerprint, firedAt } of rows) {
    if (firedAt === null) continue;
    firings.set(fingerprint, [...(firings.get(fingerprint) ?? []), toMs(firedAt)]);
  }
  return firings;
}

/** Keeps a new alert and gives its id. The caller moves the topic `alerts`, here and below. */
export async function insertAlert(tx: Tx, pairId: number | null, added: NewAlert): Promise<number> {
  const { alert, suppression, observedAt, ...others } = added;
  const { id } = await tx.alert.create({
    data: {
      pairId,
      fingerprint: fingerprintOf(alert),
      ...alertColumns(alert),
      ...changedColumns(others),
      suppression: jsonOrNull(suppression),
      observedAt: toDate(observedAt),
    },
    select: { id: true },
  });
  return id;
}

export async function updateAlert(tx: Tx, id: number, changes: AlertChanges): Promise<void> {
  await tx.alert.update({ where: { id }, data: changedColumns(changes) });
}

function changedColumns({ alert, suppression, acknowledgement, observedAt, ...columns }: AlertChanges) {
  return {
    ...columns,
    ...(alert && alertColumns(alert)),
    ...(suppression !== undefined && { suppression: jsonOrNull(suppression) }),
    ...(acknowledgement !== undefined && { acknowledgement: jsonOrNull(acknowledgement) }),
    ...(observedAt !== undefined && { observedAt: toDate(observedAt) }),
  };
}

/** Forgets an alert that ended without firing. */
export async function deleteAlert(tx: Tx, id: number): Promise<void> {
  await tx.alert.delete({ where: { id } });
}

/** One page of alerts, the worst that fires first, and how many go on; also of pairs that left the settings. */
export async function listAlerts(tx: Tx, query: AlertQuery): Promise<Omit<AlertListDto, 'now'>> {
  const asked: Prisma.AlertWhereInput = query.pair === undefined ? {} : { pair: { name: query.pair } };
  const { rows, nextBefore } = await pageOfAlerts(tx, asked, query);
  return { alerts: rows.map(alertRowDto), counts: await countsOf(tx, asked, query.severity), nextBefore };
}

/** How many fire that somebody is told of. */
export function countFiring(tx: Tx): Promise<number> {
  return tx.alert.count({ where: { phase: 'firing', suppression: { equals: Prisma.DbNull } } });
}

async function countsOf(
  tx: Tx,
  asked: Prisma.AlertWhereInput,
  severity: Severity | undefined,
): Promise<AlertListDto['counts']> {
  const ofSeverity = severity === undefined ? asked : { ...asked, severity };
  const firing: Prisma.AlertWhereInput = { ...ofSeverity, phase: 'firing' };
  return {
    firing: await tx.alert.count({ where: firing }),
    pending: await tx.alert.count({ where: { ...ofSeverity, phase: 'pending' } }),
    told: await tx.alert.count({ where: { ...firing, suppression: { equals: Prisma.DbNull } } }),
  };
}

/** null for an id that is not there. */
export async function findAlert(tx: Tx, id: number): Promise<AlertDto | null> {
  const row = await tx.alert.findUnique({ where: { id }, include: ALERT_WITH_PAIR });
  return row && alertDto(row);
}
