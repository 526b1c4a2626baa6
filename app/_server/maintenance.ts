import type { RemovedDto, WindowAnswerDto, WindowInput } from '../../lib/contracts/action.ts';
import type { MaintenanceListDto } from '../../lib/contracts/silence.ts';
import { createWindow as create } from '../../lib/store/actions/create-window.ts';
import { removeWindow as remove } from '../../lib/store/actions/remove-window.ts';
import { listMaintenance } from '../../lib/store/maintenance.ts';
import { readDatabase, writeDatabase } from './database.ts';
import { pathId } from './path-id.ts';

/** Maintenance windows, the present or next one first. Throws `Problem`, as all here do. */
export async function readMaintenance(): Promise<MaintenanceListDto> {
  const now = Date.now();
  const windows = await readDatabase((tx) => listMaintenance(tx, now));
  return { now: new Date(now).toISOString(), windows };
}

export async function createWindow(input: WindowInput): Promise<WindowAnswerDto> {
  const now = Date.now();
  const window = await writeDatabase((tx) => create(tx, { ...input, now }));
  return { now: new Date(now).toISOString(), window };
}

export async function removeWindow(id: string, by: string): Promise<RemovedDto> {
  const now = Date.now();
  const windowId = pathId(id, 'maintenance window', '/api/v1/maintenance');
  await writeDatabase((tx) => remove(tx, { id: windowId, by, now }));
  return { now: new Date(now).toISOString(), removed: id };
}
