import type { Tx } from '../db/client.ts';
import { jsonColumn } from './json.ts';
import { toDate, toIso } from './time.ts';

/** Keeps parts of what is known of a pair, each in place of the former one. */
export async function savePairParts(
  tx: Tx,
  pairId: number,
  parts: Readonly<Record<string, object>>,
  now: number,
): Promise<void> {
  const observedAt = toDate(now);
  for (const [part, told] of Object.entries(parts)) {
    const value = jsonColumn(told);
    await tx.pairPart.upsert({
      where: { pairId_part: { pairId, part } },
      create: { pairId, part, observedAt, value },
      update: { observedAt, value },
    });
  }
}

/**
 * One part of what is known of a pair, as it was kept: whoever reads it checks it by its contract. `no pair` for a name
 * not in the settings, null when it was never worked out.
 */
export async function loadPairPart(
  tx: Tx,
  pairName: string,
  part: string,
): Promise<{ observedAt: string; value: unknown } | 'no pair' | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    include: { parts: { where: { part } } },
  });
  if (!pair) return 'no pair';
  const [found] = pair.parts;
  return found ? { observedAt: toIso(found.observedAt), value: found.value } : null;
}
