import { join, resolve } from 'node:path';
import { omapiSecretPath, webhookSecretPath } from './outline.ts';
import { formatPath, type SettingsPath } from './path.ts';
import type { SettingsFile } from './schema.ts';
import type { PollSettings, ServerSettings, Settings } from './settings.ts';

const DEFAULT_POLL: PollSettings = {
  omapiMs: 2000,
  omapiUnhealthyMs: 1000,
  poolsMs: 10_000,
  configMs: 60_000,
};

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
  const secretAt = (at: SettingsPath) => {
    const secret = secrets.get(formatPath(at));
    if (secret === undefined) throw new Error(`the secret of ${formatPath(at)} was not fetched`);
    return secret;
  };
  const pathIn = (place: { path: string } | undefined) =>
    place === undefined ? null : { path: resolve(folder, place.path) };
  return {
    path,
    pairs: file.pairs.map((pair, pairIndex) => ({
      name: pair.name,
      title: pair.title ?? null,
      kind: pair.kind,
      peer: pair.peer ?? null,
      servers: pair.servers
        .map(({ role, name, host, omapi, config, leases }, serverIndex): ServerSettings => {
          const key = omapi.key && {
            ...omapi.key,
            secret: secretAt(omapiSecretPath(pairIndex, serverIndex)),
          };
          return {
            role,
            name,
            host,
            omapi: { port: omapi.port, key: key ?? null },
            config: pathIn(config),
            leases: pathIn(leases),
          };
        })
        .sort((one, other) => one.role.localeCompare(other.role)), // primary before secondary
    })),
    webhooks: file.webhooks.map(({ name, url }, index) => ({
      name,
      url,
      secret: secretAt(webhookSecretPath(index)),
    })),
    listen: file.listen,
    dataFolder,
    databaseUrl: databaseUrl ?? `file:${join(dataFolder, 'pairwatch.db')}`,
    poll: pollSettings(file.poll),
  };
}

/** A pair in trouble is never asked less often than a healthy one. */
function pollSettings(poll: SettingsFile['poll']): PollSettings {
  const omapiMs = poll.omapi ?? DEFAULT_POLL.omapiMs;
  return {
    omapiMs,
    omapiUnhealthyMs: Math.min(poll['omapi-unhealthy'] ?? DEFAULT_POLL.omapiUnhealthyMs, omapiMs),
    poolsMs: poll.pools ?? DEFAULT_POLL.poolsMs,
    configMs: poll.config ?? DEFAULT_POLL.configMs,
  };
}
