import { nextOccurrence, occurrenceAt } from '../../alerts/schedule.ts';
import type { MaintenanceDto, Schedule } from '../../contracts/silence.ts';
import type { Tx } from '../../db/client.ts';
import { utcMinute } from '../../pair/utc-minute.ts';
import { insertWindow, maintenanceDto } from '../maintenance.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { tellAction } from './tell-action.ts';

export type NewWindow = {
  /** null: all pairs. */
  pair: string | null;
  schedule: Schedule;
  reason: string;
  by: string;
  now: number;
};

/** Plans a time in which nobody is told. */
export async function createWindow(tx: Tx, act: NewWindow): Promise<MaintenanceDto> {
  const { pair, schedule, now } = act;
  const by = checkedText(act.by, 'the name of who plans it');
  const reason = checkedText(act.reason, 'a reason');
  checkSchedule(schedule, now);
  const row = await insertWindow(tx, { origin: 'database', pair, schedule, reason, by, now });
  await tellAction(tx, {
    key: `window:${row.id}`,
    pair: { name: pair },
    to: 'maintenance-planned',
    sentence: `${by} planned maintenance of ${pair === null ? 'all pairs' : `pair ${pair}`}, ${scheduleWords(schedule)}: ${reason}`,
    by,
    now,
    topics: ['rules'],
    after: { pair, schedule, reason },
  });
  return maintenanceDto(row, now);
}

function checkSchedule(schedule: Schedule, now: number): void {
  if (schedule.kind === 'once' && Date.parse(schedule.endsAt) <= Date.parse(schedule.startsAt)) {
    throw new ActionError(
      'invalid',
      `The window ends at ${schedule.endsAt}; expected a time after its begin, ${schedule.startsAt}.`,
    );
  }
  try {
    if (occurrenceAt(schedule, now) ?? nextOccurrence(schedule, now)) return;
  } catch (error) {
    if (error instanceof RangeError) throw new ActionError('invalid', `In the window, ${error.message}.`);
    throw error;
  }
  throw new ActionError('invalid', 'The window is over already; expected one that is to come.');
}

/** `each sun 02:00 to 04:00 Europe/Berlin`, `2026-11-22 00:52 UTC to 2026-11-22 02:00 UTC`. */
export function scheduleWords(schedule: Schedule): string {
  if (schedule.kind === 'once') {
    const [start, end] = [schedule.startsAt, schedule.endsAt].map((iso) => utcMinute(Date.parse(iso)));
    return `${start} to ${end}`;
  }
  return `each ${schedule.days.join(', ')} ${schedule.from} to ${schedule.to} ${schedule.zone}`;
}
