import { join, resolve } from 'node:path';
import { buildEndpoint, buildHeartbeat } from './build-endpoint.ts';
import { ruleLayers } from './build-rules.ts';
import { buildServer } from './build-server.ts';
import { buildSignIn } from './build-sign-in.ts';
import { buildWindow } from './build-window.ts';
import { DEFAULT_BACKUP } from './defaults.ts';
import type { SettingsFile } from './schema.ts';
import type {
  DatabaseBackupSettings,
  HistorySettings,
  PollSettings,
  RetentionSettings,
  Settings,
} from './settings.ts';
import { withSharedLogs } from './shared-logs.ts';

type Parts = {
  path: string;
  file: SettingsFile;
  /** By the path of the key that names them. */
  secrets: ReadonlyMap<string, string>;
  /** What the file's relative paths are relative to. */
  folder: string;
  /** null for SQLite in the data folder. */
  databaseUrl: string | null;
};

/** The settings of a file that has no mistake, all but the warnings. */
export function buildSettings({
  path,
  file,
  secrets,
  folder,
  databaseUrl,
}: Parts): Omit<Settings, 'warnings'> {
  const dataFolder = resolve(folder, file.data);
  const signIn = buildSignIn(file.signIn, secrets);
  const proxies = signIn.proxySignIn?.addresses ?? [];
  return {
    path,
    pairs: file.pairs.map((pair, pairIndex) => ({
      name: pair.name,
      title: pair.title ?? null,
      kind: pair.kind,
      peer: pair.peer ?? null,
      servers: withSharedLogs(
        pair.servers.map((server, serverIndex) =>
          buildServer(server, { pairIndex, serverIndex, secrets, folder }),
        ),
      ).sort((one, other) => one.role.localeCompare(other.role)), // primary before secondary
      mutes: pair.mute.map(({ finding, reason, until }) => ({ finding, reason, until: Date.parse(until) })),
    })),
    endpoints: file.endpoints.map((entry, index) => buildEndpoint(entry, ['endpoints', index], secrets)),
    heartbeats: file.heartbeats.map((entry, index) => buildHeartbeat(entry, ['heartbeats', index], secrets)),
    alerts: {
      layers: ruleLayers(file),
      incidents: { stableMs: file.alerts.stable, reopenWithinMs: file.alerts['reopen-within'] },
    },
    maintenance: file.maintenance.map(buildWindow),
    listen: file.listen,
    signIn: file.signIn !== 'off',
    ...signIn,
    publicUrl: file.publicUrl ?? null,
    trustedProxies: [...new Set([...file.trustedProxies, ...proxies])],
    dataFolder,
    databaseUrl: databaseUrl ?? `file:${join(dataFolder, 'pairwatch.db')}`,
    poll: pollSettings(file.poll),
    history: historySettings(file.history),
    retention: retentionSettings(file.retention),
    backup: databaseBackup(file.backup, folder, dataFolder),
    backups: { folder: join(dataFolder, 'backups'), ...file.backups },
    audit: file.audit,
    privacy: file.privacy,
    log: { level: file.log.level ?? null, format: file.log.format ?? null },
  };
}

/** A pair in trouble is never asked less often than a healthy one. */
function pollSettings(poll: SettingsFile['poll']): PollSettings {
  return {
    omapiMs: poll.omapi,
    omapiUnhealthyMs: Math.min(poll['omapi-unhealthy'], poll.omapi),
    poolsMs: poll.pools,
    configMs: poll.config,
    leasesMs: poll.leases,
    logMs: poll.log,
    clockMs: poll.clock,
  };
}

function historySettings(history: SettingsFile['history']): HistorySettings {
  return {
    samplesMs: history.samples,
    fiveMinutesMs: history['five-minutes'],
    hoursMs: history.hours,
    leasesMs: history.leases,
  };
}

function retentionSettings(retention: SettingsFile['retention']): RetentionSettings {
  return {
    eventsMs: retention.events,
    deliveriesMs: retention.deliveries,
    alertsMs: retention.alerts,
    incidentsMs: retention.incidents,
    reportsMs: retention.reports,
    auditMs: retention.audit,
  };
}

function databaseBackup(
  { enabled, folder, every, keep }: SettingsFile['backup'],
  settingsFolder: string,
  dataFolder: string,
): DatabaseBackupSettings {
  if (!enabled) return null;
  const place =
    folder === undefined ? join(dataFolder, DEFAULT_BACKUP.folder) : resolve(settingsFolder, folder);
  return { folder: place, everyMs: every, keep };
}
