import type { z } from 'zod';
import type { RemovedDto } from '../../lib/contracts/action.ts';
import type {
  PairEntry,
  SettingsPairDto,
  SettingsPairListDto,
  StoredAnswerDto,
  StoredPairDto,
  storePairSchema,
  WatchedPair,
} from '../../lib/contracts/setup.ts';
import { seal } from '../../lib/secrets/seal.ts';
import { withoutSecrets } from '../../lib/settings/kept-secrets.ts';
import { collectorFigures, readHealth } from '../../lib/store/collector.ts';
import { listPairs } from '../../lib/store/pairs.ts';
import {
  removeStoredPair,
  replaceStoredPair,
  type StoredPair,
  storedPairs,
  storePair,
} from '../../lib/store/stored-pairs.ts';
import { readDatabase, writeDatabase } from './database.ts';
import { Problem, unfitBody } from './problem.ts';
import { secretKey, whyNoSealing } from './secret-key.ts';
import { checkedPair } from './setup.ts';
import { entryWithKept, storedEntry } from './stored-entry.ts';

type StoreInput = z.output<typeof storePairSchema>;
type Shown = Awaited<ReturnType<typeof listPairs>>[number];

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** Every pair there is, where it comes from and how it is reached. Throws `Problem`, as all here do. */
export async function readSettingsPairs(): Promise<SettingsPairListDto> {
  const now = Date.now();
  const { shown, stored, figures, isAlive } = await readDatabase(async (tx, engine) => ({
    shown: await listPairs(tx, now),
    stored: await storedPairs(tx),
    figures: await collectorFigures(tx),
    isAlive: (await readHealth(tx, engine, now)).status === 'ok',
  }));
  const watched = figures?.watched ?? null;
  const names = new Set([...shown, ...stored, ...(watched ?? [])].map(({ name }) => name));
  const pairs = [...names].sort().flatMap((name) => {
    const has = (each: { name: string }) => each.name === name;
    return pairDto(
      { name, shown: shown.find(has), stored: stored.find(has) },
      { watched: watched?.filter(has) ?? null, isAlive },
    );
  });
  return { now: isoOf(now), pairs, whyNoStoring: await whyNoSealing() };
}

/** Stores a pair that a page set up. */
export async function storeSettingsPair({ by, pair }: StoreInput): Promise<StoredAnswerDto> {
  const { name } = await checkedPair(pair);
  const sealed = seal(await secretKey(), JSON.stringify(pair));
  const now = Date.now();
  await writeDatabase((tx) => storePair(tx, { name, sealed, after: shownEntry(pair), by, now }));
  return { now: isoOf(now), stored: name };
}

/** Puts another entry in the place of a stored one that keeps its name; secrets that are kept stay as they are. */
export async function replaceSettingsPair(name: string, { by, pair }: StoreInput): Promise<StoredAnswerDto> {
  const entry = await entryWithKept(pair, name);
  const { name: given } = await checkedPair(entry);
  if (given !== name)
    throw unfitBody(
      [
        {
          path: ['name'],
          found: JSON.stringify(given),
          expected: `${JSON.stringify(name)}: a pair keeps its name`,
        },
      ],
      null,
    );
  const sealed = seal(await secretKey(), JSON.stringify(entry));
  const now = Date.now();
  const entries = { before: shownEntry(await storedEntry(name)), after: shownEntry(entry) };
  await writeDatabase((tx) => replaceStoredPair(tx, { name, sealed, ...entries, by, now }));
  return { now: isoOf(now), stored: name };
}

export async function removeSettingsPair(name: string, by: string): Promise<RemovedDto> {
  const now = Date.now();
  const before = await knownEntry(name);
  await writeDatabase((tx) => removeStoredPair(tx, { name, by, now, ...(before && { before }) }));
  return { now: isoOf(now), removed: name };
}

/** For the audit log. */
const shownEntry = (entry: unknown): object => ({ entry: withoutSecrets(entry) });

/** null for one that is not stored, or that does not open any more: it can be removed all the same. */
async function knownEntry(name: string): Promise<object | null> {
  try {
    return shownEntry(await storedEntry(name));
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

/** A stored pair without its secrets, to be edited. */
export async function readStoredPair(name: string): Promise<StoredPairDto> {
  // Only what was checked is ever sealed.
  const pair = withoutSecrets(await storedEntry(name)) as PairEntry;
  return { now: isoOf(Date.now()), pair };
}

type Known = { name: string; shown: Shown | undefined; stored: StoredPair | undefined };
type Word = { watched: WatchedPair[] | null; isAlive: boolean };

/** A name that stands in the file and is stored as well is two. */
function pairDto({ name, shown, stored }: Known, { watched, isAlive }: Word): SettingsPairDto[] {
  const ofFile = watched?.find(({ origin }) => origin === 'file');
  const ofPages = watched?.find(({ origin }) => origin === 'stored');
  const common = { name, title: shown?.title ?? null };
  const pairs: SettingsPairDto[] = [];
  if (ofFile || (watched === null && shown && !stored))
    pairs.push({
      ...common,
      origin: 'file',
      peer: shown?.peer ?? ofFile?.peer ?? null,
      servers: serversOf(shown, ofFile),
      stored: null,
      state: ofFile && isAlive ? 'watched' : 'unknown',
      problem: null,
    });
  if (stored) {
    const isTaken = ofPages?.revision === stored.revision;
    const problem = isTaken ? (ofPages?.problem ?? null) : null;
    pairs.push({
      ...common,
      origin: 'stored',
      peer: shown?.peer ?? ofPages?.peer ?? null,
      servers: ofFile ? [] : serversOf(shown, ofPages),
      stored: { by: stored.actor, at: stored.createdAt },
      state: stateOf({ isTaken, problem, isAlive }),
      problem,
    });
  }
  return pairs;
}

function stateOf({
  isTaken,
  problem,
  isAlive,
}: {
  isTaken: boolean;
  problem: string | null;
  isAlive: boolean;
}): SettingsPairDto['state'] {
  if (!isAlive) return 'unknown';
  if (!isTaken) return 'waiting';
  return problem === null ? 'watched' : 'not-watched';
}

function serversOf(shown: Shown | undefined, watched: WatchedPair | undefined): SettingsPairDto['servers'] {
  const names = new Set([...(watched?.servers ?? []), ...(shown?.servers ?? [])].map(({ name }) => name));
  return [...names].flatMap((name) => {
    const one = watched?.servers.find((server) => server.name === name);
    const other = shown?.servers.find((server) => server.name === name);
    const place = one ?? other;
    if (!place) return [];
    const { role, host } = place;
    return { name, role, host, sources: other?.sources.map(({ kind }) => kind) ?? [], watched: one ?? null };
  });
}
