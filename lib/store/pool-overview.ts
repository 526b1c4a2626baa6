import type { PoolSource } from '../contracts/history.ts';
import { leaseCountsSchema } from '../contracts/lease-counts.ts';
import { omapiCountersSchema, poolSchema } from '../contracts/pool.ts';
import type { PoolFiguresDto, PoolOverviewDto, PoolOverviewRow } from '../contracts/pool-overview.ts';
import { balanceSchema, forecastSchema } from '../contracts/truth.ts';
import type { Tx } from '../db/client.ts';
import type { PoolSample } from '../db/generated/sqlite/client.ts';
import { noteOf, SOURCE_KIND } from './pools.ts';
import { byRole, serverRole } from './servers.ts';
import { toIso } from './time.ts';

/** No more of these parts than a row shows: of a thousand pools they are a megabyte. */
const balanceWords = balanceSchema.element.pick({ key: true, verdict: true }).array();
const forecastEnds = forecastSchema.element
  .extend({
    primary: forecastSchema.element.shape.primary.pick({ alone: true }),
    secondary: forecastSchema.element.shape.secondary.pick({ alone: true }),
  })
  .omit({ title: true })
  .array();

/** The pools of a pair in their order, one row each; null when no pair is named so. */
export async function poolOverview(tx: Tx, pairName: string): Promise<Omit<PoolOverviewDto, 'now'> | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    include: {
      servers: { where: { removedAt: null }, include: { sources: true } },
      pools: {
        where: { removedAt: null },
        include: { samples: { where: { latest: true } } },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
      },
      parts: { where: { part: { in: ['balance', 'forecast'] } } },
    },
  });
  if (!pair) return null;
  const servers = pair.servers.sort(byRole);
  const part = (name: string) => pair.parts.find((each) => each.part === name);
  const balances = new Map(
    balanceWords.parse(part('balance')?.value ?? []).map(({ key, verdict }) => [key, verdict]),
  );
  const ends = new Map(
    forecastEnds
      .parse(part('forecast')?.value ?? [])
      .map(({ key, primary, secondary }) => [key, { primary: primary.alone, secondary: secondary.alone }]),
  );
  return {
    servers: servers.map(({ name, role }) => ({ name, role: serverRole(role) })),
    workedOutAt: toIso(part('forecast')?.observedAt ?? null),
    pools: pair.pools.map(
      ({ id, key, sharedNetwork, peerName, ranges, addressCount, samples }): PoolOverviewRow => ({
        id,
        key,
        sharedNetwork,
        peer: peerName,
        ranges: poolSchema.shape.ranges.parse(ranges),
        addressCount,
        figures: servers.flatMap((server) => figuresOf(server, samples)),
        balance: balances.get(key) ?? null,
        ends: ends.get(key) ?? null,
      }),
    ),
    note: noteOf(servers),
  };
}

type ServerRow = { id: number; name: string; sources: { kind: string; intervalMs: number }[] };

/** dhcpd's own counters where they are read. */
function figuresOf({ id, name, sources }: ServerRow, samples: readonly PoolSample[]): PoolFiguresDto[] {
  for (const source of ['omapi', 'leases'] as const) {
    const sample = samples.find((row) => row.serverId === id && row.source === source);
    const intervalMs = sources.find(({ kind }) => kind === SOURCE_KIND[source])?.intervalMs;
    if (!sample || intervalMs === undefined) continue;
    const counts = countsOf(source, JSON.parse(sample.values));
    return [{ server: name, source, observedAt: toIso(sample.until), intervalMs, ...counts }];
  }
  return [];
}

function countsOf(source: PoolSource, values: unknown) {
  if (source === 'leases') {
    const { size, free, backup } = leaseCountsSchema.parse(values);
    return { size, used: size - free - backup, backup, free };
  }
  const { leaseCount: size, freeLeases: free, backupLeases: backup } = omapiCountersSchema.parse(values);
  return { size, used: size - free - backup, backup, free };
}
