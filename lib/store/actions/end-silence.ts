import type { SilenceDto } from '../../contracts/silence.ts';
import type { Tx } from '../../db/client.ts';

/** Ends a silence before its time; a conflict when it is over. */
export async function endSilence(
  _tx: Tx,
  _act: { id: number; by: string; now: number },
): Promise<SilenceDto> {
  throw new Error('still to be written');
}
