import type { Tx } from '../db/client.ts';
import { saveClockSamples } from '../store/clock-samples.ts';
import { savePairParts } from '../store/pair-parts.ts';
import { openReadinessSpan } from '../store/readiness-spans.ts';
import type { Changes } from './changes.ts';

/** Keeps what was worked out of a pair beyond its verdict. Says whether anything was. */
export async function ingestTruth(
  tx: Tx,
  pairId: number,
  { truth, clockSamples }: Pick<Changes, 'truth' | 'clockSamples'>,
): Promise<boolean> {
  await saveClockSamples(tx, pairId, clockSamples);
  if (truth === null) return false;
  await savePairParts(tx, pairId, truth.parts, truth.at);
  if (truth.readinessBegan !== null)
    await openReadinessSpan(tx, pairId, { word: truth.readinessBegan, from: truth.at });
  return true;
}
