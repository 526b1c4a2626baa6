'use client';

import type { ProblemDto } from '@/lib/contracts/health.ts';
import { IncidentReports } from './incident-reports.tsx';

/** All that can be handed in: reports on incidents, section by section. */
export function ReportsPage({ incidentsProblem }: { incidentsProblem: ProblemDto | null }) {
  return (
    <div className="space-y-8">
      <title>Reports · Pairwatch</title>
      <h1 className="font-semibold text-20">Reports</h1>
      <IncidentReports firstProblem={incidentsProblem} />
    </div>
  );
}
