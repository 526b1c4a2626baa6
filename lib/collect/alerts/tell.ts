import type { Alert } from '../../alerts/alert.ts';
import { ruleKind } from '../../alerts/catalogue.ts';
import { isWorse } from '../../alerts/severity.ts';
import { wants } from '../../alerts/wants.ts';
import type { Tx } from '../../db/client.ts';
import type { IncidentChange } from '../../incidents/incident.ts';
import { formatDuration } from '../../pair/duration.ts';
import { endpointsToTell, type TellableEndpoint } from '../../store/endpoints.ts';
import { appendEvent } from '../../store/events.ts';
import { alertData, incidentData } from '../../store/message-data.ts';
import { bumpTopics } from '../../store/topics.ts';
import type { AlertScope } from './scope.ts';
import { send } from './send.ts';
import type { WrittenAlert, WrittenIncident, WrittenStep } from './write-step.ts';

/**
 * Writes an event of all that is news in a step, and a message of it to each endpoint that wants it. Says whether there is
 * a message.
 */
export async function tellStep(
  tx: Tx,
  scope: AlertScope,
  { alerts, incident }: WrittenStep,
  now: number,
): Promise<boolean> {
  const news = alerts.flatMap((alert) => {
    const of = newsOf(alert, now);
    return of === null ? [] : [{ alert, of }];
  });
  if (news.length === 0 && !incident?.change) return false;
  const audience = { scope, endpoints: await endpointsToTell(tx), now };
  let messages = 0;
  if (incident?.change) messages += await tellIncident(tx, audience, incident, incident.change);
  for (const { alert, of } of news) messages += await tellAlert(tx, audience, alert, of);
  await bumpTopics(tx, ['events', ...(messages > 0 ? ['endpoints'] : [])]);
  return messages > 0;
}

/** Of what it is told, to whom it may be, and when. */
type Audience = { scope: AlertScope; endpoints: readonly TellableEndpoint[]; now: number };

type News = { key: string; to: string; sentence: string };

/** What is news of an alert; null when nothing is. */
function newsOf({ id, alert, change, tell }: WrittenAlert, now: number): News | null {
  const key = `alert:${id}`;
  const words = `${ruleKind(alert.rule)?.title ?? alert.rule}: ${alert.why.sentence}`;
  const { severity } = alert;
  switch (change) {
    case 'fired':
      return { key: `${key}:fired`, to: 'firing', sentence: `Alert (${severity}). ${words}` };
    case 'worsened':
      return {
        key: `${key}:worsened:${severity}`,
        to: 'worse',
        sentence: `Alert, now ${severity}. ${words}`,
      };
    case 'resolved': {
      const lasted = formatDuration(now - (alert.firedAt ?? alert.startedAt));
      return { key: `${key}:resolved`, to: 'resolved', sentence: `Alert over after ${lasted}. ${words}` };
    }
    default:
      // What was kept back, or outlives its incident, is told once it is seen to go on.
      return tell
        ? { key: `${key}:told:${now}`, to: 'firing', sentence: `Alert (${severity}) goes on. ${words}` }
        : null;
  }
}

async function tellAlert(
  tx: Tx,
  { scope, endpoints, now }: Audience,
  written: WrittenAlert,
  { key, to, sentence }: News,
): Promise<number> {
  const { id, alert, fingerprint, toldBy, tell, incidentId, suppression } = written;
  const keptBack = suppression === null ? '' : ` Told to nobody: ${KEPT_BACK[suppression.kind]}.`;
  const { id: eventId } = await appendEvent(tx, {
    ...eventBase(scope, now),
    key,
    serverId: scope.servers.find(({ name }) => name === alert.subject.server)?.serverId ?? null,
    kind: 'alert',
    to,
    sentence: `${sentence}${keptBack}`,
    evidence: alert.why.evidence,
    incidentId,
  });
  const { severity } = alert;
  if (tell === null || severity === null) return 0;
  const kind = toldBy === 'itself' ? (scope.pair === null ? 'own' : 'alert') : 'every-alert';
  const telling = { pair: scope.pair, severity };
  return send(tx, {
    pairId: scope.pairId,
    eventId,
    incidentId,
    stream: incidentId === null ? `alert:${scope.pair ?? ''}:${fingerprint}` : `incident:${incidentId}`,
    type: tell,
    sentence,
    data: () => alertData(tx, id),
    endpoints: endpoints.filter(
      ({ name, filter }) =>
        wants(filter, { ...telling, kind }) &&
        !isAboutEndpoint(alert, name) &&
        !(outlivesIncident(written) && wants(filter, { ...telling, kind: 'every-alert' })),
    ),
    now,
  });
}

/** Of what its incident told until now, and is no worse, whoever wants every alert has heard. */
const outlivesIncident = ({ former, alert, toldBy }: WrittenAlert): boolean =>
  former?.toldBy === 'incident' && toldBy === 'itself' && !isWorse(alert.severity, former.toldSeverity);

const KEPT_BACK = {
  inhibited: 'another alert says it already',
  silenced: 'it is silenced',
  maintenance: 'maintenance is under way',
} as const;

/** To tell an endpoint that it can not be told would only wait there with the rest. */
const isAboutEndpoint = ({ rule, subject }: Alert, name: string): boolean =>
  rule === 'deliveries-failing' && subject.detail === name;

async function tellIncident(
  tx: Tx,
  { scope, endpoints, now }: Audience,
  { id, former, incident, tell }: WrittenIncident,
  change: IncidentChange,
): Promise<number> {
  const sentence = `Incident ${id} ${INCIDENT_WORDS[change]} ${incident.sentence}`;
  const { id: eventId } = await appendEvent(tx, {
    ...eventBase(scope, now),
    key: `incident:${id}:${change}:${now}`,
    serverId: null,
    kind: 'incident',
    to: change,
    sentence: `${sentence}${rearmed(former, change)}`,
    evidence: [],
    incidentId: id,
  });
  if (tell === null) return 0;
  const { severity } = incident;
  return send(tx, {
    pairId: scope.pairId,
    eventId,
    incidentId: id,
    stream: `incident:${id}`,
    type: tell,
    sentence,
    data: () => incidentData(tx, id, sentence),
    endpoints: endpoints.filter(({ filter }) =>
      wants(filter, { kind: 'incident', pair: scope.pair, severity }),
    ),
    now,
  });
}

/** What somebody acknowledged was milder. */
function rearmed(former: WrittenIncident['former'], change: IncidentChange): string {
  const by = change === 'worsened' ? former?.acknowledgement?.by : undefined;
  return by === undefined ? '' : ` What ${by} acknowledged was milder: it waits to be acknowledged anew.`;
}

const INCIDENT_WORDS: Record<IncidentChange, string> = {
  opened: 'opened.',
  reopened: 'opened again.',
  worsened: 'grew worse.',
  resolved: 'is over. It was:',
} as const;

const eventBase = ({ pairId }: AlertScope, now: number) =>
  ({ pairId, at: now, clock: 'pairwatch', observedAt: now, sortAt: now, from: null }) as const;
