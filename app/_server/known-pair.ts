import type { Tx } from '../../lib/db/client.ts';
import { findPair } from '../../lib/store/pairs.ts';
import { pairUnknown } from './problem.ts';

/** An empty list of a pair nobody knows would say that nothing happened: throws `Problem` in its place. */
export async function checkPairKnown(tx: Tx, pair: string | undefined, now: number): Promise<void> {
  if (pair !== undefined && (await findPair(tx, pair, now)) === null) throw pairUnknown(pair);
}
