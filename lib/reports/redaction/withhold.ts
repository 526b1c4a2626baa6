import type { IncidentReport } from '../../contracts/incident-report.ts';
import { countOf } from '../../pair/count.ts';

const LEFT_OUT = 'left out of a public report';

/** What no stand-in makes fit for everybody: what people wrote, whole configurations, what other services answered. */
export function withhold(report: IncidentReport): { kept: IncidentReport; withheld: string[] } {
  const { notes, factors, actions, planned, evidence, configuration, deliveries, incident } = report;
  const changed = configuration.filter(({ diff, during }) =>
    [diff, ...during.map((version) => version.diff)].some((each) => each !== null && !each.isSame),
  ).length;
  const withheld = [
    notes.length > 0 && `${countOf(notes.length, 'note')} that people wrote.`,
    factors.length > 0 && `${countOf(factors.length, 'contributing factor')} that people named.`,
    actions.length > 0 && `${countOf(actions.length, 'action')} that people planned.`,
    planned.length > 0 &&
      `The reasons of ${countOf(planned.length, 'planned piece', 'planned pieces')} of work.`,
    evidence.length > 0 && `The texts of ${countOf(evidence.length, 'piece')} of evidence.`,
    changed > 0 && `What changed in the configuration of ${countOf(changed, 'server')}.`,
    deliveries.some(({ tries }) => tries.length > 0) && 'What was answered to messages that were sent.',
  ].filter((each) => each !== false);
  return {
    withheld,
    kept: {
      ...report,
      notes: [],
      factors: [],
      actions: [],
      phases: report.phases.map((phase) =>
        phase.code === 'acknowledged' && phase.at !== null
          ? { ...phase, sentence: 'Somebody acknowledged it.' }
          : phase,
      ),
      planned: planned.map((each) => ({ ...each, reason: LEFT_OUT })),
      incident: {
        ...incident,
        acknowledgement: incident.acknowledgement && { ...incident.acknowledgement, note: null },
      },
      evidence: evidence.map((each) => ({ ...each, text: LEFT_OUT })),
      configuration: configuration.map((each) => ({
        ...each,
        diff: withoutFiles(each.diff),
        during: each.during.map((version) => ({ ...version, diff: withoutFiles(version.diff) })),
      })),
      deliveries: deliveries.map((each) => ({
        ...each,
        lastError: each.lastError && LEFT_OUT,
        tries: each.tries.map((one) => ({ ...one, answer: null, error: one.error && LEFT_OUT })),
      })),
      timeline: report.timeline.map((event) =>
        event.kind === 'action' ? { ...event, sentence: `Somebody acted: ${event.to}.` } : event,
      ),
    },
  };
}

function withoutFiles<Diff extends { files: readonly unknown[] } | null>(diff: Diff): Diff {
  return diff && { ...diff, files: [] };
}
