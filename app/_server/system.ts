import type { SystemDto } from '../../lib/contracts/system.ts';
import { createProcessMeter } from '../../lib/process-figures.ts';
import { collectorFigures, readHealth } from '../../lib/store/collector.ts';
import { restartFigures } from '../../lib/store/restarts.ts';
import { tableSizes } from '../../lib/store/system.ts';
import { VERSION } from '../../lib/version.ts';
import { readDatabase } from './database.ts';
import { withLauncherWord } from './launcher-word.ts';
import { singleton } from './singleton.ts';
import { sizeForecast } from './size-forecast.ts';

/** How Pairwatch itself does. Throws `Problem`. */
export async function readSystem(): Promise<SystemDto> {
  const meter = singleton('process-meter', () => createProcessMeter(Date.now));
  const now = Date.now();
  const read = await readDatabase(async (tx, engine) => ({
    ...withLauncherWord(await readHealth(tx, engine, now)),
    figures: await collectorFigures(tx),
    restarts: await restartFigures(tx, now),
    tables: await tableSizes(tx),
  }));
  const startedAt = new Date(now - process.uptime() * 1000).toISOString();
  return {
    ...read,
    forecast: await sizeForecast(now),
    web: { version: VERSION, startedAt, process: meter.read() },
  };
}
