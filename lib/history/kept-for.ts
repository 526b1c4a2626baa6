import type { KeptKind } from '../contracts/size-forecast.ts';
import type { CollectorFigures } from '../contracts/system.ts';

const DAY_MS = 86_400_000;
/** Forecasts look eight weeks back; what is usual of endings is told of the last month by the month before. */
const LEARNT_FROM_MS = 70 * DAY_MS;

/** How long each kind is kept, in milliseconds, by what the settings say. */
export const keptFor = (times: CollectorFigures['retention']): Record<KeptKind, number> => ({
  samples: times.samplesMs,
  'five-minute sums': times.fiveMinutesMs,
  'hourly sums': times.hoursMs,
  'six-hour sums': times.hoursMs,
  'daily sums': times.hoursMs,
  'stays of leases': times.leasesMs,
  'clock samples': times.fiveMinutesMs,
  backlog: times.fiveMinutesMs,
  redundancy: times.hoursMs,
  readiness: times.hoursMs,
  'new clients by hour': LEARNT_FROM_MS,
  'ended leases by hour': LEARNT_FROM_MS,
  incidents: times.incidentsMs,
  alerts: times.alertsMs,
  messages: times.deliveriesMs,
  'tries to deliver': times.deliveriesMs,
  events: times.eventsMs,
  reports: times.reportsMs,
  'audit log': times.auditMs,
});
