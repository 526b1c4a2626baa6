import type { AlertData, IncidentData } from '../../contracts/message.ts';
import type { IncidentMessage } from './message-groups.ts';
import { type Fact, MARKS, type Notice } from './notice.ts';
import { plain } from './text.ts';
import { moment, since, span } from './times.ts';

/** No shape has room for more. */
const MOST_LINES = 100;

/** What a change of an incident is called, after its severity. */
const CHANGES: Readonly<Record<IncidentMessage['type'], string>> = {
  'incident.opened': '',
  'incident.updated': ', grew worse',
  'incident.reopened': ', again',
  'incident.acknowledged': ', acknowledged',
  'incident.resolved': '',
};

export function incidentNotice({ type, timestamp, data }: IncidentMessage): Notice {
  const isOver = type === 'incident.resolved';
  const tone = isOver ? 'good' : data.severity;
  return {
    tone,
    mark: MARKS[tone],
    status: isOver ? 'resolved' : `${data.severity}${CHANGES[type]}`,
    about: plain(data.pair),
    sentence: plain(data.sentence),
    nextStep: data.nextStep === null ? null : plain(data.nextStep),
    facts: factsOf(data, timestamp),
    list: {
      heading: 'Alerts',
      lines: data.alerts.slice(0, MOST_LINES).map((alert) => alertLine(alert, timestamp)),
      total: data.alerts.length,
    },
    reason: plain(data.reason),
  };
}

function factsOf(data: IncidentData, now: string): Fact[] {
  const { firstSymptom, resolvedAt, acknowledgement } = data;
  const facts = [
    { name: 'Pair', value: data.title === null ? plain(data.pair) : plain(`${data.title} (${data.pair})`) },
    { name: 'Incident', value: `${data.id}, ${data.severity}` },
    resolvedAt === null
      ? { name: 'Since', value: since(firstSymptom.at, now) }
      : { name: 'Was', value: span(firstSymptom.at, resolvedAt) },
    { name: 'First symptom', value: plain(firstSymptom.sentence) },
    { name: 'Verdict', value: data.verdict ?? 'not known now' },
  ];
  if (acknowledgement) {
    const note = acknowledgement.note === null ? '' : `: ${plain(acknowledgement.note)}`;
    const value = `${plain(acknowledgement.by)}, ${moment(acknowledgement.at)}${note}`;
    facts.push({ name: 'Acknowledged by', value });
  } else if (resolvedAt === null) {
    facts.push({ name: 'Acknowledged by', value: 'nobody yet' });
  }
  return facts;
}

/** `■ critical since 2026-11-21 10:42:31 UTC (6 min): Nobody answers clients.` */
function alertLine({ severity, why, startedAt, resolvedAt }: AlertData, now: string): string {
  const status =
    resolvedAt === null
      ? `${MARKS[severity]} ${severity} since ${since(startedAt, now)}`
      : `${MARKS.good} resolved, was ${severity} ${span(startedAt, resolvedAt)}`;
  return `${status}: ${plain(why.sentence)}`;
}
