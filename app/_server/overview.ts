import type { OverviewDto } from '@/lib/contracts/overview.ts';
import { listOverview } from '@/lib/store/overview.ts';
import { readDatabase } from './database.ts';

/** What the overview shows of every pair beside the list of pairs. Throws `Problem`. */
export async function readOverview(): Promise<OverviewDto> {
  const now = Date.now();
  return { now: new Date(now).toISOString(), pairs: await readDatabase((tx) => listOverview(tx, now)) };
}
