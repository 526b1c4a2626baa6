import { stringify } from 'yaml';
import type { MessageKind } from '../../lib/contracts/endpoint.ts';
import type { DEFAULT_POLL } from '../../lib/settings/defaults.ts';
import type { OmapiAccess } from './omshell.ts';
import { FAILOVER_PEER, SERVER_NAMES, type ServerName } from './topology.ts';

export type SshAccess = {
  host: string;
  port: number;
  user: string;
  privateKeyPath: string;
  knownHostsPath: string;
};

type WatchingEndpoint = {
  name: string;
  url: string;
  secret: string;
  pairs?: string[];
  kinds?: MessageKind[];
  allow?: string[];
};

export type SettingsOptions = {
  /** What the lab's pair is named; with several names it is watched as so many pairs. `office` unless told. */
  pairs?: readonly string[];
  endpoints?: WatchingEndpoint[];
  alerts?: { stable: string };
  maintenance?: { pair: string; reason: string; starts: string; ends: string }[];
  /** `address:port` of the pages. */
  listen?: string;
  /** Folder of the database. */
  data?: string;
  poll?: Partial<Record<keyof typeof DEFAULT_POLL, string>>;
  /** Whether the servers' files are read over SSH, as from another machine, or from this one's disk. */
  overSsh?: boolean;
  /** The files that syslog writes on each server; none is read unless told. */
  logs?: Record<ServerName, string>;
};

export type WatchedServer = {
  omapi: OmapiAccess;
  secretPath: string;
  configPath: string;
  leasesPath: string;
  ssh: SshAccess;
};

/** A complete pairwatch.yaml that watches the lab's pair. */
export function settingsYaml(
  servers: Record<ServerName, WatchedServer>,
  { pairs = ['office'], endpoints = [], overSsh = false, logs, ...rest }: SettingsOptions,
): string {
  const entry = (name: ServerName) => {
    const { omapi, secretPath, configPath, leasesPath, ssh } = servers[name];
    return {
      role: name === 'a' ? 'primary' : 'secondary',
      name: `dhcp-${name}`,
      host: omapi.host,
      omapi: {
        port: omapi.port,
        key: { name: omapi.keyName, algorithm: omapi.algorithm, secret: `file:${secretPath}` },
      },
      ...(overSsh && { reach: reachOf(ssh) }),
      config: { path: configPath },
      leases: { path: leasesPath },
      ...(logs && { log: { path: logs[name] } }),
    };
  };
  const watched = { kind: 'isc', peer: FAILOVER_PEER, servers: SERVER_NAMES.map(entry) };
  return stringify(
    { pairs: pairs.map((name) => ({ name, ...watched })), endpoints, ...rest },
    { aliasDuplicateObjects: false },
  );
}

function reachOf({ host, port, user, privateKeyPath, knownHostsPath }: SshAccess) {
  return {
    ssh: { host, port, user, key: `file:${privateKeyPath}`, knownHosts: `file:${knownHostsPath}` },
  };
}
