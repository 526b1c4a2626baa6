import type { ConfigTestDto, ConfigTestQuery } from '../contracts/config-test.ts';
import type { Tx } from '../db/client.ts';
import { toDate, toIso, toMs } from './time.ts';

export type NewConfigTest = { at: number; ok: boolean; output: string };

/** As many tests of a server's configuration are kept. */
const KEPT = 50;

/** Keeps what dhcpd said of a server's configuration, once. */
export async function saveConfigTest(
  tx: Tx,
  serverId: number,
  { at, ok, output }: NewConfigTest,
): Promise<void> {
  const known = await tx.configTest.findFirst({ where: { serverId, at: toDate(at) }, select: { id: true } });
  if (known) return;
  await tx.configTest.create({ data: { serverId, at: toDate(at), ok, output } });
  const old = await tx.configTest.findMany({
    where: { serverId },
    orderBy: { id: 'desc' },
    skip: KEPT,
    select: { id: true },
  });
  await tx.configTest.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } });
}

/**
 * The last test of a server, with the hash of the configuration it was of. null where that is not certain: it was made
 * before the version kept last was stored, or it failed, when the file may be one that was never kept.
 */
export async function latestConfigTest(
  tx: Tx,
  serverId: number,
): Promise<(NewConfigTest & { hash: string }) | null> {
  const latest = { where: { serverId }, orderBy: { id: 'desc' } } as const;
  const test = await tx.configTest.findFirst(latest);
  const version = await tx.configVersion.findFirst({ ...latest, select: { hash: true, readAt: true } });
  if (!test?.ok || !version || toMs(test.at) <= toMs(version.readAt)) return null;
  return { at: toMs(test.at), ok: test.ok, output: test.output, hash: version.hash };
}

/** The tests of both servers of a pair, the latest first; null for a name not in the settings. */
export async function listConfigTests(
  tx: Tx,
  pairName: string,
  { limit }: ConfigTestQuery,
): Promise<ConfigTestDto[] | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    include: { servers: { where: { removedAt: null } } },
  });
  if (!pair) return null;
  const nameOf = new Map(pair.servers.map(({ id, name }) => [id, name]));
  const rows = await tx.configTest.findMany({
    where: { serverId: { in: [...nameOf.keys()] } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.map(({ id, serverId, at, ok, output }) => ({
    id,
    server: nameOf.get(serverId) ?? '',
    at: toIso(at),
    ok,
    output,
  }));
}
