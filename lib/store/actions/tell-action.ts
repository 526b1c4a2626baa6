import type { Tx } from '../../db/client.ts';
import { appendEvent } from '../events.ts';
import { bumpTopics } from '../topics.ts';

export type Told = {
  /** What makes it another action than any other, with the time. */
  key: string;
  /** null: of no pair alone. */
  pair: { pairId: number | null } | { name: string | null };
  incidentId?: number | null;
  /** Kebab-case, what was done. */
  to: string;
  sentence: string;
  by: string;
  now: number;
  topics: string[];
};

/** Writes what somebody did into the history, moves the topics and gives the event's id. */
export async function tellAction(tx: Tx, told: Told): Promise<number> {
  const { key, pair, incidentId = null, to, sentence, by, now, topics } = told;
  const { id } = await appendEvent(tx, {
    key: `action:${to}:${key}:${now}`,
    pairId: 'name' in pair ? await pairIdOf(tx, pair.name) : pair.pairId,
    serverId: null,
    kind: 'action',
    at: now,
    clock: 'pairwatch',
    observedAt: now,
    sortAt: now,
    from: null,
    to,
    sentence,
    evidence: [],
    actor: by,
    incidentId,
  });
  await bumpTopics(tx, [...topics, 'events']);
  return id;
}

/** null where there is no pair of that name, or none is meant. */
async function pairIdOf(tx: Tx, name: string | null): Promise<number | null> {
  const pair = name === null ? null : await tx.pair.findUnique({ where: { name }, select: { id: true } });
  return pair?.id ?? null;
}
