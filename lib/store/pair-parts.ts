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
): Promise<PairPart | 'no pair' | null> {
  const parts = await loadPairParts(tx, pairName, [part]);
  return parts === 'no pair' ? parts : (parts.get(part) ?? null);
}

type PairPart = { observedAt: string; value: unknown };

/** The same of several parts at once, by their names; those never worked out are missing. */
export async function loadPairParts(
  tx: Tx,
  pairName: string,
  parts: readonly string[],
): Promise<Map<string, PairPart> | 'no pair'> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    select: { parts: { where: { part: { in: [...parts] } } } },
  });
  if (!pair) return 'no pair';
  return new Map(
    pair.parts.map(({ part, observedAt, value }) => [part, { observedAt: toIso(observedAt), value }]),
  );
}
