import { z } from 'zod';
import type { PairAnsweringDto } from '../contracts/answering.ts';
import { leaseFileCountsSchema } from '../contracts/lease-counts.ts';
import type { Tx } from '../db/client.ts';
import type { LeaseFile, ServerStatus } from '../db/generated/sqlite/client.ts';
import { bucketsOfPrimary } from '../pair/hash-share.ts';
import { byRole } from './servers.ts';
import { toIso } from './time.ts';

const WINDOW_MS = 3_600_000;
/** To count among more takes longer than a page may wait. */
const MOST_LEASES = 100_000;

const attributesSchema = z.record(z.string(), z.union([z.number(), z.string()]));
type Attributes = z.infer<typeof attributesSchema>;

type ServerRow = {
  id: number;
  name: string;
  role: string;
  status: ServerStatus | null;
  leaseFile: LeaseFile | null;
};

/** Who answers whom in a pair, by its bitmap and by its leases at `now`; null for a name not in the settings. */
export async function pairAnswering(
  tx: Tx,
  pairName: string,
  now: number,
): Promise<Omit<PairAnsweringDto, 'now'> | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    select: {
      servers: { where: { removedAt: null }, include: { status: true, leaseFile: true } },
    },
  });
  if (!pair) return null;
  const servers = pair.servers.sort(byRole);
  return {
    hash: hashOf(servers),
    grants: await grantsOf(tx, servers, now),
    ports: servers.map(({ name, status }) => ({
      server: name,
      local: portOf(status, 'local-port'),
      partner: portOf(status, 'partner-port'),
    })),
  };
}

/** The primary's word first: a secondary only learns the bitmap from it. */
function hashOf(servers: readonly ServerRow[]): PairAnsweringDto['hash'] {
  const read = servers.flatMap(({ name, status }) =>
    status === null ? [] : [{ server: name, status, attributes: attributesOf(status) }],
  );
  if (read.length === 0) return { known: false, why: 'not-read' };
  if (read.some(({ attributes }) => attributes['load-balance-max-secs'] === 0))
    return { known: false, why: 'off' };
  for (const { server, status, attributes } of read) {
    const primaryBuckets = bucketsOfPrimary(attributes['load-balance-hba']);
    if (primaryBuckets !== null)
      return { known: true, primaryBuckets, server, observedAt: toIso(status.observedAt) };
  }
  return { known: false, why: 'no-bitmap' };
}

/**
 * The server that granted a lease had contact with its client then; its partner hears of the lease and leaves its own
 * time of contact (cltt) alone.
 */
async function grantsOf(
  tx: Tx,
  servers: readonly ServerRow[],
  now: number,
): Promise<PairAnsweringDto['grants']> {
  const counted = [];
  for (const { id, name, leaseFile } of servers) {
    if (leaseFile === null || leaseFile.identity === null) return { known: false, why: 'no-lease-file' };
    if (leasesIn(leaseFile) > MOST_LEASES) return { known: false, why: 'too-many-leases' };
    const count = await tx.lease.count({
      where: {
        serverId: id,
        state: 'active',
        startsSeconds: { gte: Math.floor((now - WINDOW_MS) / 1000) },
        clttSeconds: { gte: tx.lease.fields.startsSeconds },
      },
    });
    counted.push({ name, count, readAt: toIso(leaseFile.readAt) });
  }
  const all = counted.reduce((sum, { count }) => sum + count, 0);
  return all === 0
    ? { known: false, why: 'none-granted' }
    : { known: true, windowMs: WINDOW_MS, servers: counted };
}

function leasesIn({ counts }: LeaseFile): number {
  return leaseFileCountsSchema.parse(counts).ranges.reduce((sum, { size }) => sum + size, 0);
}

function portOf(status: ServerStatus | null, name: string): number | null {
  const port = status === null ? undefined : attributesOf(status)[name];
  return typeof port === 'number' ? port : null;
}

const attributesOf = ({ raw }: ServerStatus): Attributes => attributesSchema.parse(raw);
