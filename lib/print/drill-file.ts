import type { DrillReport } from '../contracts/drill.ts';
import type { ReportFormat } from '../contracts/report-profile.ts';
import { drillCsv } from '../practices/drill/csv.ts';
import { drillDocument } from '../practices/drill/document.ts';
import { makeBundle } from '../reports/bundle/make-bundle.ts';
import type { Printer } from './printer.ts';
import { CONTENT_TYPES, jsonOf, type ReportFile, utf8 } from './report-file.ts';

/** The report on a failover drill as a file. */
export async function drillFile(
  report: DrillReport,
  format: ReportFormat,
  printer: Printer,
): Promise<ReportFile> {
  const bytes = format === 'zip' ? await bundleOf(report, printer) : await bytesOf(report, format, printer);
  return { name: `${nameOf(report)}.${format}`, contentType: CONTENT_TYPES[format], bytes };
}

const nameOf = ({ drill, plan }: DrillReport): string =>
  `drill-${drill.id}-${plan.pair.replace(/[^\w.-]/g, '_')}`;

async function bytesOf(
  report: DrillReport,
  format: Exclude<ReportFormat, 'zip'>,
  printer: Printer,
): Promise<Uint8Array<ArrayBuffer>> {
  if (format === 'json') return utf8(jsonOf(report));
  if (format === 'csv') return utf8(drillCsv(report));
  return printer.print(drillDocument(report), format);
}

async function bundleOf(report: DrillReport, printer: Printer): Promise<Uint8Array<ArrayBuffer>> {
  const files: Record<string, Uint8Array> = {};
  for (const format of ['pdf', 'html', 'md', 'csv', 'json'] as const)
    files[`${nameOf(report)}.${format}`] = await bytesOf(report, format, printer);
  const { title } = drillDocument(report);
  const { at: generatedAt, productVersion } = report.generated;
  return makeBundle(files, { title, profile: 'internal', generatedAt, productVersion });
}
