import type { LeaseFileStandDto } from '../contracts/lease.ts';
import type { Server, Source } from '../db/generated/sqlite/client.ts';
import { freshness } from '../pair/freshness.ts';
import { serverRole } from './servers.ts';
import { toIso, toMs } from './time.ts';

/** A server with the way its lease file is read; no source when the settings name none. */
export type LeaseFileRow = Pick<Server, 'name' | 'role'> & { sources: Source[] };

/** How far a server's lease file may be believed at `now`. */
export function leaseFileStand({ name, role, sources }: LeaseFileRow, now: number): LeaseFileStandDto {
  const source = sources.find(({ kind }) => kind === 'leases');
  const readAt = source?.lastSuccessAt ?? null;
  return {
    server: name,
    role: serverRole(role),
    readAt: toIso(readAt),
    freshness: source ? freshness(toMs(readAt), source.intervalMs, now) : 'never',
    failure: source?.failureMessage ?? null,
    intervalMs: source?.intervalMs ?? null,
  };
}
