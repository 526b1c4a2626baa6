'use client';

import { useQuery } from '@tanstack/react-query';
import { Moment } from '@/components/settings/moment.tsx';
import { Act } from '@/components/ui/act.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { ReportScheduleDto } from '@/lib/contracts/report-schedule.ts';
import { reportSchedulesKey } from '@/lib/queries/keys.ts';
import { reportSchedulesQuery, unscheduleReport } from '@/lib/queries/period-reports.ts';
import { ofPairs } from './words.ts';

/** The reports that are made by themselves. */
export function Schedules({ firstProblem }: { firstProblem: ProblemDto | null }) {
  return (
    <div className="space-y-2">
      <h3 className="font-medium">By schedule</h3>
      <Resource
        query={useQuery(reportSchedulesQuery())}
        firstProblem={firstProblem}
        what="schedules of reports"
      >
        {({ schedules }) =>
          schedules.length === 0 ? (
            <p className="text-muted">No report is made by itself: add a schedule.</p>
          ) : (
            <ul className="divide-y divide-line rounded-md border border-line bg-surface">
              {schedules.map((schedule) => (
                <Row key={schedule.id} schedule={schedule} />
              ))}
            </ul>
          )
        }
      </Resource>
    </div>
  );
}

function Row({ schedule }: { schedule: ReportScheduleDto }) {
  const { id, period, pair, zone, endpoints, profile, nextAt, by } = schedule;
  const what = `Each ${period}, ${ofPairs(pair)}`;
  return (
    <li
      data-testid={`report-schedule-${id}`}
      className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-2"
    >
      <div className="min-w-0">
        <p className="wrap-anywhere font-medium">{what}</p>
        <p className="wrap-anywhere">
          {endpoints.length === 0 ? 'kept here alone' : `sent to ${endpoints.join(', ')}`}, {profile}
        </p>
        <p className="text-13 text-muted">
          by clocks of {zone}; the next {period} ends <Moment at={nextAt} of={`end of the ${period}`} />,
          added by {by}
        </p>
      </div>
      <Act
        word="Remove"
        label={`Remove the schedule: ${what}`}
        question={`${what}: no more reports are made by it. Those that were made stay.`}
        act={(actor) => unscheduleReport(id, actor)}
        changes={[reportSchedulesKey]}
      />
    </li>
  );
}
