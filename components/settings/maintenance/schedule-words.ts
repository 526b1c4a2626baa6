import { type Schedule, WEEKDAYS } from '../../../lib/contracts/silence.ts';
import { formatTime, type Zone } from '../../../lib/pair/sentence.ts';
import { listed } from '../../pair/listed.ts';

export const WEEKDAY_WORDS: Record<(typeof WEEKDAYS)[number], string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** When a window is: "Every Monday and Sunday, 22:00 to 02:00 on the next day, by clocks of Europe/Berlin". */
export function scheduleWords(schedule: Schedule, now: number, zone: Zone): string {
  if (schedule.kind === 'once') return `Once, ${spanWords(schedule, now, zone)}`;
  const { days, from, to } = schedule;
  const isDaily = WEEKDAYS.every((day) => days.includes(day));
  const on = isDaily
    ? 'Every day'
    : `Every ${listed(WEEKDAYS.filter((day) => days.includes(day)).map((day) => WEEKDAY_WORDS[day]))}`;
  return `${on}, ${from} to ${to}${to > from ? '' : ' on the next day'}, by clocks of ${schedule.zone}`;
}

/** From and until, by the clocks of a zone: "1 Dec 20:00 UTC to 22:00 UTC". */
export function spanWords(span: { startsAt: string; endsAt: string }, now: number, zone: Zone): string {
  const [from, until] = [Date.parse(span.startsAt), Date.parse(span.endsAt)];
  return `${formatTime(from, now, zone)} to ${formatTime(until, from, zone)}`;
}
