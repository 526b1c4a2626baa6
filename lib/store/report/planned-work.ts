import { nextOccurrence, occurrenceAt } from '../../alerts/schedule.ts';
import type { Schedule } from '../../contracts/silence.ts';
import type { Tx } from '../../db/client.ts';
import type { ReportFacts } from '../../incidents/report/facts.ts';
import { readableWindows } from '../maintenance.ts';
import { toDate, toMs } from '../time.ts';

type Time = { from: number; until: number };
const MOST_OF_A_WINDOW = 100;

/** Maintenance that fell into a time, of the pair or of all; windows that were called off by then are none. */
export async function plannedWork(
  tx: Tx,
  pairName: string,
  { from, until }: Time,
): Promise<ReportFacts['maintenance']> {
  const { rows } = await readableWindows(tx, {
    createdAt: { lte: toDate(until) },
    AND: [
      { OR: [{ pair: null }, { pair: pairName }] },
      { OR: [{ removedAt: null }, { removedAt: { gt: toDate(from) } }] },
    ],
  });
  return rows
    .flatMap(({ schedule, reason, actor, createdAt, removedAt }) =>
      occurrencesIn(schedule, { from, until })
        .map((each) => ({ ...each, until: Math.min(each.until, toMs(removedAt) ?? each.until) }))
        .filter((each) => each.until > Math.max(each.from, from, toMs(createdAt)))
        .map((each) => ({ ...each, reason, by: actor })),
    )
    .sort((one, other) => one.from - other.from);
}

function occurrencesIn(schedule: Schedule, { from, until }: Time): Time[] {
  const times: Time[] = [];
  let next = occurrenceAt(schedule, from) ?? nextOccurrence(schedule, from);
  while (next !== null && next.startsAt <= until && times.length < MOST_OF_A_WINDOW) {
    times.push({ from: next.startsAt, until: next.endsAt });
    next = nextOccurrence(schedule, next.startsAt);
  }
  return times;
}
