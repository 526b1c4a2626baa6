import { z } from 'zod';
import type { DrillReport } from '../../lib/contracts/drill.ts';
import { type ReportFormat, reportFormatSchema } from '../../lib/contracts/report-profile.ts';
import { drillCsv } from '../../lib/practices/drill/csv.ts';
import { drillDocument } from '../../lib/practices/drill/document.ts';
import { makeBundle } from '../../lib/reports/bundle/make-bundle.ts';
import { reportPrinter } from './report-printer.ts';

/** Query of `GET /api/v1/drills/ID/report`. */
export const drillReportQuerySchema = z.object({
  format: z
    .enum(reportFormatSchema.options, `one of ${reportFormatSchema.options.join(', ')}`)
    .default('json'),
});

const TYPES: Record<ReportFormat, string> = {
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  zip: 'application/zip',
};

/** The report on a drill as a file to keep. */
export async function drillFile(report: DrillReport, format: ReportFormat): Promise<Response> {
  const bytes = await bytesOf(report, format);
  return new Response(bytes.slice().buffer, {
    headers: {
      'Content-Type': TYPES[format],
      'Content-Disposition': `attachment; filename="${nameOf(report)}.${format}"`,
      'Cache-Control': 'no-store',
      // What a page of somebody else's texts may do, opened from here: nothing.
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox",
    },
  });
}

const nameOf = ({ drill, plan }: DrillReport): string =>
  `drill-${drill.id}-${plan.pair.replace(/[^\w.-]/g, '_')}`;

async function bytesOf(report: DrillReport, format: ReportFormat): Promise<Uint8Array> {
  const text = (words: string) => new TextEncoder().encode(words);
  if (format === 'json') return text(`${JSON.stringify(report, null, 2)}\n`);
  if (format === 'csv') return text(drillCsv(report));
  if (format === 'zip') return bundleOf(report);
  return reportPrinter().print(drillDocument(report), format);
}

async function bundleOf(report: DrillReport): Promise<Uint8Array> {
  const name = nameOf(report);
  const files: Record<string, Uint8Array> = {};
  for (const format of ['pdf', 'html', 'md', 'csv', 'json'] as const)
    files[`${name}.${format}`] = await bytesOf(report, format);
  const { title } = drillDocument(report);
  const { at: generatedAt, productVersion } = report.generated;
  return makeBundle(files, { title, profile: 'internal', generatedAt, productVersion });
}
