import { type Verdict, verdictSchema } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import type { FailoverView, SourceHealth, SourceKind } from '../pair/facts.ts';
import { openFindings, type StoredFinding } from './findings.ts';
import { type PairStatusDto, pairStatus } from './pair-status.ts';
import { failoverView } from './server-status.ts';
import { byRole, type ServerRef, serverRole } from './servers.ts';
import { sourceHealth } from './sources.ts';
import { toMs } from './time.ts';

export type RememberedServer = ServerRef & {
  sources: Partial<Record<SourceKind, SourceHealth>>;
  view: FailoverView | null;
  openSpan: { id: number; state: string; from: number; lastSeenAt: number; stosAt: number | null } | null;
};

export type RememberedPair = {
  pairId: number;
  name: string;
  title: string | null;
  peerName: string | null;
  /** The primary first. */
  servers: RememberedServer[];
  /** The open span of its history. */
  verdict: { id: number; verdict: Verdict; code: string; from: number } | null;
  status: PairStatusDto | null;
  /** Those that last. */
  findings: StoredFinding[];
};

/** What the collector knew of a pair of the settings when it last wrote. Throws for an id that is not there. */
export async function loadPairMemory(tx: Tx, pairId: number): Promise<RememberedPair> {
  const row = await tx.pair.findUniqueOrThrow({
    where: { id: pairId },
    include: {
      status: true,
      verdictSpans: { where: { until: null } },
      servers: {
        where: { removedAt: null },
        include: { sources: true, status: true, stateSpans: { where: { until: null } } },
      },
    },
  });
  const [verdictSpan] = row.verdictSpans;
  return {
    pairId: row.id,
    name: row.name,
    title: row.title,
    peerName: row.peerName,
    servers: row.servers.sort(byRole).map((server) => {
      const [openSpan] = server.stateSpans;
      return {
        serverId: server.id,
        name: server.name,
        role: serverRole(server.role),
        host: server.host,
        sources: Object.fromEntries(server.sources.map((row) => [row.kind, sourceHealth(row)])),
        view: server.status && failoverView(server.status),
        openSpan: openSpan
          ? {
              id: openSpan.id,
              state: openSpan.state,
              from: toMs(openSpan.from),
              lastSeenAt: toMs(openSpan.lastSeenAt),
              stosAt: toMs(openSpan.stosAt),
            }
          : null,
      };
    }),
    verdict: verdictSpan
      ? {
          id: verdictSpan.id,
          verdict: verdictSchema.parse(verdictSpan.verdict),
          code: verdictSpan.code,
          from: toMs(verdictSpan.from),
        }
      : null,
    status: row.status && pairStatus(row.status),
    findings: await openFindings(tx, pairId),
  };
}
