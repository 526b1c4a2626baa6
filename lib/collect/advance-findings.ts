import { freshness } from '../pair/freshness.ts';
import { findingsOf, type Lasting, lasting, NOTHING_LASTS } from '../pair/lasting.ts';
import { type DamageFacts, damageObservations } from '../pair/lease-damage.ts';
import { conflictObservations } from '../pair/reconcile.ts';
import {
  DISAGREEMENT_LASTS_MS,
  disagreements,
  type PoolReadings,
  SAME_MOMENT_MS,
  type ServerReadings,
} from '../pair/three-readings.ts';
import type { Changes } from './changes.ts';
import type { PairMemory, ServerMemory } from './memory.ts';
import type { Reading } from './reading.ts';

type FindingsStep = { memory: PairMemory; findings: Changes['findings'] };

/** Holds the three readings of the pools against each other whenever one of them is new. Pure. */
export function advanceFindings(memory: PairMemory, reading: Reading): FindingsStep {
  if (reading.kind !== 'leases' || !reading.outcome.ok) return { memory, findings: {} };
  const now = reading.finishedAt;
  const servers = memory.servers.map((server) => readingsOf(memory, server, now));
  const former = memory.goingOn.readings ?? NOTHING_LASTS;
  const readings = new Map([
    ...disagreements(servers, former, now),
    ...lasting(damageObservations(damageOf(memory)), former, now, isDamageOfUnread(memory)),
  ]);
  const conflict = conflictsOf(memory, now);
  return {
    memory: { ...memory, goingOn: { ...memory.goingOn, readings, conflict } },
    findings: { readings: findingsOf(readings), conflict: findingsOf(conflict) },
  };
}

function damageOf({ servers }: PairMemory): DamageFacts[] {
  return servers.flatMap(({ name, leaseFile, leaseCounts }) => {
    const latest = leaseCounts.at(-1);
    if (!latest || !leaseFile) return [];
    const { problems } = latest.counts;
    return [{ server: name, path: leaseFile.path, readAt: latest.at, problems }];
  });
}

/** Of a file that this run has not read yet, nothing is known to be over. */
function isDamageOfUnread({ servers }: PairMemory): (key: string) => boolean {
  const unread = servers.filter(({ leaseCounts }) => leaseCounts.length === 0);
  return (key) => unread.some(({ name }) => key === `readings:damage:${name}`);
}

/** Addresses that both servers gave, or may give; as before while one of the two files is not read. */
function conflictsOf(memory: PairMemory, now: number): Lasting {
  const former = memory.goingOn.conflict ?? NOTHING_LASTS;
  const primary = memory.servers.find(({ role }) => role === 'primary');
  const secondary = memory.servers.find(({ role }) => role === 'secondary');
  const isRead = memory.servers.every((each) => isReadOfLate(each, now));
  if (!primary?.conflicts || !secondary || !isRead) return former;
  const facts = {
    here: primary.name,
    there: secondary.name,
    conflicts: primary.conflicts,
    inStep: inStep(memory, now),
  };
  return lasting(conflictObservations(facts, now), former, now);
}

function readingsOf(memory: PairMemory, server: ServerMemory, now: number): ServerReadings {
  const { name, counters, leaseCounts, uncounted } = server;
  return {
    name,
    pools: counters && poolReadings(counters, leaseCounts),
    uncounted,
    differing: differingOf(memory, server, now),
  };
}

/** The primary tells it for both. */
function differingOf(memory: PairMemory, server: ServerMemory, now: number): ServerReadings['differing'] {
  const partner = memory.servers.find((each) => each !== server);
  if (!partner || server.role !== 'primary' || !inStep(memory, now)) return null;
  // A file that was not read of late is behind the other one by our own doing.
  if (!server.conflicts || !memory.servers.every((each) => isReadOfLate(each, now))) return 'undecided';
  return { partner: partner.name, ...server.conflicts.differs };
}

function isReadOfLate({ sources: { leases } }: ServerMemory, now: number): boolean {
  return leases !== undefined && freshness(leases.lastSuccessAt, leases.intervalMs, now) === 'fresh';
}

/** Only while both are normal, and have been for a while, must the two databases be the same. */
function inStep({ servers }: PairMemory, now: number): boolean {
  return servers.every(
    ({ view, openSpan }) =>
      view?.localState === 'normal' &&
      openSpan?.state === 'normal' &&
      now - openSpan.from > DISAGREEMENT_LASTS_MS,
  );
}

/** Each pool as dhcpd counted it, beside what its ranges came to in the readings of the file around that moment. */
function poolReadings(
  { pools, at }: NonNullable<ServerMemory['counters']>,
  leaseCounts: ServerMemory['leaseCounts'],
): PoolReadings[] {
  const near = leaseCounts
    .filter((each) => Math.abs(each.at - at) <= SAME_MOMENT_MS)
    .map(({ counts, at: readAt }) => ({
      readAt,
      byLow: new Map(counts.ranges.map((range) => [range.low, range])),
    }));
  return pools.map((pool) => ({
    key: pool.key,
    title: `${pool.sharedNetwork} ${pool.ranges.map(({ low, high }) => `${low}–${high}`).join(', ')}`,
    counted: { at, size: pool.leaseCount, free: pool.freeLeases, backup: pool.backupLeases },
    inFile: near.map(({ readAt, byLow }) => {
      const sum = { at: readAt, size: 0, free: 0, backup: 0 };
      for (const { low } of pool.ranges) {
        const range = byLow.get(low);
        if (!range) continue;
        sum.size += range.size;
        sum.free += range.free;
        sum.backup += range.backup;
      }
      return sum;
    }),
  }));
}
