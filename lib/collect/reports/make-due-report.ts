import { randomBytes } from 'node:crypto';
import type { ReportData } from '../../contracts/message.ts';
import type { PeriodReport } from '../../contracts/period-report.ts';
import type { MadeReportDto, ReportScheduleDto } from '../../contracts/report-schedule.ts';
import type { Database, Tx } from '../../db/client.ts';
import { buildPeriodReport } from '../../record/build.ts';
import { redactPeriodReport } from '../../reports/redaction/redact-period.ts';
import { endpointsToTell } from '../../store/endpoints.ts';
import { messageBody } from '../../store/message-data.ts';
import { enqueueMessage } from '../../store/messages.ts';
import { keepPeriodReport } from '../../store/period-reports.ts';
import { recordFacts } from '../../store/record/facts.ts';
import { type DueReport, isWanted } from '../../store/report-schedules.ts';
import { bumpTopics, takeTurn } from '../../store/topics.ts';

const KEY_BYTES = 16;
/** A report that nobody asked for by name is made by Pairwatch. */
const PRODUCT = 'Pairwatch';

/**
 * Makes a report that is due, keeps it and puts a message of it into the outbox of those its schedule names, all at once;
 * nothing where it was made or called off meanwhile, or nobody knows its pair any more.
 */
export async function makeDueReport(
  db: Pick<Database, 'read' | 'write'>,
  { schedule, period }: DueReport,
  now: number,
): Promise<'made' | 'made and told' | 'nothing'> {
  const order = { period, pair: schedule.pair, by: PRODUCT, now };
  const facts = await recordFacts((read) => db.read(read), order);
  if (facts === null) return 'nothing';
  const report = buildPeriodReport(facts);
  return db.write(async (tx) => {
    await takeTurn(tx);
    if (!(await isWanted(tx, schedule.id, period))) return 'nothing';
    const made = await keepPeriodReport(tx, report, { scheduleId: schedule.id, actor: null, madeAt: now });
    return (await tell(tx, { schedule, report, made }, now)) > 0 ? 'made and told' : 'made';
  });
}

type Made = { schedule: ReportScheduleDto; report: PeriodReport; made: MadeReportDto };

async function tell(tx: Tx, { schedule, report, made }: Made, now: number): Promise<number> {
  const known = await endpointsToTell(tx);
  const endpoints = known.map(({ name }) => name).filter((name) => schedule.endpoints.includes(name));
  if (endpoints.length === 0) return 0;
  const data = reportData(report, { id: made.id, profile: schedule.profile });
  const pair = await tx.pair.findFirst({ where: { name: schedule.pair ?? '' }, select: { id: true } });
  await enqueueMessage(tx, {
    cause: `report:${made.id}`,
    stream: `reports:${schedule.id}`,
    pairId: pair?.id ?? null,
    incidentId: null,
    type: 'report.ready',
    sentence: data.sentence,
    body: messageBody('report.ready', data, now),
    endpoints,
    now,
  });
  await bumpTopics(tx, ['endpoints']);
  return endpoints.length;
}

/** What is told of a report, as those may see it whom it is made for. */
function reportData(
  whole: PeriodReport,
  { id, profile }: Pick<MadeReportDto, 'id'> & Pick<ReportScheduleDto, 'profile'>,
): ReportData {
  const report = redactPeriodReport(whole, profile, randomBytes(KEY_BYTES));
  const { scope, summary, generated } = report;
  const { kind, name, zone, from, until } = report.period;
  const path = (format: string) => `/api/v1/reports/${id}?format=${format}&profile=${profile}`;
  return {
    id,
    pair: scope.pair,
    title: scope.title,
    period: { kind, name, zone, from, until },
    profile,
    madeAt: generated.at,
    sentence: `The report on ${kind} ${name} of ${scope.pair ?? 'all pairs'} is made.`,
    summary,
    paths: { pdf: path('pdf'), html: path('html'), md: path('md'), json: path('json') },
  };
}
