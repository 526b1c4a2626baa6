import {
  AUDIT_CSV_HEADER,
  type AuditExport,
  type AuditListDto,
  type AuditQuery,
  auditCsvLine,
} from '../../lib/contracts/audit.ts';
import { csvLine } from '../../lib/contracts/csv.ts';
import { listAudit } from '../../lib/store/audit-log.ts';
import { readDatabase } from './database.ts';
import { asker, checkRole } from './guard.ts';

/** An export holds so many entries at most, and says so when there are more. */
const MOST_EXPORTED = 50_000;
const PER_PAGE = 500;

/** One page of who did what. Throws `Problem`, as all here do: also for whoever is no admin, on a page too. */
export async function readAudit(query: AuditQuery): Promise<AuditListDto> {
  checkRole(await asker(), 'admin');
  const now = new Date().toISOString();
  return { now, ...(await readDatabase((tx) => listAudit(tx, query))) };
}

/** All that a query asks for as CSV, newest first. */
export async function exportAudit(query: AuditExport): Promise<Response> {
  const lines = [AUDIT_CSV_HEADER];
  let asked: AuditQuery = { ...query, limit: PER_PAGE };
  for (;;) {
    const { entries, nextBefore } = await readAudit(asked);
    lines.push(...entries.map(auditCsvLine));
    if (nextBefore === null) break;
    asked = { ...asked, before: nextBefore };
    if (lines.length <= MOST_EXPORTED) continue;
    lines.push(csvLine([`Cut after ${MOST_EXPORTED} entries: before=${nextBefore} exports those before.`]));
    break;
  }
  return new Response(lines.join(''), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="audit-${new Date().toISOString().slice(0, 10)}.csv"`,
      'Cache-Control': 'no-store',
    },
  });
}
