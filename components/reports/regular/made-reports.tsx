'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PROFILES } from '@/components/reports/words.ts';
import { Moment } from '@/components/settings/moment.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { ReportProfile } from '@/lib/contracts/report-profile.ts';
import { type MadeReportDto, PERIOD_FORMATS, type PeriodFormat } from '@/lib/contracts/report-schedule.ts';
import { madeReportPath, madeReportsQuery } from '@/lib/queries/period-reports.ts';
import { reportTitle } from './words.ts';

const WORDS: Record<PeriodFormat, string> = {
  pdf: 'PDF',
  html: 'HTML',
  md: 'Markdown',
  csv: 'CSV',
  json: 'JSON',
};
const PROFILE_OPTIONS = PROFILES.map(({ value, word, about }) => ({
  value,
  title: `${word}: ${about}`,
  content: word.toLowerCase(),
}));

/** The reports that were made, each in every format. */
export function MadeReports({ firstProblem }: { firstProblem: ProblemDto | null }) {
  const [profile, setProfile] = useState<ReportProfile>('internal');
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h3 className="font-medium">Made</h3>
        <div className="flex items-center gap-2 text-13 print:hidden">
          <span className="text-muted">For whom:</span>
          <Segmented<ReportProfile>
            label="For whom the regular reports are"
            value={profile}
            options={PROFILE_OPTIONS}
            onChange={setProfile}
          />
        </div>
      </div>
      <Resource query={useQuery(madeReportsQuery())} firstProblem={firstProblem} what="regular reports">
        {({ reports }) =>
          reports.length === 0 ? (
            <p className="text-muted">None was made yet.</p>
          ) : (
            <ul className="divide-y divide-line rounded-md border border-line bg-surface">
              {reports.map((report) => (
                <Row key={report.id} report={report} profile={profile} />
              ))}
            </ul>
          )
        }
      </Resource>
    </div>
  );
}

function Row({ report, profile }: { report: MadeReportDto; profile: ReportProfile }) {
  const { id, madeAt, by } = report;
  const title = reportTitle(report);
  return (
    <li
      data-testid={`made-report-${id}`}
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2"
    >
      <div className="min-w-0">
        <p className="wrap-anywhere font-medium">{title}</p>
        <p className="text-13 text-muted">
          made <Moment at={madeAt} of="made" /> {by === null ? 'by schedule' : `by ${by}`}
        </p>
      </div>
      <p className="flex flex-wrap gap-x-1 print:hidden">
        {PERIOD_FORMATS.map((format) => (
          <a
            key={format}
            href={madeReportPath(id, { format, profile })}
            download
            className="inline-flex h-7 items-center rounded-md border border-line px-2 text-13 hover:bg-sunken"
          >
            {WORDS[format]}
            <span className="sr-only"> of {title}</span>
          </a>
        ))}
      </p>
    </li>
  );
}
