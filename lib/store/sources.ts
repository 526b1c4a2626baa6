import { z } from 'zod';
import type { SourceDto } from '../contracts/pair.ts';
import type { Tx } from '../db/client.ts';
import type { Source } from '../db/generated/sqlite/client.ts';
import type { SourceHealth, SourceKind } from '../pair/facts.ts';
import { freshness } from '../pair/freshness.ts';
import { toDate, toIso, toMs } from './time.ts';

const sourceKindSchema = z.enum([
  'omapi',
  'pools',
  'config',
  'leases',
  'log',
  'clock',
] satisfies SourceKind[]);

/** Keeps how one source of a server is doing, in place of how it was. */
export async function saveSource(tx: Tx, serverId: number, health: SourceHealth): Promise<void> {
  const { kind, failure, ...figures } = health;
  const columns = {
    intervalMs: figures.intervalMs,
    lastAttemptAt: toDate(figures.lastAttemptAt),
    lastSuccessAt: toDate(figures.lastSuccessAt),
    failingSince: toDate(figures.failingSince),
    consecutiveFailures: figures.consecutiveFailures,
    failureKind: failure?.kind ?? null,
    failureMessage: failure?.message ?? null,
    roundTripMs: figures.roundTripMs,
  };
  await tx.source.upsert({
    where: { serverId_kind: { serverId, kind } },
    create: { serverId, kind, ...columns },
    update: columns,
  });
}

/** Makes these the sources of a server: new ones begin untried, known ones keep how they are doing, others go. */
export async function syncSources(
  tx: Tx,
  serverId: number,
  sources: { kind: SourceKind; intervalMs: number }[],
): Promise<void> {
  await tx.source.deleteMany({ where: { serverId, kind: { notIn: sources.map(({ kind }) => kind) } } });
  for (const { kind, intervalMs } of sources) {
    await tx.source.upsert({
      where: { serverId_kind: { serverId, kind } },
      create: { serverId, kind, intervalMs },
      update: { intervalMs },
    });
  }
}

/** A row as the collector remembers it. */
export function sourceHealth(row: Source): SourceHealth {
  return {
    kind: sourceKindSchema.parse(row.kind),
    intervalMs: row.intervalMs,
    lastAttemptAt: toMs(row.lastAttemptAt),
    lastSuccessAt: toMs(row.lastSuccessAt),
    failingSince: toMs(row.failingSince),
    consecutiveFailures: row.consecutiveFailures,
    failure: failureOf(row),
    roundTripMs: row.roundTripMs,
  };
}

/** A row as a page shows it at `now`. */
export function sourceDto(row: Source, now: number): SourceDto {
  return {
    kind: sourceKindSchema.parse(row.kind),
    freshness: freshness(toMs(row.lastSuccessAt), row.intervalMs, now),
    intervalMs: row.intervalMs,
    lastAttemptAt: toIso(row.lastAttemptAt),
    lastSuccessAt: toIso(row.lastSuccessAt),
    failingSince: toIso(row.failingSince),
    consecutiveFailures: row.consecutiveFailures,
    failure: failureOf(row),
    roundTripMs: row.roundTripMs,
  };
}

function failureOf({ failureKind, failureMessage }: Source) {
  return failureKind === null ? null : { kind: failureKind, message: failureMessage ?? '' };
}
