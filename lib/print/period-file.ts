import type { PeriodReport } from '../contracts/period-report.ts';
import type { ReportProfile } from '../contracts/report-profile.ts';
import type { PeriodFileQuery } from '../contracts/report-schedule.ts';
import { periodDocument } from '../record/document/document.ts';
import { periodCsv } from '../record/tables.ts';
import { redactPeriodReport } from '../reports/redaction/redact-period.ts';
import type { Printer } from './printer.ts';
import { CONTENT_TYPES, jsonOf, type ReportFile, utf8 } from './report-file.ts';

/**
 * A report on a week or a month as a file, as its reader may see it. `key`: 16 random bytes, made for this file alone, by which
 * stand-ins are the same all through it.
 */
export async function periodFile(
  whole: PeriodReport,
  { format, profile, table }: PeriodFileQuery,
  key: Uint8Array,
  printer: Printer,
): Promise<ReportFile> {
  const report = redactPeriodReport(whole, profile, key);
  return {
    name: periodFileName(whole, profile, format === 'csv' ? `-${table}.csv` : `.${format}`),
    contentType: CONTENT_TYPES[format],
    bytes: await bytesOf(report, format, table, printer),
  };
}

async function bytesOf(
  report: PeriodReport,
  format: PeriodFileQuery['format'],
  table: PeriodFileQuery['table'],
  printer: Printer,
): Promise<Uint8Array<ArrayBuffer>> {
  if (format === 'csv') return utf8(periodCsv(report, table));
  if (format === 'json') return utf8(jsonOf(report));
  return printer.print(periodDocument(report), format);
}

/** `pairwatch-2026-W47-office.pdf`; a public one does not name the pair. */
function periodFileName({ period, scope }: PeriodReport, profile: ReportProfile, end: string): string {
  const of = scope.pair === null || profile === 'public' ? '' : `-${scope.pair.replace(/[^\w.-]+/g, '-')}`;
  const forWhom = profile === 'internal' ? '' : `-${profile}`;
  return `pairwatch-${period.name}${of}${forWhom}${end}`;
}
