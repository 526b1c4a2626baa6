/** As they would stand in pairwatch.yaml. */
export const DEFAULT_POLL = {
  omapi: '2s',
  'omapi-unhealthy': '1s',
  pools: '10s',
  config: '1m',
  leases: '2s',
  log: '2s',
  clock: '1m',
} as const;

export const DEFAULT_HISTORY = {
  samples: '72h',
  'five-minutes': '90d',
  hours: '3y',
  leases: '90d',
} as const;

/** How long is kept what happened and what was done about it. */
export const DEFAULT_RETENTION = {
  events: '3y',
  deliveries: '1y',
  alerts: '1y',
  incidents: '3y',
  reports: '3y',
  audit: '3y',
} as const;

/** Copies of the database itself. */
export const DEFAULT_BACKUP = { folder: 'database-backups', every: '1d', keep: 7 } as const;

/** Copies of each lease file that are kept. */
export const DEFAULT_BACKUPS = { daily: 7, weekly: 5, monthly: 12 } as const;

export const DEFAULT_HEARTBEAT_EVERY = '5m';

export const DEFAULT_ALERTS = { stable: '5m', 'reopen-within': '1h' } as const;
