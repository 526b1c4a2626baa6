import { z } from 'zod';
import { periodKindSchema } from '../contracts/period-report.ts';
import { reportProfileSchema } from '../contracts/report-profile.ts';
import type { ReportScheduleDto } from '../contracts/report-schedule.ts';
import type { Tx } from '../db/client.ts';
import type { ReportSchedule } from '../db/generated/sqlite/client.ts';
import { lastFullPeriod, type PeriodBounds, periodAt } from '../record/period.ts';
import { toIso, toMs } from './time.ts';

/** What came late of a period's end, such as the last hour summed up, is there by then. */
export const MADE_AFTER_MS = 10 * 60_000;

const endpointsSchema = z.array(z.string());

/** The schedules there are, the oldest first. */
export async function listReportSchedules(tx: Tx, now: number): Promise<ReportScheduleDto[]> {
  const rows = await tx.reportSchedule.findMany({ where: { removedAt: null }, orderBy: { id: 'asc' } });
  return rows.map((row) => reportScheduleDto(row, now));
}

export type DueReport = { schedule: ReportScheduleDto; period: PeriodBounds };

/**
 * The reports that are to be made at `now`: of each schedule the last period that is over for ten minutes and ended after it
 * was set up, unless that is made. Of several that were missed it is the last.
 */
export async function dueReports(tx: Tx, now: number): Promise<DueReport[]> {
  const due: DueReport[] = [];
  for (const schedule of await listReportSchedules(tx, now)) {
    const period = lastFullPeriod(schedule.period, schedule.zone, now - MADE_AFTER_MS);
    if (period.until <= Date.parse(schedule.createdAt)) continue;
    if (!(await isMade(tx, schedule.id, period))) due.push({ schedule, period });
  }
  return due;
}

/** Whether a schedule still wants the report on a period: it was not called off, and the report is not there. */
export async function isWanted(
  tx: Tx,
  scheduleId: number,
  period: Pick<PeriodBounds, 'from'>,
): Promise<boolean> {
  const schedules = await tx.reportSchedule.count({ where: { id: scheduleId, removedAt: null } });
  return schedules > 0 && !(await isMade(tx, scheduleId, period));
}

async function isMade(tx: Tx, scheduleId: number, { from }: Pick<PeriodBounds, 'from'>): Promise<boolean> {
  return (await tx.periodReport.count({ where: { scheduleId, from: new Date(from) } })) > 0;
}

export function reportScheduleDto(row: ReportSchedule, now: number): ReportScheduleDto {
  const period = periodKindSchema.parse(row.period);
  return {
    id: row.id,
    period,
    pair: row.pair,
    zone: row.zone,
    endpoints: endpointsSchema.parse(row.endpoints),
    profile: reportProfileSchema.parse(row.profile),
    createdAt: toIso(row.createdAt),
    by: row.actor,
    nextAt: new Date(periodAt(period, row.zone, Math.max(now, toMs(row.createdAt))).until).toISOString(),
  };
}
