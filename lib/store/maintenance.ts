import type { MaintenanceWindow } from '../alerts/suppression.ts';
import type { MaintenanceDto } from '../contracts/silence.ts';
import type { Tx } from '../db/client.ts';

/** A window as pairwatch.yaml has it. */
export type WindowSetting = Pick<MaintenanceWindow, 'pair' | 'schedule'> & { reason: string };

export async function maintenanceWindows(_tx: Tx): Promise<MaintenanceWindow[]> {
  throw new Error('still to be written');
}

/** Makes these the windows of the settings; what is the same keeps its id. */
export async function syncMaintenance(
  _tx: Tx,
  _windows: readonly WindowSetting[],
  _now: number,
): Promise<void> {
  throw new Error('still to be written');
}

/** The windows that come or go on, the next one first; then those that are over. */
export async function listMaintenance(_tx: Tx, _now: number): Promise<MaintenanceDto[]> {
  throw new Error('still to be written');
}
