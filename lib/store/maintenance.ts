import { isDeepStrictEqual } from 'node:util';
import { nextOccurrence, occurrenceAt } from '../alerts/schedule.ts';
import type { MaintenanceWindow } from '../alerts/suppression.ts';
import { type MaintenanceDto, maintenanceSchema, scheduleSchema } from '../contracts/silence.ts';
import type { Tx } from '../db/client.ts';
import type { Prisma, MaintenanceWindow as WindowRow } from '../db/generated/sqlite/client.ts';
import { jsonColumn } from './json.ts';
import { SETTINGS_FILE } from './origin.ts';
import { type DamagedRow, readableRows } from './readable-rows.ts';
import { toDate, toIso } from './time.ts';

/** A window as the settings have it. */
export type WindowSetting = Pick<MaintenanceWindow, 'pair' | 'schedule'> & { reason: string };

const PRESENT = { removedAt: null };

export async function maintenanceWindows(tx: Tx): Promise<MaintenanceWindow[]> {
  const { rows } = await readableWindows(tx, PRESENT);
  return rows.map(({ id, pair, schedule }) => ({ id, pair, schedule }));
}

/** Rows that can't be read, in whose time everybody is told. */
export async function damagedWindows(tx: Tx): Promise<DamagedRow[]> {
  return (await readableWindows(tx, PRESENT)).damaged;
}

/** Windows that are so, oldest first, and the rows of them that can't be read. */
export function readableWindows(tx: Tx, where: Prisma.MaintenanceWindowWhereInput) {
  const order = { where, orderBy: { id: 'asc' } } as const;
  return readableRows(
    {
      name: 'MaintenanceWindow',
      all: () => tx.maintenanceWindow.findMany(order),
      ids: async () =>
        (await tx.maintenanceWindow.findMany({ ...order, select: { id: true } })).map(({ id }) => id),
      one: (id: number) => tx.maintenanceWindow.findUnique({ where: { id } }),
      idOf: ({ id }) => id,
    },
    (row) => ({ ...row, schedule: scheduleSchema.parse(row.schedule) }),
  );
}

/** Makes these the windows of the settings; what is the same keeps its id. */
export async function syncMaintenance(tx: Tx, windows: readonly WindowSetting[], now: number): Promise<void> {
  const { rows, damaged } = await readableWindows(tx, { ...PRESENT, origin: 'settings' });
  const left = new Map(rows.map((row) => [row.id, row]));
  for (const { pair, schedule, reason } of windows) {
    const same = [...left.values()].find((row) =>
      isDeepStrictEqual([row.pair, row.schedule, row.reason], [pair, schedule, reason]),
    );
    if (same) left.delete(same.id);
    else await insertWindow(tx, { origin: 'settings', pair, schedule, reason, by: SETTINGS_FILE, now });
  }
  await tx.maintenanceWindow.updateMany({
    where: { id: { in: [...left.keys(), ...damaged.map(({ id }) => Number(id))] } },
    data: { removedAt: toDate(now) },
  });
}

export type NewWindow = WindowSetting & { origin: MaintenanceDto['origin']; by: string; now: number };

export function insertWindow(tx: Tx, { schedule, by, now, ...columns }: NewWindow): Promise<WindowRow> {
  return tx.maintenanceWindow.create({
    data: { ...columns, schedule: jsonColumn(schedule), actor: by, createdAt: toDate(now) },
  });
}

/** The windows that go on or come, the next one first; then those that are over. */
export async function listMaintenance(tx: Tx, now: number): Promise<MaintenanceDto[]> {
  const { rows } = await readableWindows(tx, PRESENT);
  return rows
    .reverse()
    .map((row) => maintenanceDto(row, now))
    .sort((one, other) => beginOf(one) - beginOf(other));
}

function beginOf({ next }: MaintenanceDto): number {
  return next === null ? Number.MAX_SAFE_INTEGER : Date.parse(next.startsAt);
}

export function maintenanceDto(row: WindowRow, now: number): MaintenanceDto {
  const { id, origin, pair, reason, actor } = row;
  const schedule = scheduleSchema.parse(row.schedule);
  const next = occurrenceAt(schedule, now) ?? nextOccurrence(schedule, now);
  return {
    id,
    origin: maintenanceSchema.shape.origin.parse(origin),
    pair,
    schedule,
    reason,
    by: actor,
    next: next && { startsAt: toIso(toDate(next.startsAt)), endsAt: toIso(toDate(next.endsAt)) },
  };
}

/** Ends a window at `now` that would go on; it stays on record as far as it came. */
export async function endWindow(tx: Tx, id: number, now: number): Promise<void> {
  const row = await tx.maintenanceWindow.findUnique({ where: { id, removedAt: null } });
  if (!row) return;
  const schedule = scheduleSchema.parse(row.schedule);
  if (schedule.kind !== 'once' || Date.parse(schedule.endsAt) <= now) return;
  const ended = { ...schedule, endsAt: toIso(toDate(now)) };
  await tx.maintenanceWindow.update({ where: { id }, data: { schedule: jsonColumn(ended) } });
}
