import { z } from 'zod';
import type { Tx } from '../db/client.ts';
import type { ServerStatus } from '../db/generated/sqlite/client.ts';
import { type FailoverState, isKnownFailoverState } from '../failover-states.ts';
import type { FailoverView } from '../pair/facts.ts';
import { jsonColumn } from './json.ts';
import { toDate, toMs } from './time.ts';

const hierarchySchema = z.enum(['primary', 'secondary']);
const stateSchema = z.custom<FailoverState>(
  (value) => typeof value === 'string' && (isKnownFailoverState(value) || /^state-\d+$/.test(value)),
);

/**
 * Keeps a server's latest view of the failover, in place of the former one. `raw` is the whole object the server
 * sent, for whoever wants to see the evidence.
 */
export async function saveServerStatus(
  tx: Tx,
  serverId: number,
  view: FailoverView,
  raw: Record<string, unknown>,
): Promise<void> {
  const columns = {
    observedAt: toDate(view.observedAt),
    localState: view.localState,
    partnerState: view.partnerState,
    localStosAt: toDate(view.localStosAt),
    partnerStosAt: toDate(view.partnerStosAt),
    hierarchy: view.hierarchy,
    mcltSeconds: view.mcltSeconds,
    maxResponseDelaySeconds: view.maxResponseDelaySeconds,
    unackedUpdates: view.unackedUpdates,
    raw: jsonColumn(raw),
  };
  await tx.serverStatus.upsert({ where: { serverId }, create: { serverId, ...columns }, update: columns });
}

/** A row as the collector remembers it. */
export function failoverView(row: ServerStatus): FailoverView {
  return {
    observedAt: toMs(row.observedAt),
    localState: stateSchema.parse(row.localState),
    partnerState: stateSchema.parse(row.partnerState),
    localStosAt: toMs(row.localStosAt),
    partnerStosAt: toMs(row.partnerStosAt),
    hierarchy: hierarchySchema.parse(row.hierarchy),
    mcltSeconds: row.mcltSeconds,
    maxResponseDelaySeconds: row.maxResponseDelaySeconds,
    unackedUpdates: row.unackedUpdates,
  };
}
