import type { Actor } from '../../lib/access/actor.ts';
import { formatIpv4 } from '../../lib/contracts/ipv4.ts';
import type { LeaseQuery } from '../../lib/contracts/lease-query.ts';
import { recordAudit } from '../../lib/store/audit.ts';
import { asker } from './guard.ts';
import { writeAsPairwatch } from './open-database.ts';
import { singleton } from './singleton.ts';

/** An open page asks the same again every few seconds. */
const SAME_READ_MS = 10 * 60_000;
/** Questions that are remembered; what is asked after more than these is written down once more. */
const MOST_READS = 10_000;

const reads = singleton('lease-reads', () => new Map<string, number>());

/** What somebody wants to know of leases. */
export type LeaseQuestion = Partial<Pick<LeaseQuery, 'filter' | 'pool' | 'server' | 'differ'>> & {
  /** Who had it, in the course of time. */
  address?: string;
};

/**
 * Writes down that somebody reads leases, which tell who was where, if `audit: leaseReads` of the settings asks for that: before
 * the answer, so that there is none without it. The same question of the same asker counts once in ten minutes. `pair` null:
 * all he sees. Throws `Problem` where it can't be written.
 */
export async function noteLeaseRead(pair: string | null, question: LeaseQuestion): Promise<void> {
  if (process.env.PAIRWATCH_AUDIT_LEASE_READS !== 'on') return;
  const actor = await asker();
  const after = inWords(question);
  const at = Date.now();
  if (!isNew(keyOf(actor, pair, after), at)) return;
  const target = pair === null ? null : `pair:${pair}`;
  try {
    await writeAsPairwatch((tx) =>
      recordAudit(tx, { at, actor, deed: 'leases-read', target, pairName: pair, after }),
    );
  } catch (error) {
    reads.delete(keyOf(actor, pair, after));
    throw error;
  }
}

const keyOf = ({ kind, id, name, address }: Actor, pair: string | null, question: object): string =>
  JSON.stringify([kind, id, name, address, pair, question]);

function isNew(key: string, now: number): boolean {
  const known = reads.get(key);
  if (known !== undefined && now - known < SAME_READ_MS) return false;
  reads.delete(key);
  reads.set(key, now);
  const [oldest] = reads.keys();
  if (reads.size > MOST_READS && oldest !== undefined) reads.delete(oldest);
  return true;
}

/** As people write addresses; what was not asked is left out. */
function inWords({ filter, pool, server, differ, address }: LeaseQuestion): object {
  const { addresses, ...rest } = filter ?? {};
  return {
    ...(addresses && { addresses: [addresses.low, addresses.high].map(formatIpv4).join(' – ') }),
    ...rest,
    ...(pool && { pool }),
    ...(address !== undefined && { history: address }),
    ...(server && { server }),
    ...(differ && { differ }),
  };
}
