import { z } from 'zod';
import { type EvidenceLineDto, MOST_LINES, type PairEvidenceDto } from '../contracts/evidence.ts';
import { evidenceSchema } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import { byRole, serverRole } from './servers.ts';
import { toIso } from './time.ts';

/** Events further back are not looked through for what a source told. */
const MOST_EVENTS = 200;

const attributesSchema = z.record(z.string(), z.union([z.number(), z.string()]));

/** What both servers of a pair told last, as they told it; null for a name not in the settings. */
export async function pairEvidence(tx: Tx, pairName: string): Promise<Omit<PairEvidenceDto, 'now'> | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    select: { servers: { where: { removedAt: null }, include: { status: true } } },
  });
  if (!pair) return null;
  const servers: PairEvidenceDto['servers'] = [];
  for (const { id, name, role, status } of pair.servers.sort(byRole)) {
    const told = await linesOf(tx, id);
    servers.push({
      name,
      role: serverRole(role),
      omapi: status && {
        observedAt: toIso(status.observedAt),
        attributes: Object.entries(attributesSchema.parse(status.raw)).map(([attribute, value]) => ({
          name: attribute,
          value,
        })),
      },
      leaseFile: told('leases'),
      log: told('log'),
    });
  }
  return { servers };
}

/** Gives what one source of a server told in its latest events. */
async function linesOf(tx: Tx, serverId: number): Promise<(source: 'leases' | 'log') => EvidenceLineDto[]> {
  const events = await tx.event.findMany({
    where: { serverId, kind: { in: ['state', 'log'] } },
    select: { id: true, sortAt: true, evidence: true },
    orderBy: [{ sortAt: 'desc' }, { id: 'desc' }],
    take: MOST_EVENTS,
  });
  const lines = events.flatMap(({ id, sortAt, evidence }) =>
    z
      .array(evidenceSchema)
      .parse(evidence)
      .map(({ source, text }) => ({ source, line: { eventId: id, at: toIso(sortAt), text } })),
  );
  return (wanted) =>
    lines
      .filter(({ source }) => source === wanted)
      .map(({ line }) => line)
      .slice(0, MOST_LINES);
}
