import type { ReportFormat } from '../contracts/report-profile.ts';
import type { ReportDocument } from './document.ts';
import { htmlReport } from './html/html-report.ts';
import { markdownReport } from './markdown/markdown-report.ts';
import type { FontFiles } from './pdf/fonts.ts';
import { pdfReport } from './pdf/pdf-report.ts';

/** The formats that are set for a reader, from a document; the others are data. */
export type SetFormat = Extract<ReportFormat, 'pdf' | 'html' | 'md'>;

/** A report in a format, as the bytes of a file. A PDF takes seconds of one processor for thousands of rows. */
export async function renderReport(
  document: ReportDocument,
  format: SetFormat,
  fonts: FontFiles,
): Promise<Uint8Array> {
  if (format === 'pdf') return pdfReport(document, fonts);
  return new TextEncoder().encode(format === 'html' ? htmlReport(document) : markdownReport(document));
}
