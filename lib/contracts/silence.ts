import { z } from 'zod';

export const silenceSchema = z.object({
  id: z.number().int(),
  /** Each null: any. */
  pair: z.string().nullable(),
  rule: z.string().nullable(),
  server: z.string().nullable(),
  pool: z.string().nullable(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  reason: z.string(),
  by: z.string(),
  createdAt: z.iso.datetime(),
  /** Set when somebody ended it before its time. */
  ended: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
});
export type SilenceDto = z.infer<typeof silenceSchema>;

export const silenceListSchema = z.object({ now: z.iso.datetime(), silences: z.array(silenceSchema) });
export type SilenceListDto = z.infer<typeof silenceListSchema>;

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const time = z.iso.datetime({ error: 'a time in UTC, such as 2026-12-01T20:00:00Z' });
const CLOCK_TIME = 'a time of day from 00:00 to 23:59';
const clockTime = z.string(CLOCK_TIME).regex(/^([01]\d|2[0-3]):[0-5]\d$/, CLOCK_TIME);

/** When a maintenance window is. */
export const scheduleSchema = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('once'), startsAt: time, endsAt: time }),
    z.object({
      kind: z.literal('weekly'),
      /** Days on which it begins. */
      days: z
        .array(z.enum(WEEKDAYS, `one of ${WEEKDAYS.join(', ')}`), 'a list of days')
        .min(1, 'at least one day'),
      /** `HH:MM` on the clocks of `zone`; an end before the begin is on the next day. */
      from: clockTime,
      to: clockTime,
      /** IANA name, such as Europe/Berlin. */
      zone: z.string('the IANA name of a time zone, such as Europe/Berlin'),
    }),
  ],
  'a schedule of the kind once or weekly',
);
export type Schedule = z.infer<typeof scheduleSchema>;

export const maintenanceSchema = z.object({
  id: z.number().int(),
  origin: z.enum(['settings', 'database']),
  /** null: all pairs. */
  pair: z.string().nullable(),
  schedule: scheduleSchema,
  reason: z.string(),
  by: z.string(),
  /** The present or the next occurrence; null when there is none any more. */
  next: z.object({ startsAt: z.iso.datetime(), endsAt: z.iso.datetime() }).nullable(),
});
export type MaintenanceDto = z.infer<typeof maintenanceSchema>;

export const maintenanceListSchema = z.object({
  now: z.iso.datetime(),
  windows: z.array(maintenanceSchema),
});
export type MaintenanceListDto = z.infer<typeof maintenanceListSchema>;
