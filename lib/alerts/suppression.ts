import type { Schedule } from '../contracts/silence.ts';

/** Why a firing alert is told to nobody now. Times in milliseconds. */
export type Suppression =
  | { kind: 'inhibited'; by: string }
  | { kind: 'silenced'; silenceId: number; until: number }
  | { kind: 'maintenance'; windowId: number; until: number };

/** Each null: any. `pool` is a key. */
export type Silence = {
  id: number;
  pair: string | null;
  rule: string | null;
  server: string | null;
  pool: string | null;
  startsAt: number;
  /** When it ends, or was ended. */
  endsAt: number;
};

export type MaintenanceWindow = { id: number; pair: string | null; schedule: Schedule };
