import { evaluate, evaluateOwn } from '../../alerts/evaluate.ts';
import type { OwnAlertFacts, PairAlertFacts } from '../../alerts/facts.ts';
import type { Tx } from '../../db/client.ts';
import type { IncidentLimits } from '../../incidents/incident.ts';
import { openAlerts, recentFirings } from '../../store/alerts.ts';
import { currentIncident } from '../../store/incidents.ts';
import { maintenanceWindows } from '../../store/maintenance.ts';
import { ruleLayers } from '../../store/rule-settings.ts';
import { activeSilences } from '../../store/silences.ts';
import { takeTurn } from '../../store/topics.ts';
import { type AlertScope, OWN_SCOPE } from './scope.ts';
import { type AlertBook, stepAlerts } from './step.ts';
import { tellStep } from './tell.ts';
import { writeStep } from './write-step.ts';

const HOUR_MS = 3_600_000;

/**
 * Lets the rules judge a pair, and writes what follows together with all that is to be told of it: call it inside the
 * transaction that stores what it was judged by. Says whether a message was written.
 */
export async function ingestPairAlerts(
  tx: Tx,
  scope: AlertScope & { pair: string },
  facts: PairAlertFacts,
  limits: IncidentLimits,
): Promise<boolean> {
  const book = await bookOf(tx, scope, limits, facts.now);
  const readings = evaluate(facts, scope.pair, await ruleLayers(tx), book.open);
  const isHealthy = facts.verdict && facts.verdict.verdict === 'healthy';
  const written = await writeStep(tx, scope, stepAlerts(book, readings, isHealthy, facts.now), facts.now);
  return tellStep(tx, scope, written, facts.now);
}

/** The same of Pairwatch itself. */
export async function ingestOwnAlerts(
  tx: Tx,
  facts: OwnAlertFacts,
  limits: IncidentLimits,
): Promise<boolean> {
  const book = await bookOf(tx, OWN_SCOPE, limits, facts.now);
  const readings = evaluateOwn(facts, await ruleLayers(tx), book.open);
  const written = await writeStep(tx, OWN_SCOPE, stepAlerts(book, readings, null, facts.now), facts.now);
  return tellStep(tx, OWN_SCOPE, written, facts.now);
}

async function bookOf(
  tx: Tx,
  { pairId, pair }: AlertScope,
  limits: IncidentLimits,
  now: number,
): Promise<AlertBook> {
  // What somebody acknowledges meanwhile is not written over.
  await takeTurn(tx);
  return {
    pair,
    open: await openAlerts(tx, pairId),
    recentFirings: await recentFirings(tx, pairId, now - HOUR_MS),
    incident: pairId === null ? null : await currentIncident(tx, pairId),
    own: pairId === null ? [] : await openAlerts(tx, null),
    silences: await activeSilences(tx, now),
    windows: await maintenanceWindows(tx),
    limits,
  };
}
