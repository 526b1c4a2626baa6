import type { GoingOnDto } from '@/lib/contracts/going-on.ts';
import { countFiring } from '@/lib/store/alerts.ts';
import { countOpenIncidents } from '@/lib/store/incidents.ts';
import { readDatabase } from './database.ts';

/** What every page counts in its frame. Throws `Problem`. */
export async function readGoingOn(): Promise<GoingOnDto> {
  const now = new Date().toISOString();
  return readDatabase(async (tx) => ({
    now,
    firingAlerts: await countFiring(tx),
    openIncidents: await countOpenIncidents(tx),
  }));
}
