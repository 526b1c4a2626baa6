import { ruleKind } from '../alerts/catalogue.ts';
import type { Suppression } from '../alerts/suppression.ts';
import type { AlertDto, AlertRowDto, SuppressionDto } from '../contracts/alert.ts';
import { SEVERITIES, type Severity } from '../contracts/severity.ts';
import type { Prisma } from '../db/generated/sqlite/client.ts';
import { acknowledgementDto } from './acknowledgement.ts';
import { storedAlert } from './alert-row.ts';
import { toDate, toIso } from './time.ts';

export const ALERT_WITH_PAIR = { pair: { select: { name: true } } } satisfies Prisma.AlertInclude;

type AlertWithPair = Prisma.AlertGetPayload<{ include: typeof ALERT_WITH_PAIR }>;

/** All of an alert. Throws when a column does not hold what was written there. */
export function alertDto(row: AlertWithPair): AlertDto {
  const alert = storedAlert(row);
  const { figures, evidence } = alert.firedBecause ?? alert.why;
  return {
    id: alert.id,
    fingerprint: alert.fingerprint,
    pair: row.pair?.name ?? null,
    rule: alert.rule,
    title: titleOf(alert.rule),
    subject: alert.subject,
    phase: alert.phase,
    severity: alert.severity,
    startedAt: iso(alert.startedAt),
    firedAt: iso(alert.firedAt),
    resolvedAt: iso(alert.resolvedAt),
    levels: alert.levels.map(({ severity, since }) => ({ severity, since: iso(since) })),
    noDataSince: iso(alert.noDataSince),
    isFlapping: alert.isFlapping,
    why: alert.why,
    firedBecause: alert.firedBecause,
    facts: figures.length + evidence.length,
    labels: { ...alert.labels },
    suppression: alert.suppression && suppressionDto(alert.suppression),
    incidentId: alert.incidentId,
    acknowledgement: acknowledgementDto(alert.acknowledgement),
    observedAt: iso(alert.observedAt),
  };
}

/** An alert as a list has it. Throws as `alertDto` does. */
export function alertRowDto(row: AlertWithPair): AlertRowDto {
  const { why, firedBecause, ...alert } = alertDto(row);
  return { ...alert, why: gistOf(why), firedBecause: firedBecause && gistOf(firedBecause) };
}

const gistOf = ({ sentence, nextStep }: AlertRowDto['why']): AlertRowDto['why'] => ({ sentence, nextStep });

function suppressionDto(suppression: Suppression): SuppressionDto {
  return suppression.kind === 'inhibited' ? suppression : { ...suppression, until: iso(suppression.until) };
}

/** A rule's name for people; its id where this version does not know it. */
export function titleOf(rule: string): string {
  return ruleKind(rule)?.title ?? rule;
}

/** Firing ones first, the worst at the top; then pending ones; then those that are over. The latest first among equals. */
export function firingFirst(one: AlertDto, other: AlertDto): number {
  return (
    PHASES.indexOf(one.phase) - PHASES.indexOf(other.phase) ||
    (one.phase === 'firing' ? rank(other.severity) - rank(one.severity) : 0) ||
    latest(other).localeCompare(latest(one)) ||
    other.id - one.id
  );
}

const PHASES: AlertDto['phase'][] = ['firing', 'pending', 'resolved'];

const latest = ({ resolvedAt, startedAt }: AlertDto): string => resolvedAt ?? startedAt;

/** How bad it is: higher is worse. */
export const rank = (severity: Severity | null): number =>
  severity === null ? -1 : SEVERITIES.indexOf(severity);

function iso(ms: number): string;
function iso(ms: number | null): string | null;
function iso(ms: number | null): string | null {
  return toIso(toDate(ms));
}
