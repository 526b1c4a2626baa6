import { readFileSync } from 'node:fs';
import { systemClock } from '../../clock.ts';
import { openReach } from '../../reach/open-reach.ts';
import type { ClockSettings, ReachSettings } from '../../settings/settings.ts';
import { clockSource, clockWays } from '../sources/clock.ts';

// Reads a clock once, as the settings on standard input say, and prints the readings: for a place where only a program
// can be started, such as a network namespace.
const { clock, reach: settings }: { clock: ClockSettings; reach: ReachSettings } = JSON.parse(
  readFileSync(0, 'utf8'),
);
const reach = openReach(settings);
const source = clockSource(clockWays(clock, reach, systemClock));
try {
  process.stdout.write(JSON.stringify(await source.read(AbortSignal.timeout(30_000))));
} finally {
  await source.close?.();
  await reach.close();
}
