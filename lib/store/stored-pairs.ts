import { createHash, randomUUID } from 'node:crypto';
import type { Tx } from '../db/client.ts';
import { ActionError } from './actions/action-error.ts';
import { checkedText } from './actions/check-text.ts';
import { readOnly } from './actions/read-only.ts';
import { tellAction } from './actions/tell-action.ts';
import { collectorFigures } from './collector.ts';
import { toDate, toIso } from './time.ts';
import { takeTurn } from './topics.ts';

/** A pair that was set up on a page. `sealed`: its entry, with its secrets. */
export type StoredPair = { name: string; sealed: string; revision: string; createdAt: string; actor: string };

type Act = { name: string; by: string; now: number };
/** The entry without its secrets, as it was and as it is, for the audit log. */
type Entries = { before?: object; after?: object };

const TOPICS = ['settings-pairs'];
const PRESENT = { removedAt: null } as const;

/** Those that are there, by name. */
export async function storedPairs(tx: Tx): Promise<StoredPair[]> {
  const rows = await tx.storedPair.findMany({ where: PRESENT, orderBy: { name: 'asc' } });
  return rows.map(({ name, sealed, revision, createdAt, actor }) => ({
    name,
    sealed,
    revision,
    createdAt: toIso(createdAt),
    actor,
  }));
}

/** Another text after each change of any stored pair. */
export async function storedPairsRevision(tx: Tx): Promise<string> {
  const rows = await tx.storedPair.findMany({
    where: PRESENT,
    orderBy: { name: 'asc' },
    select: { name: true, revision: true },
  });
  return createHash('sha256')
    .update(rows.map(({ name, revision }) => `${name} ${revision}\n`).join(''))
    .digest('hex');
}

/** Stores another pair. A conflict when one has the name, here or in the settings file. */
export async function storePair(tx: Tx, act: Act & Entries & { sealed: string }): Promise<void> {
  const by = checkedText(act.by, 'the name of who stores it');
  const { name, sealed, now } = act;
  await takeTurn(tx);
  if (await isStored(tx, name))
    throw new ActionError(
      'conflict',
      `A pair ${name} is stored here already: edit it, or choose another name.`,
    );
  if (await isOfFile(tx, name))
    throw new ActionError(
      'conflict',
      `A pair ${name} stands in pairwatch.yaml already, and would be stored here too: choose another name, or remove it from pairwatch.yaml, restart Pairwatch, and store it then.`,
    );
  const columns = { sealed, revision: randomUUID(), createdAt: toDate(now), actor: by, removedAt: null };
  await tx.storedPair.upsert({ where: { name }, create: { name, ...columns }, update: columns });
  await tell(tx, { ...act, by, to: 'pair-stored', sentence: `${by} set up the pair ${name} on the pages.` });
}

/** Puts another entry in the place of one that keeps its name. */
export async function replaceStoredPair(tx: Tx, act: Act & Entries & { sealed: string }): Promise<void> {
  const by = checkedText(act.by, 'the name of who changes it');
  const { name, sealed } = act;
  await presentPair(tx, name);
  await tx.storedPair.update({ where: { name }, data: { sealed, revision: randomUUID() } });
  await tell(tx, {
    ...act,
    by,
    to: 'pair-changed',
    sentence: `${by} changed how the pair ${name} is reached.`,
  });
}

/** Removes one; its history stays, under its name. */
export async function removeStoredPair(tx: Tx, act: Act & Entries): Promise<void> {
  const by = checkedText(act.by, 'the name of who removes it');
  const { name, now } = act;
  await presentPair(tx, name);
  await tx.storedPair.update({ where: { name }, data: { removedAt: toDate(now), sealed: '' } });
  await tell(tx, { ...act, by, to: 'pair-removed', sentence: `${by} removed the pair ${name}.` });
}

async function presentPair(tx: Tx, name: string): Promise<void> {
  if (await isStored(tx, name)) return;
  if (await isOfFile(tx, name)) throw readOnly(`The pair ${name}`);
  throw new ActionError('not-found', `There is no pair “${name}”.`);
}

/** By the word of the collector, which read the file; without it a pair that is watched and was never stored is of the file. */
async function isOfFile(tx: Tx, name: string): Promise<boolean> {
  const figures = await collectorFigures(tx);
  if (figures) return figures.watched.some((pair) => pair.name === name && pair.origin === 'file');
  const isWatched = (await tx.pair.count({ where: { name, removedAt: null } })) > 0;
  return isWatched && (await tx.storedPair.count({ where: { name } })) === 0;
}

const isStored = async (tx: Tx, name: string) =>
  (await tx.storedPair.count({ where: { name, ...PRESENT } })) > 0;

function tell(
  tx: Tx,
  { name, by, now, to, sentence, ...entries }: Act & Entries & { to: string; sentence: string },
) {
  return tellAction(tx, {
    key: `pair:${name}`,
    pair: { name },
    to,
    sentence,
    by,
    now,
    topics: TOPICS,
    before: entries.before ?? null,
    after: entries.after ?? null,
  });
}
