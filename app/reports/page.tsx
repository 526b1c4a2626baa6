import { readIncidents } from '@/app/_server/incidents.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { readPeriodReports, readReportSchedules } from '@/app/_server/period-reports.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { LATEST } from '@/components/reports/latest.ts';
import { ReportsPage } from '@/components/reports/reports-page.tsx';
import { incidentQuerySchema } from '@/lib/contracts/incident.ts';
import { madeReportQuerySchema } from '@/lib/contracts/report-schedule.ts';
import { incidentsQuery } from '@/lib/queries/incidents.ts';
import { madeReportsQuery, reportSchedulesQuery } from '@/lib/queries/period-reports.ts';

export default async function AllReportsPage() {
  const [incidents, made, schedules] = await Promise.all([
    outcomeOf(() => readIncidents(incidentQuerySchema.parse(LATEST))),
    outcomeOf(() => readPeriodReports(madeReportQuerySchema.parse({}))),
    outcomeOf(readReportSchedules),
  ]);
  return (
    <Prefetched
      answers={[
        [incidentsQuery(LATEST).queryKey, incidents.data],
        [madeReportsQuery().queryKey, made.data],
        [reportSchedulesQuery().queryKey, schedules.data],
      ]}
    >
      <ReportsPage
        incidentsProblem={incidents.problem}
        madeProblem={made.problem}
        schedulesProblem={schedules.problem}
      />
    </Prefetched>
  );
}
