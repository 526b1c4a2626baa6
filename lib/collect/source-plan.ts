import type { SourceKind } from '../pair/facts.ts';
import type { PairSettings, PollSettings, ServerSettings } from '../settings/settings.ts';

export type PlannedSource = { kind: SourceKind; intervalMs: number };

/** The sources the settings give a server, with their pace while healthy. Without any dhcpd.conf no pool is known to ask for. */
export function plannedSources(
  pair: PairSettings,
  server: ServerSettings,
  poll: PollSettings,
): PlannedSource[] {
  const plan: PlannedSource[] = [{ kind: 'omapi', intervalMs: poll.omapiMs }];
  if (pair.servers.some(({ config }) => config)) plan.push({ kind: 'pools', intervalMs: poll.poolsMs });
  if (server.config) plan.push({ kind: 'config', intervalMs: poll.configMs });
  if (server.leases) plan.push({ kind: 'leases', intervalMs: poll.leasesMs });
  if (server.log) plan.push({ kind: 'log', intervalMs: poll.logMs });
  if (server.clock) plan.push({ kind: 'clock', intervalMs: poll.clockMs });
  return plan;
}
