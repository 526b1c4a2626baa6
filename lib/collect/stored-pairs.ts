import type { WatchedPair, WatchedServer } from '../contracts/setup.ts';
import type { PairSettings, ServerSettings } from '../settings/settings.ts';
import type { StoredPair } from '../store/stored-pairs.ts';

/** Opens the entry that a page sealed. Where it can't, the message tells people why, what to do, and no secret. */
export type OpenPair = (sealed: string) => Promise<PairSettings>;

export type MergedPairs = {
  /** Those of the file, then those that are stored. */
  pairs: PairSettings[];
  /** What the pages are told of each, those that can't be watched among them. */
  watched: WatchedPair[];
};

/**
 * The pairs of the settings file and those stored on the pages. A name that stands in both is the file's. One that is stored
 * and can't be opened is not watched, and the others are.
 */
export async function withStoredPairs(
  ofFile: readonly PairSettings[],
  stored: readonly StoredPair[],
  openPair: OpenPair,
): Promise<MergedPairs> {
  const pairs = [...ofFile];
  const watched: WatchedPair[] = ofFile.map((pair) => ({
    ...placeOf(pair),
    origin: 'file',
    revision: null,
    problem: null,
  }));
  for (const { name, sealed, revision } of stored) {
    const index = ofFile.findIndex((pair) => pair.name === name);
    const opened = index === -1 ? await tryToOpen(openPair, sealed) : standsInBoth(name, index);
    if ('pair' in opened) pairs.push(opened.pair);
    watched.push({
      ...('pair' in opened ? placeOf(opened.pair) : { peer: null, servers: [] }),
      name,
      origin: 'stored',
      revision,
      problem: 'problem' in opened ? opened.problem : null,
    });
  }
  return { pairs, watched };
}

type Opened = { pair: PairSettings } | { problem: string };

async function tryToOpen(openPair: OpenPair, sealed: string): Promise<Opened> {
  try {
    return { pair: await openPair(sealed) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

const standsInBoth = (name: string, index: number): Opened => ({
  problem: `${name} stands in pairwatch.yaml (pairs[${index}]) and is stored on the pages as well; the one of pairwatch.yaml is watched. Remove one of the two.`,
});

const placeOf = ({ name, peer, servers }: PairSettings) => ({
  name,
  peer,
  servers: servers.map(watchedServer),
});

/** How a server is reached, without any secret. */
function watchedServer(server: ServerSettings): WatchedServer {
  const { name, role, host, omapi, reach, config, leases, log, clock } = server;
  return {
    name,
    role,
    host,
    omapiPort: omapi.port,
    keyName: omapi.key?.name ?? null,
    account: reach.kind === 'ssh' ? `${reach.user}@${reach.host}:${reach.port}` : null,
    config: config?.path ?? null,
    leases: leases?.path ?? null,
    log: log && (log.kind === 'journal' ? `journal of ${log.unit}` : log.path),
    clocks: [...(clock?.ntp ? ['NTP'] : []), ...(clock?.ssh ? ['SSH'] : [])],
  };
}
