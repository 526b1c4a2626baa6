import { stringify } from 'yaml';
import type { OmapiAccess } from './omshell.ts';
import { FAILOVER_PEER, SERVER_NAMES, type ServerName } from './topology.ts';

export type SettingsOptions = {
  webhooks?: { name: string; url: string; secret: string }[];
  /** `address:port` of the pages. */
  listen?: string;
  /** Folder of the database. */
  data?: string;
};

export type WatchedServer = {
  omapi: OmapiAccess;
  secretPath: string;
  configPath: string;
  leasesPath: string;
};

/** A complete pairwatch.yaml that watches the lab's pair as `office`. */
export function settingsYaml(
  servers: Record<ServerName, WatchedServer>,
  { webhooks = [], ...rest }: SettingsOptions,
): string {
  const entry = (name: ServerName) => {
    const { omapi, secretPath, configPath, leasesPath } = servers[name];
    return {
      role: name === 'a' ? 'primary' : 'secondary',
      name: `dhcp-${name}`,
      host: omapi.host,
      omapi: {
        port: omapi.port,
        key: { name: omapi.keyName, algorithm: omapi.algorithm, secret: `file:${secretPath}` },
      },
      config: { path: configPath },
      leases: { path: leasesPath },
    };
  };
  const pair = { name: 'office', kind: 'isc', peer: FAILOVER_PEER, servers: SERVER_NAMES.map(entry) };
  return stringify({ pairs: [pair], webhooks, ...rest });
}
