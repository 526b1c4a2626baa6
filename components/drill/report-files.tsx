'use client';

import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { reportFormatSchema } from '@/lib/contracts/report-profile.ts';
import { drillReportPath } from '@/lib/queries/drills.ts';

const WORDS = {
  pdf: 'PDF',
  html: 'HTML',
  md: 'Markdown',
  csv: 'CSV',
  json: 'JSON',
  zip: 'ZIP of all',
} as const;

/** The report as files. */
export function ReportFiles({ id, isOver }: { id: number; isOver: boolean }) {
  return (
    <section aria-labelledby="report" className="space-y-2 print:hidden">
      <h2 id="report" className="font-semibold text-16">
        Report
      </h2>
      {!isOver && <p className="text-muted">The drill is not over: the report tells how it stands.</p>}
      <p className="flex flex-wrap gap-2">
        {reportFormatSchema.options.map((format) => (
          <a key={format} href={drillReportPath(id, format)} download className={BUTTON_LOOK}>
            {WORDS[format]}
          </a>
        ))}
      </p>
    </section>
  );
}
