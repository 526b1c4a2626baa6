import type {
  ConfigDiffDto,
  ConfigVersionDto,
  ConfigVersionListDto,
  PairConfigDto,
} from '@/lib/contracts/config.ts';
import { diffConfigVersions, findConfigVersion, listConfigVersions } from '@/lib/store/config-versions.ts';
import { pairConfig } from '@/lib/store/pair-config.ts';
import { readDatabase } from './database.ts';
import { checkPairKnown } from './known-pair.ts';
import { pathId } from './path-id.ts';
import { pairUnknown, resourceUnknown } from './problem.ts';

// What is kept of the configurations of a pair; secrets were masked before it was. All of these throw `Problem`.

export async function readPairConfig(
  pair: string,
  query: { files: boolean },
  now: number,
): Promise<PairConfigDto> {
  const found = await readDatabase((tx) => pairConfig(tx, pair, query, now));
  if (found === null) throw pairUnknown(pair);
  return { now: new Date(now).toISOString(), ...found };
}

export async function readConfigVersions(
  pair: string,
  server: string | undefined,
  now: number,
): Promise<ConfigVersionListDto> {
  const versions = await readDatabase((tx) => listConfigVersions(tx, pair, server));
  if (versions === null) throw pairUnknown(pair);
  return { now: new Date(now).toISOString(), versions };
}

/** `id` as it stands in the path. */
export async function readConfigVersion(pair: string, id: string, now: number): Promise<ConfigVersionDto> {
  const versionId = pathId(id, WHAT, listOf(pair));
  const version = await readDatabase(async (tx) => {
    await checkPairKnown(tx, pair, now);
    return findConfigVersion(tx, pair, versionId);
  });
  if (version === null) throw resourceUnknown(WHAT, id, listOf(pair));
  return { now: new Date(now).toISOString(), version };
}

/** What the version of `id` has that `oldId` has not. */
export async function readConfigDiff(
  pair: string,
  id: string,
  oldId: number,
  now: number,
): Promise<ConfigDiffDto> {
  const newId = pathId(id, WHAT, listOf(pair));
  const diff = await readDatabase(async (tx) => {
    await checkPairKnown(tx, pair, now);
    return diffConfigVersions(tx, pair, { oldId, newId });
  });
  if (diff === null) throw resourceUnknown(WHAT, `${oldId} or ${newId}`, listOf(pair));
  return { now: new Date(now).toISOString(), ...diff };
}

const WHAT = 'version of a configuration';
const listOf = (pair: string) => `/api/v1/pairs/${encodeURIComponent(pair)}/config/versions`;
