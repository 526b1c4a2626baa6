import type { OverviewDto } from '@/lib/contracts/overview.ts';
import { listOverview, pastRecords } from '@/lib/store/overview.ts';
import { readDatabase } from './database.ts';
import { singleton } from './singleton.ts';

/** What the overview shows of every pair beside the list of pairs. Throws `Problem`. */
export async function readOverview(): Promise<OverviewDto> {
  const now = Date.now();
  const past = singleton('past-records', pastRecords);
  const pairs = await readDatabase((tx) => listOverview(tx, now, past));
  return { now: new Date(now).toISOString(), pairs };
}
