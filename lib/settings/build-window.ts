import type { Schedule } from '../contracts/silence.ts';
import type { MaintenanceEntry } from './maintenance-schema.ts';
import type { MaintenanceSettings } from './settings.ts';

/** A maintenance window of a file that has no mistake. */
export function buildWindow(entry: MaintenanceEntry): MaintenanceSettings {
  return { pair: entry.pair ?? null, schedule: scheduleOf(entry), reason: entry.reason };
}

const DEFAULT_ZONE = 'UTC';

function scheduleOf({ days, from, to, zone, starts, ends }: MaintenanceEntry): Schedule {
  if (starts !== undefined && ends !== undefined) {
    return { kind: 'once', startsAt: inUtc(starts), endsAt: inUtc(ends) };
  }
  if (days !== undefined && from !== undefined && to !== undefined) {
    return { kind: 'weekly', days: [...new Set(days)], from, to, zone: zone ?? DEFAULT_ZONE };
  }
  throw new Error('A maintenance window that is neither once nor weekly passed the checks.');
}

function inUtc(moment: string): string {
  return new Date(moment).toISOString();
}
