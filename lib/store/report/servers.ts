import { z } from 'zod';
import { evidenceSchema } from '../../contracts/verdict.ts';
import type { Tx } from '../../db/client.ts';
import type { Server } from '../../db/generated/sqlite/client.ts';
import type { ClockMeasurement, ReportFacts, ServerFacts } from '../../incidents/report/facts.ts';
import { byRole, serverRole } from '../servers.ts';
import { sourceHealth } from '../sources.ts';
import { toDate, toIso, toMs } from '../time.ts';
import { configOf } from './config.ts';
import { lastHealthyDay } from './healthy-day.ts';
import { staysIn } from './spans.ts';

/** What dhcpd says of itself whenever it starts or tests a file. */
const BANNER = /Internet Systems Consortium DHCP Server (\S+)/;

type Times = {
  span: ReportFacts['span'];
  window: ReportFacts['window'];
  clocks: ReadonlyMap<number | null, ClockMeasurement[]>;
};

/** What a report says of each server of a pair, the primary first. */
export async function serversOf(
  tx: Tx,
  pairId: number,
  servers: readonly Server[],
  { span, window, clocks }: Times,
): Promise<ServerFacts[]> {
  const healthy = await lastHealthyDay(tx, pairId, span.from);
  const facts: ServerFacts[] = [];
  for (const { id, name, role, host, zone } of servers.toSorted(byRole)) {
    const configTests = await testsOf(tx, { id, name }, span);
    facts.push({
      name,
      role: serverRole(role),
      host,
      zone,
      dhcpdVersion: (await versionInLog(tx, id, span)) ?? versionIn(configTests),
      stays: await staysIn(tx, id, window),
      sources: await sourcesOf(tx, id),
      offsets: clocks.get(id) ?? [],
      config: await configOf(tx, id, { span, healthy }),
      configTests,
    });
  }
  return facts;
}

async function sourcesOf(tx: Tx, serverId: number): Promise<ServerFacts['sources']> {
  const rows = await tx.source.findMany({ where: { serverId }, orderBy: { id: 'asc' } });
  return rows.map(sourceHealth).map(({ kind, intervalMs, lastSuccessAt, failingSince, failure }) => ({
    kind,
    intervalMs,
    lastSuccessAt,
    failingSince,
    failureMessage: failure?.message ?? null,
  }));
}

/** The last before the begin, and those within. */
async function testsOf(
  tx: Tx,
  server: { id: number; name: string },
  { from, until }: { from: number; until: number },
): Promise<ServerFacts['configTests']> {
  const ofServer = { serverId: server.id };
  const before = await tx.configTest.findFirst({
    where: { ...ofServer, at: { lt: toDate(from) } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  });
  const within = await tx.configTest.findMany({
    where: { ...ofServer, at: { gte: toDate(from), lte: toDate(until) } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return [...(before ? [before] : []), ...within].map(({ id, at, ok, output }) => ({
    id,
    server: server.name,
    at: toIso(at),
    ok,
    output,
  }));
}

/** What dhcpd wrote when it last started before the begin; else when it first did within. */
async function versionInLog(
  tx: Tx,
  serverId: number,
  { from, until }: { from: number; until: number },
): Promise<ServerFacts['dhcpdVersion']> {
  const starts = { serverId, kind: 'log', to: 'started' };
  const before = await tx.event.findFirst({
    where: { ...starts, sortAt: { lt: toDate(from) } },
    orderBy: [{ sortAt: 'desc' }, { id: 'desc' }],
  });
  const within = await tx.event.findFirst({
    where: { ...starts, sortAt: { gte: toDate(from), lte: toDate(until) } },
    orderBy: [{ sortAt: 'asc' }, { id: 'asc' }],
  });
  for (const row of [before, within])
    for (const evidence of z.array(evidenceSchema).parse(row?.evidence ?? [])) {
      const version = BANNER.exec(evidence.text)?.[1];
      if (row && version !== undefined) return { version, at: toMs(row.sortAt), evidence };
    }
  return null;
}

/** The first that tells it is the nearest to how the incident began. */
function versionIn(tests: ServerFacts['configTests']): ServerFacts['dhcpdVersion'] {
  for (const { server, at, output } of tests) {
    const [text, version] = BANNER.exec(output) ?? [];
    if (text !== undefined && version !== undefined) {
      const evidence = { server, source: 'config' as const, text, observedAt: at };
      return { version, at: Date.parse(at), evidence };
    }
  }
  return null;
}
