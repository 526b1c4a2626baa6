import type { Alert } from '../alerts/alert.ts';
import { isWorse } from '../alerts/severity.ts';
import type { Suppression } from '../alerts/suppression.ts';
import type { Severity } from '../contracts/severity.ts';
import type { Incident, IncidentChange, IncidentLimits } from './incident.ts';

/** An alert of the pair that fires now. */
export type FiringAlert = Pick<Alert, 'startedAt' | 'clearSince' | 'opensIncident'> & {
  fingerprint: string;
  severity: Severity;
  /** As it was last judged. */
  sentence: string;
  /** Whether it belongs to the incident that is open. */
  isMember: boolean;
  /** null: it is told. */
  suppression: Suppression | null;
};

export type IncidentFacts = {
  firing: readonly FiringAlert[];
  /** Whether the pair's verdict is healthy; null while that is not decided. */
  isHealthy: boolean | null;
};

/** `incident`: the open one, else the one that ended last; null: there never was one. */
export type IncidentStep = { incident: Incident | null; change: IncidentChange | null };

/**
 * What becomes of a pair's incident at `now`. `former` is what this gave before: the open one, else the one that ended last,
 * which opens again when trouble comes soon after. So a pair never has two that are open. Times in milliseconds by
 * Pairwatch's clock; should that be set back, what has begun counts from the new `now`.
 */
export function advanceIncident(
  former: Incident | null,
  facts: IncidentFacts,
  limits: IncidentLimits,
  now: number,
): IncidentStep {
  if (former?.phase === 'open') return goOn(former, facts, limits, now);
  const [first] = facts.firing.filter(isOpener).sort((a, b) => a.startedAt - b.startedAt);
  if (first === undefined) return { incident: former, change: null };
  const worst = worstOf(facts.firing.filter(speaks)) ?? first;
  if (former !== null && isSoonAfter(former, limits, now)) return reopen(former, worst, now);
  const { startedAt, sentence, fingerprint } = first;
  return {
    incident: {
      phase: 'open',
      severity: worst.severity,
      firstSymptom: { at: Math.min(startedAt, now), sentence, fingerprint },
      openedAt: now,
      quietSince: null,
      resolvedAt: null,
      reopenedAt: [],
      acknowledgement: null,
      sentence: worst.sentence,
    },
    change: 'opened',
  };
}

function goOn(former: Incident, facts: IncidentFacts, limits: IncidentLimits, now: number): IncidentStep {
  const incident = { ...former, quietSince: quietSince(former, facts, now) };
  if (incident.quietSince !== null && now - incident.quietSince >= limits.stableMs) {
    return { incident: { ...incident, phase: 'resolved', resolvedAt: now }, change: 'resolved' };
  }
  const worst = worstOf(facts.firing.filter(speaks));
  if (worst === null) return { incident, change: null };
  if (isWorse(worst.severity, former.severity)) {
    const { severity, sentence } = worst;
    // Whoever acknowledged it had seen something milder.
    return { incident: { ...incident, sentence, severity, acknowledgement: null }, change: 'worsened' };
  }
  // What merely joined is not what it is about, and outlives it perhaps.
  const sentence = worstOf(facts.firing.filter(isOpener))?.sentence ?? former.sentence;
  return { incident: { ...incident, sentence }, change: null };
}

/**
 * It opens as bad as it is now, not as bad as it once was: else it could grow as bad again after somebody acknowledged
 * the mild beginning, and nobody would be told.
 */
function reopen(former: Incident, { severity, sentence }: FiringAlert, now: number): IncidentStep {
  return {
    incident: {
      ...former,
      phase: 'open',
      severity,
      quietSince: null,
      resolvedAt: null,
      reopenedAt: [...former.reopenedAt, now],
      acknowledgement: null,
      sentence,
    },
    change: 'reopened',
  };
}

/** null while it is not quiet. That nothing is decided about the pair's health is not health. */
function quietSince(former: Incident, { firing, isHealthy }: IncidentFacts, now: number): number | null {
  const goesOn = firing.some((alert) => isOpener(alert) || (alert.isMember && alert.opensIncident));
  return goesOn || isHealthy !== true ? null : Math.min(former.quietSince ?? now, now);
}

/** Either way round: a clock that was set back a little since then makes no second incident. */
function isSoonAfter({ resolvedAt }: Incident, { reopenWithinMs }: IncidentLimits, now: number): boolean {
  return resolvedAt !== null && Math.abs(now - resolvedAt) <= reopenWithinMs;
}

/** Whether it is a reason to open an incident. */
function isOpener(alert: FiringAlert): boolean {
  return alert.opensIncident && alert.severity !== 'info' && isPressing(alert);
}

/** Whether the incident is about it now. */
function speaks(alert: FiringAlert): boolean {
  return isOpener(alert) || (alert.isMember && isPressing(alert));
}

/**
 * What is told to nobody makes nothing worse. Nor does what has ended and only waits whether it stays so: a silence that runs
 * out meanwhile must not open an incident about a pair that is well, and an incident's last sentence is of its trouble.
 */
function isPressing({ suppression, clearSince }: FiringAlert): boolean {
  return suppression === null && clearSince === null;
}

/** Of those equally bad, the one that began first. */
function worstOf(alerts: readonly FiringAlert[]): FiringAlert | null {
  return alerts.reduce<FiringAlert | null>((worst, alert) => {
    if (worst === null || isWorse(alert.severity, worst.severity)) return alert;
    const isEarlier = alert.severity === worst.severity && alert.startedAt < worst.startedAt;
    return isEarlier ? alert : worst;
  }, null);
}
