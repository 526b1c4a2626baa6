import { z } from 'zod';
import { WEEKDAYS } from '../contracts/silence.ts';
import { text } from './field.ts';

const DAY_EXPECTED = WEEKDAYS.join(', ');
const CLOCK_EXPECTED = 'a time of day from "00:00" to "23:59"';
const clock = z.string(CLOCK_EXPECTED).regex(/^([01]\d|2[0-3]):[0-5]\d$/, CLOCK_EXPECTED);
const moment = z.union(
  [z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })], // with seconds, or without
  'a day and time with its zone, such as 2026-12-01T20:00:00Z or 2026-12-01T21:00:00+01:00',
);

/** A window in which nobody is told. That it is either once or weekly, and when it ends, are rules of their own. */
export const maintenance = z.strictObject(
  {
    pair: text('the name of a pair').optional(),
    reason: text('what it is for').max(200, 'a text of at most 200 characters'),
    days: z
      .array(z.enum(WEEKDAYS, DAY_EXPECTED), `a list of days: ${DAY_EXPECTED}`)
      .min(1, 'at least one day')
      .optional(),
    from: clock.optional(),
    to: clock.optional(),
    zone: text('the name of a time zone, such as Europe/Berlin').optional(),
    starts: moment.optional(),
    ends: moment.optional(),
  },
  'a window: a map with the keys reason, days, from and to, or with reason, starts and ends',
);
export type MaintenanceEntry = z.infer<typeof maintenance>;
