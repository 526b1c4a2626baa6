'use client';

import type { ProblemDto } from '@/lib/contracts/health.ts';
import { IncidentReports } from './incident-reports.tsx';
import { RegularReports } from './regular/regular-reports.tsx';

/** All that can be handed in: reports on incidents, and those on weeks and months. */
export function ReportsPage({
  incidentsProblem,
  madeProblem,
  schedulesProblem,
}: {
  incidentsProblem: ProblemDto | null;
  madeProblem: ProblemDto | null;
  schedulesProblem: ProblemDto | null;
}) {
  return (
    <div className="space-y-8">
      <title>Reports · Pairwatch</title>
      <h1 className="font-semibold text-20">Reports</h1>
      <IncidentReports firstProblem={incidentsProblem} />
      <RegularReports madeProblem={madeProblem} schedulesProblem={schedulesProblem} />
    </div>
  );
}
