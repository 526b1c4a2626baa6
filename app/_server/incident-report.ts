import { randomBytes } from 'node:crypto';
import type { ReportQuery } from '../../lib/contracts/report-query.ts';
import { buildIncidentReport } from '../../lib/incidents/report/build.ts';
import { runbookPagesOf } from '../../lib/incidents/report/runbook.ts';
import { type ReportFile, reportFile } from '../../lib/print/report-file.ts';
import { reportFacts } from '../../lib/store/report/facts.ts';
import { VERSION } from '../../lib/version.ts';
import { readRunbookPage } from '../runbook/_server/read-page.ts';
import { readDatabase } from './database.ts';
import { pathId } from './path-id.ts';
import { resourceUnknown } from './problem.ts';
import { reportPrinter } from './report-printer.ts';

const LIST = '/api/v1/incidents';
const KEY_BYTES = 16;

/** The report on an incident as a file. Throws `Problem`. */
export async function makeIncidentReport(
  id: string,
  { format, profile, by }: ReportQuery,
): Promise<ReportFile> {
  const now = Date.now();
  const facts = await readDatabase((tx) => reportFacts(tx, pathId(id, 'incident', LIST), now));
  if (facts === null) throw resourceUnknown('incident', id, LIST);
  const report = buildIncidentReport(facts, {
    generated: { at: now, by },
    productVersion: VERSION,
    runbook: await runbookPages(runbookPagesOf(facts)),
  });
  return reportFile(report, { format, profile, key: randomBytes(KEY_BYTES) }, reportPrinter());
}

async function runbookPages(pages: readonly string[]): Promise<Map<string, string>> {
  const texts = await Promise.all(
    pages.map(async (page) => [page, (await readRunbookPage(page)) ?? ''] as const),
  );
  return new Map(texts);
}
