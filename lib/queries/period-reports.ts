import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { removedSchema } from '../contracts/action.ts';
import type { ReportProfile } from '../contracts/report-profile.ts';
import {
  madeReportAnswerSchema,
  madeReportListSchema,
  type PeriodFormat,
  type reportOrderSchema,
  reportScheduleAnswerSchema,
  type reportScheduleInputSchema,
  reportScheduleListSchema,
} from '../contracts/report-schedule.ts';
import { getJson, send } from './api.ts';
import { madeReportsKey, reportSchedulesKey } from './keys.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';

const REPORTS = '/api/v1/reports';
const SCHEDULES = '/api/v1/report-schedules';

/** The last reports on weeks and months that were made. */
export const madeReportsQuery = () =>
  queryOptions({
    queryKey: madeReportsKey,
    queryFn: ({ signal }) => getJson(REPORTS, madeReportListSchema, signal),
    ...refetchAsNet,
  });

/** Which reports are made by themselves, and to whom they go. */
export const reportSchedulesQuery = () =>
  queryOptions({
    queryKey: reportSchedulesKey,
    queryFn: ({ signal }) => getJson(SCHEDULES, reportScheduleListSchema, signal),
    ...refetchAsNet,
  });

/** Where a report that was made is handed out. */
export const madeReportPath = (id: number, of: { format: PeriodFormat; profile: ReportProfile }): string =>
  withSearch(`${REPORTS}/${id}`, of);

/** Has one made now. */
export const makeReport = (order: z.input<typeof reportOrderSchema>) =>
  send('POST', REPORTS, order, madeReportAnswerSchema);

/** Has one made at the end of each week or month. */
export const scheduleReport = (input: z.input<typeof reportScheduleInputSchema>) =>
  send('POST', SCHEDULES, input, reportScheduleAnswerSchema);

export const unscheduleReport = (id: number, by: string) =>
  send('DELETE', withSearch(`${SCHEDULES}/${id}`, { by }), null, removedSchema);
