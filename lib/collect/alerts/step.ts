import { advance } from '../../alerts/advance.ts';
import { type Alert, type AlertChange, fingerprintOf } from '../../alerts/alert.ts';
import type { Explanation } from '../../alerts/inhibition.ts';
import type { RuleReading } from '../../alerts/rule.ts';
import { isWorse } from '../../alerts/severity.ts';
import { suppressionOf } from '../../alerts/suppress.ts';
import type { MaintenanceWindow, Silence, Suppression } from '../../alerts/suppression.ts';
import { advanceIncident } from '../../incidents/advance-incident.ts';
import type { Incident, IncidentChange, IncidentLimits } from '../../incidents/incident.ts';
import type { StoredAlert } from '../../store/alerts.ts';
import type { StoredIncident } from '../../store/incidents.ts';

/** What the database knows of one pair, or of Pairwatch itself, before a step. */
export type AlertBook = {
  /** null: Pairwatch itself, which has no incidents. */
  pair: string | null;
  /** Those that are pending or firing. */
  open: readonly StoredAlert[];
  /** When alerts fired within the last hour, by fingerprint. */
  recentFirings: ReadonlyMap<string, readonly number[]>;
  /** The one that is open, else the one that ended last. */
  incident: StoredIncident | null;
  /** Those of Pairwatch itself, which may explain those of a pair. */
  own: readonly Explanation[];
  silences: readonly Silence[];
  windows: readonly MaintenanceWindow[];
  limits: IncidentLimits;
};

type AlertNews = 'alert.firing' | 'alert.updated' | 'alert.resolved';
type IncidentNews = 'incident.opened' | 'incident.reopened' | 'incident.updated' | 'incident.resolved';

/** One alert after a step. */
export type AlertRow = Pick<StoredAlert, 'toldBy' | 'toldSeverity' | 'acknowledgement'> & {
  /** null of one that is new. */
  former: StoredAlert | null;
  /** null: withdrawn, there is nothing to keep of it. */
  alert: Alert | null;
  fingerprint: string;
  change: AlertChange | null;
  suppression: Suppression | null;
  /** Whether it belongs to the incident of this step. */
  isMember: boolean;
  /** What is told of it: to whom it is told by itself, by `toldBy`, else only to those who want every alert. */
  tell: AlertNews | null;
};

export type IncidentStep = {
  /** null of one that is new. */
  former: StoredIncident | null;
  incident: Incident;
  change: IncidentChange | null;
  tell: IncidentNews | null;
};

export type AlertStep = { rows: AlertRow[]; incident: IncidentStep | null };

type Advanced = Pick<AlertRow, 'former' | 'alert' | 'fingerprint' | 'change' | 'suppression'>;

/** Takes what the rules say now into what is known, and decides who is to be told of what. Pure. */
export function stepAlerts(
  book: AlertBook,
  readings: readonly RuleReading[],
  isHealthy: boolean | null,
  now: number,
): AlertStep {
  const advanced = withSuppression(advanceAll(book, readings, now), book, now);
  const incident = stepIncident(book, advanced, isHealthy, now);
  return { rows: advanced.map((each) => rowOf(each, book, incident)), incident };
}

function advanceAll(book: AlertBook, readings: readonly RuleReading[], now: number): Advanced[] {
  const open = new Map(book.open.map((alert) => [alert.fingerprint, alert]));
  return readings.flatMap((reading) => {
    const fingerprint = fingerprintOf({ rule: reading.rule.id, subject: reading.subject });
    const former = open.get(fingerprint) ?? null;
    const { alert, change } = advance(former, reading, now, book.recentFirings.get(fingerprint));
    return former || alert ? [{ former, alert, fingerprint, change, suppression: null }] : [];
  });
}

function withSuppression(advanced: readonly Advanced[], book: AlertBook, now: number): Advanced[] {
  const { silences, windows } = book;
  const firing = [...advanced.flatMap(({ alert }) => alert ?? []), ...book.own];
  return advanced.map((each) => {
    if (each.alert?.phase !== 'firing') return each;
    return { ...each, suppression: suppressionOf(each.alert, book.pair, { firing, silences, windows }, now) };
  });
}

