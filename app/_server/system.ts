import type { SizeForecast } from '../../lib/contracts/size-forecast.ts';
import type { SystemDto } from '../../lib/contracts/system.ts';
import { createProcessMeter } from '../../lib/process-figures.ts';
import { collectorFigures, readHealth } from '../../lib/store/collector.ts';
import { Kept } from '../../lib/store/kept.ts';
import { restartFigures } from '../../lib/store/restarts.ts';
import { readSizeForecast } from '../../lib/store/size-forecast.ts';
import { tableSizes } from '../../lib/store/system.ts';
import { VERSION } from '../../lib/version.ts';
import { readDatabase } from './database.ts';
import { withLauncherWord } from './launcher-word.ts';
import { singleton } from './singleton.ts';

/** How Pairwatch itself does. Throws `Problem`. */
export async function readSystem(): Promise<SystemDto> {
  const meter = singleton('process-meter', () => createProcessMeter(Date.now));
  // Looking through the tables takes a while, and they grow slowly.
  const forecasts = singleton('size-forecast', () => new Kept<SizeForecast>({ forMs: 600_000, most: 1 }));
  const now = Date.now();
  const read = await readDatabase(async (tx, engine) => ({
    ...withLauncherWord(await readHealth(tx, engine, now)),
    figures: await collectorFigures(tx),
    restarts: await restartFigures(tx, now),
    forecast: forecasts.get('', now) ?? (await readSizeForecast(tx, engine, now)),
    tables: await tableSizes(tx),
  }));
  if (read.forecast !== null) forecasts.set('', read.forecast, now);
  const startedAt = new Date(now - process.uptime() * 1000).toISOString();
  return { ...read, web: { version: VERSION, startedAt, process: meter.read() } };
}
