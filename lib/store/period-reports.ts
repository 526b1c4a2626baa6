import { type PeriodReport, periodKindSchema, periodReportSchema } from '../contracts/period-report.ts';
import type { MadeReportDto, MadeReportListDto, MadeReportQuery } from '../contracts/report-schedule.ts';
import type { Tx } from '../db/client.ts';
import type { PeriodReport as Row } from '../db/generated/sqlite/client.ts';
import { periodAt } from '../record/period.ts';
import { jsonColumn } from './json.ts';
import { toDate, toIso } from './time.ts';
import { bumpTopics } from './topics.ts';

/** Keeps a report as it was made. `scheduleId`, `actor`: who wanted it. Moves the topic `reports`. */
export async function keepPeriodReport(
  tx: Tx,
  report: PeriodReport,
  { scheduleId, actor, madeAt }: { scheduleId: number | null; actor: string | null; madeAt: number },
): Promise<MadeReportDto> {
  const { period, scope } = report;
  const row = await tx.periodReport.create({
    data: {
      scheduleId,
      actor,
      period: period.kind,
      pair: scope.pair,
      zone: period.zone,
      from: new Date(period.from),
      until: new Date(period.until),
      madeAt: toDate(madeAt),
      model: jsonColumn(report),
    },
  });
  await bumpTopics(tx, ['reports']);
  return madeReportDto(row);
}

/** One page of the reports that were made, the last one first; of one pair those on all pairs are not among them. */
export async function listPeriodReports(
  tx: Tx,
  { pair, limit, before }: MadeReportQuery,
): Promise<Omit<MadeReportListDto, 'now'>> {
  const rows = await tx.periodReport.findMany({
    where: { ...(pair !== undefined && { pair }), ...(before !== undefined && { id: { lt: before } }) },
    orderBy: { id: 'desc' },
    omit: { model: true }, // many may be long
    take: limit + 1, // one more than asked for tells whether that is all
  });
  const page = rows.slice(0, limit).map(madeReportDto);
  return { reports: page, nextBefore: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** What a report says; null for an id that is not there. Throws for one that this version can not read. */
export async function findPeriodReport(tx: Tx, id: number): Promise<PeriodReport | null> {
  const row = await tx.periodReport.findUnique({ where: { id } });
  return row && periodReportSchema.parse(row.model);
}

/** Removes at most `limit` reports that were made before a time, and says how many. */
export async function prunePeriodReports(
  tx: Tx,
  { before, limit }: { before: number; limit: number },
): Promise<number> {
  const old = await tx.periodReport.findMany({
    where: { madeAt: { lt: toDate(before) } },
    orderBy: { madeAt: 'asc' },
    take: limit,
    select: { id: true },
  });
  if (old.length > 0) await tx.periodReport.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } });
  return old.length;
}

function madeReportDto({ id, scheduleId, pair, zone, actor, ...row }: Omit<Row, 'model'>): MadeReportDto {
  const period = periodKindSchema.parse(row.period);
  const bounds = periodAt(period, zone, row.from.getTime());
  return {
    id,
    scheduleId,
    period,
    name: bounds.name,
    pair,
    zone,
    from: toIso(row.from),
    until: toIso(row.until),
    isOver: row.until.getTime() >= bounds.until,
    madeAt: toIso(row.madeAt),
    by: actor,
  };
}
