import type { ReportCause } from '../../../contracts/incident-report.ts';
import type { Cite, ReportFacts } from '../facts.ts';

/** What may have caused an incident, the likeliest first, with what speaks for and against it. `cite` names what that rests on. */
export function causesOf(_facts: ReportFacts, _cite: Cite): ReportCause[] {
  return [];
}
