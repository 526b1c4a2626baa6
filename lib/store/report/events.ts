import type { Tx } from '../../db/client.ts';
import type { Prisma } from '../../db/generated/sqlite/client.ts';
import type { ReportFacts } from '../../incidents/report/facts.ts';
import { EVENT_WITH_NAMES, eventDto } from '../events.ts';
import { toDate, toMs } from '../time.ts';

/** Of more than so many, as many are taken from the begin and from the end. */
const MOST_EVENTS = 20_000;

/** All events of an incident's pair, and of Pairwatch itself, within a time, and those that belong to the incident at whatever time. */
export async function eventsOf(
  tx: Tx,
  { id, pairId }: { id: number; pairId: number },
  { from, until }: { from: number; until: number },
  most = MOST_EVENTS,
): Promise<Pick<ReportFacts, 'events' | 'eventsCut'>> {
  const time = { sortAt: { gte: toDate(from), lte: toDate(until) } };
  const where: Prisma.EventWhereInput = {
    OR: [{ pairId, ...time }, { pairId: null, ...time }, { incidentId: id }],
  };
  const all = await tx.event.count({ where });
  const load = (order: 'asc' | 'desc', take: number) =>
    tx.event.findMany({
      where,
      include: EVENT_WITH_NAMES,
      orderBy: [{ sortAt: order }, { id: order }],
      take,
    });
  if (all <= most) return { events: (await load('asc', most)).map(eventDto), eventsCut: null };
  const first = await load('asc', Math.ceil(most / 2));
  const last = (await load('desc', Math.floor(most / 2))).reverse();
  const [before, after] = [first.at(-1), last.at(0)];
  return {
    events: [...first, ...last].map(eventDto),
    eventsCut: {
      from: before ? toMs(before.sortAt) : from,
      until: after ? toMs(after.sortAt) : until,
      count: all - first.length - last.length,
    },
  };
}
