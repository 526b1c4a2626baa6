import type { PairAlertFacts } from '../alerts/facts.ts';
import type { Tx } from '../db/client.ts';
import type { IncidentLimits } from '../incidents/incident.ts';
import { answeringServers } from '../pair/redundancy.ts';
import { recordAnswering } from '../store/answering-spans.ts';
import { lookAtDrill } from '../store/drills/advance.ts';
import { appendEvent, repeatEvent } from '../store/events.ts';
import { saveLogPosition } from '../store/log-position.ts';
import { savePairStatus } from '../store/pair-status.ts';
import { recordPoolSamples } from '../store/pool-samples.ts';
import { idOfPool, savePools } from '../store/pools.ts';
import { saveServerStatus } from '../store/server-status.ts';
import { saveSource } from '../store/sources.ts';
import { tellStateChange } from '../store/state-events.ts';
import { confirmStateSpan, insertPastStay, openStateSpan } from '../store/state-spans.ts';
import { bumpTopics } from '../store/topics.ts';
import { leavesOfHealthy, openVerdictSpan } from '../store/verdict-spans.ts';
import { alertFactsOf } from './alerts/facts.ts';
import { ingestPairAlerts } from './alerts/ingest-alerts.ts';
import { tellVerdict } from './alerts/tell-verdict.ts';
import type { Changes, NewEvent, StateEvent } from './changes.ts';
import { ingestConfig } from './ingest-config.ts';
import { ingestFindings } from './ingest-findings.ts';
import { ingestLeaseFile } from './ingest-lease-file.ts';
import { ingestTruth } from './ingest-truth.ts';
import type { PairMemory } from './memory.ts';

/** Recurring trouble shows over months. */
const LEAVES_REMEMBERED_MS = 60 * 86_400_000;

/**
 * Writes all that one reading changed, and all that is to be told of it; call it inside one transaction. `memory` is the
 * pair after the reading, `practices` its duties as they stand. Says whether somebody is to be told.
 */
export async function ingest(
  tx: Tx,
  memory: PairMemory,
  changes: Changes,
  limits: IncidentLimits,
  practices: PairAlertFacts['practices'] = null,
): Promise<boolean> {
  const { serverId } = changes;
  let messages = 0;
  await saveSource(tx, serverId, changes.health);
  if (changes.view) await saveServerStatus(tx, serverId, changes.view.view, changes.view.raw);
  if (changes.span && 'open' in changes.span) await openStateSpan(tx, serverId, changes.span.open);
  else if (changes.span) await confirmStateSpan(tx, serverId, changes.span.confirmedAt);
  for (const stay of changes.pastStays) await insertPastStay(tx, serverId, stay);
  if (changes.pools) await ingestPools(tx, memory.pairId, changes);
  if (changes.leaseFile) await ingestLeaseFile(tx, memory.pairId, changes, changes.leaseFile);
  await ingestConfig(tx, memory, changes);
  if (changes.logPosition) await saveLogPosition(tx, serverId, changes.logPosition);
  const stateEvents = new Set<number>();
  for (const event of changes.events) {
    if (event.kind !== 'state') messages += await ingestEvent(tx, memory, changes, event);
    else {
      const { id } = await tellStateChange(tx, { ...event, pairId: memory.pairId }, stateEvents);
      stateEvents.add(id);
    }
  }
  for (const { key, at, count } of changes.repeats) await repeatEvent(tx, key, at, count);
  const foundNews = await ingestFindings(tx, memory, changes);
  if (changes.verdict) await openVerdictSpan(tx, memory.pairId, changes.verdict);
  if (changes.judgement) {
    const { judgement, since, checkedAt, intervalMs } = changes.judgement;
    await savePairStatus(tx, memory.pairId, { ...judgement, since, checkedAt });
    const servers = answeringServers(judgement);
    if (servers !== null) await recordAnswering(tx, memory.pairId, { servers, now: checkedAt, intervalMs });
  }
  const hasTruth = await ingestTruth(tx, memory.pairId, changes);
  const topics = [`pair:${memory.name}`];
  if (hasTruth) topics.push(`truth:${memory.name}`);
  if (changes.events.length > 0 || changes.config || changes.repeats.length > 0 || foundNews)
    topics.push('events');
  if (foundNews) topics.push(`findings:${memory.name}`);
  if (changes.config || changes.configTest || foundNews) topics.push(`config:${memory.name}`);
  if (changes.pools || changes.leaseFile) topics.push(`pools:${memory.name}`);
  await bumpTopics(tx, topics);
  const { alertsDueAt } = changes;
  if (alertsDueAt !== null) await lookAtDrill(tx, memory.pairId, alertsDueAt);
  const isAlertNews =
    alertsDueAt !== null && (await ingestAlerts(tx, memory, { limits, practices, now: alertsDueAt }));
  return messages > 0 || isAlertNews;
}

async function ingestAlerts(
  tx: Tx,
  memory: PairMemory,
  { limits, practices, now }: { limits: IncidentLimits; practices: PairAlertFacts['practices']; now: number },
): Promise<boolean> {
  const { pairId, name: pair, servers } = memory;
  const leaves = await leavesOfHealthy(tx, pairId, now - LEAVES_REMEMBERED_MS);
  return ingestPairAlerts(
    tx,
    { pairId, pair, servers },
    alertFactsOf(memory, leaves, now, practices),
    limits,
  );
}

async function ingestPools(tx: Tx, pairId: number, { pools, serverId, health }: Changes): Promise<void> {
  if (!pools) return;
  const ids = await savePools(tx, pairId, pools.counters, {
    serverId,
    source: 'omapi',
    whole: pools.whole,
    now: pools.observedAt,
  });
  await recordPoolSamples(tx, {
    serverId,
    source: 'omapi',
    observedAt: pools.observedAt,
    intervalMs: health.intervalMs,
    pools: pools.counters.map(({ key, leaseCount, freeLeases, backupLeases }) => ({
      poolId: idOfPool(ids, key),
      values: { leaseCount, freeLeases, backupLeases },
    })),
  });
}

/** Gives how many messages it wrote. */
async function ingestEvent(
  tx: Tx,
  memory: PairMemory,
  changes: Changes,
  event: Exclude<NewEvent, StateEvent>,
): Promise<number> {
  const { id, appended } = await appendEvent(tx, { ...event, pairId: memory.pairId });
  return appended && event.kind === 'verdict' ? tellVerdict(tx, memory, changes, id) : 0;
}
