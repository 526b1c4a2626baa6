import { z } from 'zod';
import type { Tx } from '../db/client.ts';
import type { ServerRole, SourceKind } from '../pair/facts.ts';
import { syncSources } from './sources.ts';
import { toDate } from './time.ts';
import { bumpTopics } from './topics.ts';

export type ServerSetting = {
  /** Unique within the pair: what makes it the same server after a change of the settings. */
  name: string;
  role: ServerRole;
  host: string;
  sources: { kind: SourceKind; intervalMs: number }[];
};

export type ServerRef = { serverId: number; name: string; role: ServerRole; host: string };

const roleSchema = z.enum(['primary', 'secondary'] satisfies ServerRole[]);

/** Makes these the servers of a pair; others are marked removed and keep their history. */
export async function syncServers(
  tx: Tx,
  pairId: number,
  servers: ServerSetting[],
  now: number,
): Promise<ServerRef[]> {
  await tx.server.updateMany({
    where: { pairId, removedAt: null, name: { notIn: servers.map(({ name }) => name) } },
    data: { removedAt: toDate(now) },
  });
  const refs: ServerRef[] = [];
  for (const { name, role, host, sources } of servers) {
    const columns = { role, host, removedAt: null };
    const { id: serverId } = await tx.server.upsert({
      where: { pairId_name: { pairId, name } },
      create: { pairId, name, ...columns },
      update: columns,
    });
    await syncSources(tx, serverId, sources);
    refs.push({ serverId, name, role, host });
  }
  return refs;
}

/** Of all servers there ever were. */
export async function serverIds(tx: Tx): Promise<number[]> {
  return (await tx.server.findMany({ select: { id: true } })).map(({ id }) => id);
}

/** Keeps the time zone of a server's machine, an IANA name or null where it does not tell; no change where it is known already. */
export async function keepServerZone(tx: Tx, serverId: number, zone: string | null): Promise<void> {
  const { zone: known, pair } = await tx.server.findUniqueOrThrow({
    where: { id: serverId },
    select: { zone: true, pair: { select: { name: true } } },
  });
  if (zone === known) return;
  await tx.server.update({ where: { id: serverId }, data: { zone } });
  await bumpTopics(tx, [`pair:${pair.name}`]);
}

/** A role as it was written. Throws for anything else. */
export function serverRole(text: string): ServerRole {
  return roleSchema.parse(text);
}

/** The primary first. */
export function byRole(a: { role: string }, b: { role: string }): number {
  return a.role.localeCompare(b.role);
}
