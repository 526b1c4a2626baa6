import type { Tx } from '../db/client.ts';

/** The row that holds the counter; as a topic it stands for everything. */
export const COUNTER = '*';

/**
 * Says that what pages show under these topics changed. Whoever moves the counter holds its row until the commit,
 * so cursors become readable in their order: who has read one has missed none below it.
 */
export async function bumpTopics(tx: Tx, names: string[]): Promise<void> {
  const topics = new Set(names);
  if (topics.size === 0) return;
  const { cursor } = await tx.topic.upsert({
    where: { name: COUNTER },
    create: { name: COUNTER, cursor: 1 },
    update: { cursor: { increment: 1 } },
  });
  const { count } = await tx.topic.updateMany({ where: { name: { in: [...topics] } }, data: { cursor } });
  if (count === topics.size) return;
  for (const name of topics) {
    await tx.topic.upsert({ where: { name }, create: { name, cursor }, update: { cursor } });
  }
}

/**
 * Until the commit nobody else goes on who asks for this or moves a topic: call it before what is read to be changed, where
 * another process changes the same.
 */
export async function takeTurn(tx: Tx): Promise<void> {
  await tx.topic.updateMany({ where: { name: COUNTER }, data: { cursor: { increment: 0 } } });
}

export type ChangedTopics = {
  /** Give this the next time. */
  cursor: number;
  topics: string[];
};

/**
 * The topics that changed after `cursor`; null asks for the present cursor alone. A cursor this database never gave,
 * because it was replaced by another, yields all topics.
 */
export async function changesSince(tx: Tx, cursor: number | null): Promise<ChangedTopics> {
  const counter = await tx.topic.findUnique({ where: { name: COUNTER } });
  const present = Number(counter?.cursor ?? 0);
  if (cursor === null || cursor === present) return { cursor: present, topics: [] };
  const after = cursor > present ? 0 : cursor;
  const rows = await tx.topic.findMany({
    where: { cursor: { gt: after }, name: { not: COUNTER } },
    orderBy: { cursor: 'asc' },
  });
  return { cursor: present, topics: rows.map(({ name }) => name) };
}

/** The name of the pair that a topic is of (`pools:office`); null for one of no pair alone. */
export function pairOfTopic(topic: string): string | null {
  const colon = topic.indexOf(':');
  return colon === -1 ? null : topic.slice(colon + 1);
}
