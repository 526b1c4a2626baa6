import { randomBytes } from 'node:crypto';
import type { RemovedDto } from '../../lib/contracts/action.ts';
import type {
  MadeReportAnswerDto,
  MadeReportListDto,
  MadeReportQuery,
  PeriodFileQuery,
  ReportOrder,
  ReportScheduleAnswerDto,
  ReportScheduleInput,
  ReportScheduleListDto,
} from '../../lib/contracts/report-schedule.ts';
import { periodFile } from '../../lib/print/period-file.ts';
import type { ReportFile } from '../../lib/print/report-file.ts';
import { buildPeriodReport } from '../../lib/record/build.ts';
import { lastFullPeriod, periodAt } from '../../lib/record/period.ts';
import {
  checkPair,
  checkZone,
  createReportSchedule,
} from '../../lib/store/actions/create-report-schedule.ts';
import { removeReportSchedule } from '../../lib/store/actions/remove-report-schedule.ts';
import { findPeriodReport, keepPeriodReport, listPeriodReports } from '../../lib/store/period-reports.ts';
import { recordFacts } from '../../lib/store/record/facts.ts';
import { siteZone } from '../../lib/store/record/zone.ts';
import { listReportSchedules } from '../../lib/store/report-schedules.ts';
import { readDatabase, writeDatabase } from './database.ts';
import { pathId } from './path-id.ts';
import { pairUnknown, resourceUnknown } from './problem.ts';
import { reportPrinter } from './report-printer.ts';

const SCHEDULES = '/api/v1/report-schedules';
const REPORTS = '/api/v1/reports';
const KEY_BYTES = 16;

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** The schedules by which reports are made. Throws `Problem`, as all here do. */
export async function readReportSchedules(): Promise<ReportScheduleListDto> {
  const now = Date.now();
  return { now: isoOf(now), schedules: await readDatabase((tx) => listReportSchedules(tx, now)) };
}

export async function addReportSchedule(input: ReportScheduleInput): Promise<ReportScheduleAnswerDto> {
  const now = Date.now();
  const schedule = await writeDatabase((tx) => createReportSchedule(tx, { ...input, now }));
  return { now: isoOf(now), schedule };
}

export async function dropReportSchedule(id: string, by: string): Promise<RemovedDto> {
  const now = Date.now();
  const scheduleId = pathId(id, 'schedule of reports', SCHEDULES);
  await writeDatabase((tx) => removeReportSchedule(tx, { id: scheduleId, by, now }));
  return { now: isoOf(now), removed: id };
}

/** One page of the reports on weeks and months that were made. */
export async function readPeriodReports(query: MadeReportQuery): Promise<MadeReportListDto> {
  const now = Date.now();
  return { now: isoOf(now), ...(await readDatabase((tx) => listPeriodReports(tx, query))) };
}

/** Makes a report now, and keeps it. */
export async function makePeriodReport(order: ReportOrder): Promise<MadeReportAnswerDto> {
  const now = Date.now();
  const { period: kind, pair, which, by } = order;
  const zone = order.zone ?? (await readDatabase((tx) => siteZone(tx, pair)));
  // As an action, whose refusals have their own answers.
  await writeDatabase(async (tx) => {
    checkZone(zone);
    await checkPair(tx, pair);
  });
  const period = which === 'last' ? lastFullPeriod(kind, zone, now) : periodAt(kind, zone, now);
  const facts = await recordFacts(readDatabase, { period, pair, by, now });
  if (facts === null) throw pairUnknown(pair ?? '');
  const report = buildPeriodReport(facts);
  const made = await writeDatabase((tx) =>
    keepPeriodReport(tx, report, { scheduleId: null, actor: by, madeAt: now }),
  );
  return { now: isoOf(now), report: made };
}

/** A report that was made as a file. */
export async function periodReportFile(id: string, query: PeriodFileQuery): Promise<ReportFile> {
  const report = await readDatabase((tx) => findPeriodReport(tx, pathId(id, 'report', REPORTS)));
  if (report === null) throw resourceUnknown('report', id, REPORTS);
  return periodFile(report, query, randomBytes(KEY_BYTES), reportPrinter());
}
