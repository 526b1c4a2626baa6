'use client';

import { useState } from 'react';
import { May } from '@/components/access/may.tsx';
import { Button } from '@/components/ui/button.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { MadeReports } from './made-reports.tsx';
import { NewReport } from './new-report.tsx';
import { NewSchedule } from './new-schedule.tsx';
import { Schedules } from './schedules.tsx';

/** Reports on weeks and months: those that were made, those that come by themselves, and one more now. */
export function RegularReports({
  madeProblem,
  schedulesProblem,
}: {
  madeProblem: ProblemDto | null;
  schedulesProblem: ProblemDto | null;
}) {
  const [asked, setAsked] = useState<'report' | 'schedule' | null>(null);
  const close = () => setAsked(null);
  return (
    <section aria-labelledby="regular-reports" className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h2 id="regular-reports" className="font-semibold text-16">
          Regular reports
        </h2>
        <May need="operator">
          <div className="flex flex-wrap gap-2 print:hidden">
            <Button onClick={() => setAsked('report')}>Make one now</Button>
            <Button onClick={() => setAsked('schedule')}>Add a schedule</Button>
          </div>
        </May>
      </div>
      <p className="max-w-[100ch] text-13 text-muted">
        What a week or a month came to: who answered, incidents and how long they took, what comes again,
        pools, clocks, changes and practices.
      </p>
      {asked === 'report' && <NewReport onClose={close} />}
      {asked === 'schedule' && <NewSchedule onClose={close} />}
      <MadeReports firstProblem={madeProblem} />
      <Schedules firstProblem={schedulesProblem} />
    </section>
  );
}
