import type { Silence } from '../alerts/suppression.ts';
import type { SilenceDto } from '../contracts/silence.ts';
import type { Tx } from '../db/client.ts';

/** The silences that hold at `now`. */
export async function activeSilences(_tx: Tx, _now: number): Promise<Silence[]> {
  throw new Error('still to be written');
}

/** Those that hold or are to come, the next to end first; then those of the last 30 days, the latest first. */
export async function listSilences(_tx: Tx, _now: number): Promise<SilenceDto[]> {
  throw new Error('still to be written');
}
