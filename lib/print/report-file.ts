import type { IncidentReport } from '../contracts/incident-report.ts';
import type { ReportFormat, ReportProfile } from '../contracts/report-profile.ts';
import { reportJsonSchema } from '../contracts/report-schemas.ts';
import { incidentDocument } from '../incidents/report/document/document.ts';
import { makeBundle } from '../reports/bundle/make-bundle.ts';
import { redactReport } from '../reports/redaction/redact-incident.ts';
import type { SetFormat } from '../reports/render.ts';
import { timelineCsv } from '../reports/timeline-csv.ts';
import type { Printer } from './printer.ts';

export type ReportFile = { name: string; contentType: string; bytes: Uint8Array<ArrayBuffer> };

export const CONTENT_TYPES: Record<ReportFormat, string> = {
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  zip: 'application/zip',
};

/**
 * The report on an incident as a file, as its reader may see it. `key`: 16 random bytes, made for this file alone, by which
 * stand-ins are the same all through it.
 */
export async function reportFile(
  whole: IncidentReport,
  { format, profile, key }: { format: ReportFormat; profile: ReportProfile; key: Uint8Array },
  printer: Printer,
): Promise<ReportFile> {
  const report = redactReport(whole, profile, key);
  const bytes = format === 'zip' ? await bundleOf(report, printer) : await bytesOf(report, format, printer);
  return { name: nameOf(report, format), contentType: CONTENT_TYPES[format], bytes };
}

/** Tells for whom it is: one for its own people alone is not to be sent on by mistake. */
function nameOf({ incident, profile, generated }: IncidentReport, format: ReportFormat): string {
  const forWhom = profile === 'internal' ? '' : `-${profile}`;
  return `incident-${incident.id}${forWhom}-${generated.at.slice(0, 10)}.${format}`;
}

async function bytesOf(
  report: IncidentReport,
  format: Exclude<ReportFormat, 'zip'>,
  printer: Printer,
): Promise<Uint8Array<ArrayBuffer>> {
  if (format === 'csv') return utf8(timelineCsv(report));
  if (format === 'json') return utf8(jsonOf(report));
  return printer.print(incidentDocument(report), format);
}

const SET_FORMATS: readonly SetFormat[] = ['pdf', 'html', 'md'];

/** Every format, each piece of evidence as it was read, and what the JSON means. */
async function bundleOf(report: IncidentReport, printer: Printer): Promise<Uint8Array<ArrayBuffer>> {
  const document = incidentDocument(report);
  const files: Record<string, Uint8Array> = {};
  for (const format of SET_FORMATS) files[`report.${format}`] = await printer.print(document, format);
  files['timeline.csv'] = utf8(timelineCsv(report));
  files['report.json'] = utf8(jsonOf(report));
  files['incident-report.schema.json'] = utf8(jsonOf(reportJsonSchema('incident-report')));
  for (const { ref, text } of report.evidence) files[`evidence/${ref}.txt`] = utf8(text);
  const { id, pair } = report.incident;
  return makeBundle(files, {
    title: `Incident ${id} of ${pair}`,
    profile: report.profile,
    generatedAt: report.generated.at,
    productVersion: report.generated.productVersion,
  });
}

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
export const jsonOf = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
