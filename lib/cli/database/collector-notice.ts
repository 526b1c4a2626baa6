import type { Database } from '../../db/client.ts';
import { readHealth } from '../../store/collector.ts';
import type { Io } from '../io.ts';
import { timeWithAge } from './time.ts';

/** Tells on stderr that what was read is of the past, when no collector keeps it up to date. `now`: milliseconds. */
export async function tellDeadCollector(database: Database, now: number, { stderr }: Io): Promise<void> {
  const { status, collector } = await database.read((tx) => readHealth(tx, database.engine, now));
  if (status === 'ok') return;
  stderr.write(
    collector === null
      ? 'No collector has looked yet: nothing is known. To start one: pairwatch start\n'
      : `No collector has looked since ${timeWithAge(collector.lastSeenAt, now)}: this is how things stood then.\n`,
  );
}
