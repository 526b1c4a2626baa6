import type { Database } from '../../../lib/db/client.ts';
import { verdictsAgainstMessages } from '../untold.ts';
import { judgeChanges, judgeDeliveries, type StoredMessage, type Told } from './judge.ts';
import type { Made } from './pairs.ts';
import type { Arrival } from './receiver.ts';

/** Changes of state of all servers since a moment. */
export const toldSince = (db: Database, since: number): Promise<Told[]> =>
  db.read(async (tx) => {
    const events = await tx.event.findMany({
      where: { kind: 'state', sortAt: { gt: new Date(since) } },
      include: { server: { select: { name: true } } },
    });
    return events.map(({ server, key, from, to, sortAt, sources }) => ({
      ...{ server: server?.name ?? '-', key, from, to, at: sortAt.getTime(), sources },
    }));
  });

const storedMessages = (db: Database): Promise<StoredMessage[]> =>
  db.read(async (tx) => {
    const messages = await tx.message.findMany({ include: { _count: { select: { deliveries: true } } } });
    return messages.map(({ webhookId, body, deliveredAt, attempts, _count }) => ({
      ...{ webhookId, body, attempts },
      isDelivered: deliveredAt !== null,
      tries: _count.deliveries,
    }));
  });

export type Verdict = {
  changes: { made: number; told: number; faults: string[] };
  deliveries: { messages: number; arrivals: number; faults: string[] };
};

/** Holds what the database has against what the simulators did and what the receiver got. */
export async function judgeStored(
  db: Database,
  {
    made,
    since,
    lateMs,
    arrivals,
  }: { made: readonly Made[]; since: number; lateMs: number; arrivals: readonly Arrival[] },
): Promise<Verdict> {
  const told = await toldSince(db, since);
  const messages = await storedMessages(db);
  const { untold, unfounded } = await db.read(verdictsAgainstMessages);
  return {
    changes: { made: made.length, told: told.length, faults: judgeChanges(made, told, lateMs) },
    deliveries: {
      messages: messages.length,
      arrivals: arrivals.length,
      faults: [
        ...judgeDeliveries(messages, arrivals),
        ...untold.map((cause) => `${cause} is a change of verdict that no message tells`),
        ...unfounded.map((cause) => `${cause} is told and not there`),
      ],
    },
  };
}

export const waitingCount = (db: Database): Promise<number> =>
  db.read((tx) => tx.message.count({ where: { deliveredAt: null, deadAt: null } }));
