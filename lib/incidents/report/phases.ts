import type { EventDto } from '../../contracts/event.ts';
import type { MeasuredTime, ReportPhase } from '../../contracts/incident-report.ts';
import { asSentence, isoOrNull } from '../../reports/text/words.ts';
import type { Cite, ReportFacts } from './facts.ts';

type Code = ReportPhase['code'];

/** What a phase is, the same in every report. */
export const PHASE_DEFINITIONS: Record<Code, string> = {
  'first-symptom':
    'When the pair was no longer healthy, or the first alert of the incident began to hold, whichever came first.',
  detected: 'When an alert fired and Pairwatch opened the incident.',
  paged: 'When the first endpoint took a message about the incident.',
  acknowledged: 'When somebody first told Pairwatch that they look after it.',
  'partner-down-set':
    'When a server first was in partner-down, by Pairwatch’s clock: somebody set it, or auto-partner-down did.',
  recovered:
    'From when on the pair was healthy until the end without a break; where it was healthy all along, from when on no alert of the incident held.',
  stable: 'When it had stayed recovered for as long as Pairwatch waits, and the incident was closed.',
};

/** What is said of a step it did not come to. */
export const NOT_SO = {
  notPaged: 'No message about it was meant for any endpoint.',
  notTaken: 'Messages about it were made, and no endpoint took one.',
  notAcknowledged: 'Nobody acknowledged it.',
  notPartnerDown: 'No server was seen in partner-down.',
  notRecovered: 'It goes on.',
  notStable: 'The incident is open.',
} as const;

/** The steps of an incident, each with when it was and what it was. */
export function phasesOf(facts: ReportFacts, cite: Cite): ReportPhase[] {
  const { incident, span } = facts;
  const openedAt = Date.parse(incident.openedAt);
  const first = firstSymptom(facts);
  const page = firstPage(facts);
  const acknowledged = firstAcknowledgement(facts);
  const partnerDown = facts.events.find(
    ({ kind, to, sortAt }) => kind === 'state' && to === 'partner-down' && isWithin(sortAt, span),
  );
  const recoveredAt = recovered(facts);
  const stableAt = incident.resolvedAt === null ? null : Date.parse(incident.resolvedAt);
  const phase = (code: Code, at: number | null, sentence: string, event?: EventDto): ReportPhase => ({
    code,
    at: isoOrNull(at),
    afterMs: at === null ? null : Math.max(0, at - span.from),
    definition: PHASE_DEFINITIONS[code],
    sentence: asSentence(sentence),
    evidence: cite(event?.evidence ?? []),
  });
  return [
    phase('first-symptom', span.from, first.sentence, first.event),
    phase('detected', openedAt, firstAlertSentence(facts)),
    phase('paged', page?.at ?? null, page?.sentence ?? notPaged(facts)),
    phase('acknowledged', acknowledged?.at ?? null, acknowledged?.sentence ?? NOT_SO.notAcknowledged),
    phase(
      'partner-down-set',
      partnerDown ? Date.parse(partnerDown.sortAt) : null,
      partnerDown?.sentence ?? NOT_SO.notPartnerDown,
      partnerDown,
    ),
    phase('recovered', recoveredAt, recoveredAt === null ? NOT_SO.notRecovered : recoveredSentence(facts)),
    phase('stable', stableAt, stableAt === null ? NOT_SO.notStable : 'The incident was closed'),
  ];
}

/** How long it took to detect, to acknowledge and to recover. */
export function timesOf(phases: readonly ReportPhase[]): MeasuredTime[] {
  const at = (code: Code) => {
    const time = phases.find((phase) => phase.code === code)?.at ?? null;
    return time === null ? null : Date.parse(time);
  };
  const between = (from: Code, to: Code) => {
    const [begin, end] = [at(from), at(to)];
    return begin === null || end === null ? null : Math.max(0, end - begin);
  };
  return [
    { code: 'detect', ...TIME_WORDS.detect, ms: between('first-symptom', 'detected') },
    { code: 'acknowledge', ...TIME_WORDS.acknowledge, ms: between('detected', 'acknowledged') },
    { code: 'recover', ...TIME_WORDS.recover, ms: between('first-symptom', 'recovered') },
  ];
}

export const TIME_WORDS: Record<MeasuredTime['code'], { title: string; definition: string }> = {
  detect: {
    title: 'Time to detect',
    definition:
      'From the first symptom to the opening of the incident. It holds the time for which a rule waits before it fires.',
  },
  acknowledge: {
    title: 'Time to acknowledge',
    definition: 'From the opening of the incident until somebody first acknowledged it.',
  },
  recover: {
    title: 'Time to recover',
    definition:
      'From the first symptom until the pair was healthy again and stayed so. The wait whether it stays so is no part of it.',
  },
};

/** What was seen at the begin: how the verdict changed; else what the first alert told. */
function firstSymptom({ incident, span, events }: ReportFacts): { sentence: string; event?: EventDto } {
  const change = events.find(
    ({ kind, at, sortAt }) =>
      kind === 'verdict' && (Date.parse(at) === span.from || Date.parse(sortAt) === span.from),
  );
  return change ? { sentence: change.sentence, event: change } : { sentence: incident.firstSymptom.sentence };
}

function firstAlertSentence({ alerts, incident }: ReportFacts): string {
  const fired = alerts.filter(({ firedAt }) => firedAt !== null && firedAt <= incident.openedAt);
  const [first] = fired;
  return first ? `The alert “${first.title}” fired first` : 'An alert fired';
}

function firstPage({ deliveries }: ReportFacts): { at: number; sentence: string } | null {
  const taken = deliveries.flatMap(({ endpoint, status, tries }) => {
    const last = tries.at(-1);
    if (status !== 'delivered' || !last) return [];
    return [
      {
        at: Date.parse(last.attemptedAt) + last.latencyMs,
        sentence: `The endpoint ${endpoint} took the first message about it`,
      },
    ];
  });
  return taken.sort((one, other) => one.at - other.at)[0] ?? null;
}

function notPaged({ deliveries }: ReportFacts): string {
  return deliveries.length === 0 ? NOT_SO.notPaged : NOT_SO.notTaken;
}

function firstAcknowledgement({ incident, events }: ReportFacts): { at: number; sentence: string } | null {
  const act = events.find(
    ({ kind, to, incidentId }) => kind === 'action' && to === 'acknowledged' && incidentId === incident.id,
  );
  if (act) return { at: Date.parse(act.at), sentence: act.sentence };
  const standing = incident.acknowledgement;
  return standing && { at: Date.parse(standing.at), sentence: `${standing.by} acknowledged it` };
}

function recovered(facts: ReportFacts): number | null {
  const { incident, span, verdicts } = facts;
  if (incident.quietSince === null) return null;
  const last = verdicts.findLast(
    ({ verdict, from, until }) =>
      verdict === 'healthy' && from <= span.until && (until === null || until >= span.until),
  );
  return last && last.from > span.from ? last.from : Date.parse(incident.quietSince);
}

function recoveredSentence({ incident }: ReportFacts): string {
  return incident.resolvedAt === null
    ? 'The pair is healthy again; it is waited whether it stays so'
    : 'The pair was healthy again and stayed so';
}

/** Whether a time lies between two. */
export function isWithin(time: string | number, { from, until }: { from: number; until: number }): boolean {
  const at = new Date(time).getTime();
  return at >= from && at <= until;
}
