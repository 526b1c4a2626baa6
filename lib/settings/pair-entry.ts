import { buildSettings } from './build.ts';
import { buildServer } from './build-server.ts';
import { checkSettings } from './check.ts';
import type { SecretPlaces } from './secrets.ts';
import type { PairSettings, ServerSettings } from './settings.ts';
import type { Mistake } from './shape.ts';

/**
 * An entry of `pairs` that stands in no settings file, or one server of it, checked by the same rules as those that do. The
 * paths of mistakes begin at the entry.
 */
export type PairCheck = { pair: PairSettings } | { mistakes: Mistake[] };
export type ServerCheck = { server: ServerSettings } | { mistakes: Mistake[] };

const OF_PAIR = 2;
const OF_SERVER = 4;

/** `folder`: what relative paths are relative to. No mistake holds a secret. */
export async function checkPairEntry(entry: unknown, places: SecretPlaces): Promise<PairCheck> {
  const { file, secrets, mistakes } = await checkSettings({ pairs: [entry] }, places);
  if (file === null || mistakes.length > 0) return { mistakes: within(mistakes, OF_PAIR) };
  const { folder } = places;
  const [pair] = buildSettings({ path: '', file, secrets, folder, databaseUrl: null }).pairs;
  if (!pair) throw new Error('a file with one pair gave none');
  return { pair };
}

/** The same of one server, whatever its pair still lacks. */
export async function checkServerEntry(entry: unknown, places: SecretPlaces): Promise<ServerCheck> {
  // The rules about a pair as a whole are broken by the server that is missing; their paths are those of the pair.
  const pair = { name: 'pair', peer: 'peer', servers: [entry] };
  const { file, secrets, mistakes } = await checkSettings({ pairs: [pair] }, places);
  const own = mistakes.filter(({ path }) => path.length >= OF_SERVER);
  const server = file?.pairs[0]?.servers[0];
  if (!server || own.length > 0) return { mistakes: within(own, OF_SERVER) };
  return {
    server: buildServer(server, { pairIndex: 0, serverIndex: 0, secrets, folder: places.folder }),
  };
}

/** Whatever is wrong higher up is wrong with the entry as a whole. */
const within = (mistakes: readonly Mistake[], depth: number): Mistake[] =>
  mistakes.map(({ path, ...mistake }) => ({ path: path.slice(depth), ...mistake }));
