import type { Tx } from '../../db/client.ts';
import { actorOfDeed } from '../acting.ts';
import { recordAudit } from '../audit.ts';
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
  /** What it was and what it is, for the audit log; without secrets. */
  before?: object | null;
  after?: object | null;
};

/** Writes what somebody did into the history and the audit log, moves the topics and gives the event's id. */
export async function tellAction(tx: Tx, told: Told): Promise<number> {
  const { key, incidentId = null, to, sentence, by, now, topics, before = null, after = null } = told;
  const pair = await pairOf(tx, told.pair);
  const { id } = await appendEvent(tx, {
    key: `action:${to}:${key}:${now}`,
    pairId: pair.id,
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
  const actor = actorOfDeed(tx, by);
  await recordAudit(tx, { at: now, actor, deed: to, target: key, pairName: pair.name, before, after });
  await bumpTopics(tx, [...topics, 'events']);
  return id;
}

/** Its id is null where there is no pair of that name, or none is meant. */
async function pairOf(tx: Tx, of: Told['pair']): Promise<{ id: number | null; name: string | null }> {
  const select = { id: true, name: true };
  if ('pairId' in of) {
    const pair = of.pairId === null ? null : await tx.pair.findUnique({ where: { id: of.pairId }, select });
    return { id: of.pairId, name: pair?.name ?? null };
  }
  const pair = of.name === null ? null : await tx.pair.findUnique({ where: { name: of.name }, select });
  return { id: pair?.id ?? null, name: of.name };
}
