import { KEPT_KINDS, type KeptKind, type SizeForecast } from '../contracts/size-forecast.ts';
import type { CollectorFigures } from '../contracts/system.ts';
import type { Database, Tx } from '../db/client.ts';
import { keptFor } from '../history/kept-for.ts';
import { forecastSize, type KindMeasure, RATE_WINDOW_MS } from '../history/size-forecast.ts';
import { collectorFigures } from './collector.ts';
import { measureKind } from './kept-rows.ts';
import { toMs } from './time.ts';

/** How large the database will be, by what is in it; null while no collector told how long it keeps what. */
export async function readSizeForecast(
  tx: Tx,
  engine: Database['engine'],
  now: number,
): Promise<SizeForecast | null> {
  const figures = await collectorFigures(tx);
  if (figures === null) return null;
  const { _min } = await tx.pair.aggregate({ _min: { addedAt: true } });
  const watchedMs = Math.max(0, now - (toMs(_min.addedAt) ?? now));
  const keptMs = keptFor(figures.retention);
  const since = (kind: KeptKind) => now - Math.min(RATE_WINDOW_MS, watchedMs, keptMs[kind]);
  // One after the other: all of them share one connection.
  const measured: [KeptKind, KindMeasure][] = [];
  for (const kind of KEPT_KINDS)
    measured.push([kind, await measureKind(tx, kind, { engine, since: since(kind), now })]);
  // Each kind is in the list once.
  const measures = Object.fromEntries(measured) as Record<KeptKind, KindMeasure>;
  return forecastSize({ keptMs, measures, watchedMs, ...placeOf(figures) });
}

function placeOf({ databaseFile, disk, copies }: CollectorFigures) {
  if (databaseFile === null) return { nowBytes: null, disk: null, copies: null };
  return {
    nowBytes: databaseFile.sizeBytes + databaseFile.walBytes,
    disk: disk && { folder: disk.folder, freeBytes: disk.freeBytes },
    copies: copies?.onSameDisk ? { keep: copies.keep, storedBytes: copies.storedBytes } : null,
  };
}
