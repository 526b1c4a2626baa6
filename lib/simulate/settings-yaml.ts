import { stringify } from 'yaml';
import { IDENTITIES, KEY_ALGORITHM, KEY_NAME, PEER_NAME, SERVER_IDS } from './files/identity.ts';
import type { Role } from './model/plan.ts';
import type { ServerId } from './model/server.ts';

export type ServerPlace = { id: ServerId; omapiPort: number; configPath: string; leasesPath: string };

/** A pairwatch.yaml that watches the simulated pair and nothing else; listen and data keep their defaults. */
export function settingsYaml(places: readonly ServerPlace[], secretPath: string): string {
  const key = { name: KEY_NAME, algorithm: KEY_ALGORITHM, secret: `file:${secretPath}` };
  const servers = SERVER_IDS.flatMap((id) => places.filter((place) => place.id === id)).map((place) => ({
    role: ROLES[place.id],
    name: IDENTITIES[place.id].name,
    host: '127.0.0.1',
    omapi: { port: place.omapiPort, key },
    // No dhcpd reads it, and one of this machine would say so in its own log.
    config: { path: place.configPath, test: false },
    leases: { path: place.leasesPath },
  }));
  const pair = { name: 'demo', title: 'Demo pair (simulated)', kind: 'isc', peer: PEER_NAME, servers };
  return stringify({ pairs: [pair] }, { aliasDuplicateObjects: false });
}

const ROLES: Record<ServerId, Role> = { a: 'primary', b: 'secondary' };