function stepIncident(
  { pair, incident: former, limits }: AlertBook,
  advanced: readonly Advanced[],
  isHealthy: boolean | null,
  now: number,
): IncidentStep | null {
  if (pair === null) return null;
  const open = former?.phase === 'open' ? former : null;
  const firing = advanced.flatMap((each) => {
    const { alert, fingerprint, suppression } = each;
    if (alert?.phase !== 'firing' || alert.severity === null) return [];
    const { severity, startedAt, clearSince, opensIncident } = alert;
    const isMember = open !== null && (each.former?.incidentId === open.id || mayJoin(each));
    return [
      {
        ...{ fingerprint, severity, startedAt, clearSince, sentence: sentenceOf(alert) },
        ...{ opensIncident, isMember, suppression },
      },
    ];
  });
  const { incident, change } = advanceIncident(former, { firing, isHealthy }, limits, now);
  if (incident === null) return null;
  return {
    former: change === 'opened' ? null : former,
    incident,
    change,
    tell: change && INCIDENT_NEWS[change],
  };
}

/** What holds no more, or not quite, is told as it was at its worst. */
function sentenceOf({ levels, why, firedBecause }: Alert): string {
  const holds = levels.some(({ since }) => since !== null);
  return holds || firedBecause === null ? why.sentence : firedBecause.sentence;
}

const INCIDENT_NEWS: Record<IncidentChange, IncidentNews> = {
  opened: 'incident.opened',
  reopened: 'incident.reopened',
  worsened: 'incident.updated',
  resolved: 'incident.resolved',
};

function rowOf(advanced: Advanced, book: AlertBook, incident: IncidentStep | null): AlertRow {
  const { former, alert, change, suppression } = advanced;
  const { toldBy, toldSeverity, acknowledgement } = former ?? NOTHING_TOLD;
  const told = { toldBy, toldSeverity };
  const row = {
    ...advanced,
    acknowledgement: change === 'worsened' ? null : acknowledgement, // worse than what was acknowledged
    isMember: isMemberOf(advanced, book, incident),
  };
  if (alert?.phase === 'resolved') return { ...row, ...told, tell: toldBy && 'alert.resolved' };
  const isKnown = toldBy === 'itself' || (toldBy === 'incident' && isOfOpen(advanced, incident));
  // What somebody silenced, and what outlives its incident, is told once that is over, if it still goes on.
  const isQuiet =
    alert?.phase !== 'firing' || suppression !== null || (!isKnown && alert.clearSince !== null);
  if (isQuiet) return { ...row, ...told, tell: null };
  const { severity } = alert;
  if (!isKnown) {
    return {
      ...row,
      toldBy: row.isMember && incident?.incident.phase === 'open' ? 'incident' : 'itself',
      toldSeverity: severity,
      tell: 'alert.firing',
    };
  }
  if (isWorse(severity, toldSeverity))
    return { ...row, toldBy, toldSeverity: severity, tell: 'alert.updated' };
  return { ...row, ...told, tell: null };
}

const NOTHING_TOLD = { toldBy: null, toldSeverity: null, acknowledgement: null };

function isMemberOf(advanced: Advanced, book: AlertBook, incident: IncidentStep | null): boolean {
  const known = advanced.former?.incidentId ?? null;
  if (known !== null) return known === book.incident?.id;
  return incident?.incident.phase === 'open' && mayJoin(advanced);
}

/** Whether it belongs to the incident that is open after this step: the end of an incident says that all of it is over. */
function isOfOpen({ former }: Advanced, incident: IncidentStep | null): boolean {
  return incident?.incident.phase === 'open' && former?.incidentId === incident.former?.id;
}

/**
 * An open incident takes in whatever begins to fire, echoes too, but not what somebody silenced, what is ending already, or
 * what was told by itself before.
 */
function mayJoin({ former, alert, suppression }: Advanced): boolean {
  if (alert?.phase !== 'firing' || alert.clearSince !== null || former?.toldBy) return false;
  return suppression === null || suppression.kind === 'inhibited';
}
