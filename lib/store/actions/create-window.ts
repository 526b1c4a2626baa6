import type { MaintenanceDto, Schedule } from '../../contracts/silence.ts';
import type { Tx } from '../../db/client.ts';

export type NewWindow = {
  /** null: all pairs. */
  pair: string | null;
  schedule: Schedule;
  reason: string;
  by: string;
  now: number;
};

/** Plans a time in which nobody is told. */
export async function createWindow(_tx: Tx, _act: NewWindow): Promise<MaintenanceDto> {
  throw new Error('still to be written');
}
