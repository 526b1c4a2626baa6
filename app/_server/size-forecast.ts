import type { SizeForecast } from '../../lib/contracts/size-forecast.ts';
import { Kept } from '../../lib/store/kept.ts';
import { readSizeForecast } from '../../lib/store/size-forecast.ts';
import { readAsPairwatch } from './open-database.ts';
import { singleton } from './singleton.ts';

/** Looking through the tables takes a while, and they grow slowly. */
const KEPT_FOR_MS = 60_000;

/**
 * How large the database will be, as it was found a minute ago at most. Of all pairs, whoever asks: they share one disk.
 * null while no collector told how long it keeps what. Throws `Problem`.
 */
export async function sizeForecast(now: number): Promise<SizeForecast | null> {
  const kept = singleton('size-forecast', () => new Kept<SizeForecast>({ forMs: KEPT_FOR_MS, most: 1 }));
  const known = kept.get('', now);
  if (known) return known;
  const found = await readAsPairwatch((tx, engine) => readSizeForecast(tx, engine, now));
  if (found !== null) kept.set('', found, now);
  return found;
}
