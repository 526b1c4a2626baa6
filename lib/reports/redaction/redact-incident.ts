import { createHash } from 'node:crypto';
import type { IncidentReport } from '../../contracts/incident-report.ts';
import type { ReportProfile } from '../../contracts/report-profile.ts';
import { namesOf } from './names.ts';
import { redact } from './redact.ts';
import { withhold } from './withhold.ts';

/** A report on an incident as its reader may see it. `key`: random bytes, made for this one report. */
export function redactReport(
  report: IncidentReport,
  profile: ReportProfile,
  key: Uint8Array,
): IncidentReport {
  return withHashes(redact(report, profile, key, { withhold, names: namesOf }));
}

/** What is hashed is what stands there: a hash of what was left out could be tried out. */
function withHashes(report: IncidentReport): IncidentReport {
  const evidence = report.evidence.map((each) => ({
    ...each,
    sha256: createHash('sha256').update(each.text).digest('hex'),
  }));
  return { ...report, evidence };
}
