import { stringify } from 'yaml';
import { KEY_ALGORITHM, KEY_NAME, SERVER_IDS } from './files/identity.ts';
import type { PairIdentity, Role } from './model/plan.ts';
import type { ServerId } from './model/server.ts';

export type ServerPlace = {
  id: ServerId;
  omapiPort: number;
  /** null: nobody asks its clock. */
  ntpPort: number | null;
  configPath: string;
  leasesPath: string;
};

/** A simulated pair as it stands in the `pairs` of a pairwatch.yaml. */
export function pairEntry(
  { name, title, peer, servers }: PairIdentity,
  places: readonly ServerPlace[],
  secretPath: string,
): object {
  const key = { name: KEY_NAME, algorithm: KEY_ALGORITHM, secret: `file:${secretPath}` };
  const entries = SERVER_IDS.flatMap((id) => places.filter((place) => place.id === id)).map((place) => ({
    role: ROLES[place.id],
    name: servers[place.id].name,
    host: '127.0.0.1',
    omapi: { port: place.omapiPort, key },
    // No dhcpd reads it, and one of this machine would say so in its own log.
    config: { path: place.configPath, test: false },
    leases: { path: place.leasesPath },
    ...(place.ntpPort !== null && { clock: { ntp: `127.0.0.1:${place.ntpPort}` } }),
  }));
  return { name, title, kind: 'isc', peer, servers: entries };
}

/** A pairwatch.yaml that watches these pairs; `rest` are its other keys, which keep their defaults where they are left out. */
export function settingsYaml(pairs: readonly object[], rest: object = {}): string {
  return stringify({ pairs, ...rest }, { aliasDuplicateObjects: false });
}

const ROLES: Record<ServerId, Role> = { a: 'primary', b: 'secondary' };
