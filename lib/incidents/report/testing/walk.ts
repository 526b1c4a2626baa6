import type { IncidentReport } from '../../../contracts/incident-report.ts';
import type { ReportDocument } from '../../../reports/document.ts';
import { unknownIn as unknownOn, withoutSentences } from '../../../reports/testing/walk.ts';
import { FIXED } from '../document/fixed.ts';
import { NOT_SO, PHASE_DEFINITIONS, TIME_WORDS } from '../phases.ts';

/** What a report says by itself; what was composed for it must find its facts in the rest. */
const COMPOSED = ['summary', 'runbook'] as const;
const COMPOSED_SENTENCES = ['phases', 'causes', 'charts'] as const;

/** Whatever a document on an incident says that its report does not. */
export function unknownIn(report: IncidentReport, document: ReportDocument): string[] {
  const facts: Record<string, unknown> = { ...report };
  for (const name of COMPOSED) delete facts[name];
  for (const name of COMPOSED_SENTENCES) facts[name] = withoutSentences(facts[name]);
  const ground = {
    facts,
    fixed: [...fixedTexts(), ...report.runbook.flatMap(({ title, steps }) => [title, ...steps])],
    zone: report.zones.site,
    servers: report.servers.map(({ name }) => name),
  };
  return unknownOn(ground, document);
}

function fixedTexts(): string[] {
  const times = Object.values(TIME_WORDS).flatMap(({ title, definition }) => [title, definition]);
  return [FIXED, PHASE_DEFINITIONS, NOT_SO].flatMap((texts) => Object.values(texts)).concat(times);
}
