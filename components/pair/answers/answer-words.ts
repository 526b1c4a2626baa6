import {
  HASH_BUCKETS,
  type PairAnsweringDto,
  type WhyNoGrants,
  type WhyNoHash,
} from '../../../lib/contracts/answering.ts';
import type { ServerDto } from '../../../lib/contracts/pair.ts';
import { formatDuration } from '../../../lib/pair/duration.ts';

type ServerOf = Pick<ServerDto, 'name' | 'role' | 'answering' | 'state'>;

/** How a whole is shared among servers, in per cent, beside what each share rests on. */
export type Shares = { name: string; percent: number; figure: string }[];

const NO_HASH: Record<WhyNoHash, string> = {
  'not-read': 'not known: neither server was read over OMAPI yet',
  'no-bitmap': 'not known: no server tells its bitmap, which a secondary only has after it met its primary',
  off: 'load balancing is off (load balance max seconds is 0): both servers answer every client',
};

const NO_GRANTS: Record<WhyNoGrants, string> = {
  'no-lease-file': 'not known: the lease files of both servers have to be read for it',
  'too-many-leases': 'not known: above 100,000 addresses it is not counted at each look',
  'none-granted': 'no lease was granted or renewed within the last hour',
};

/** The clients that each server answers by the hash, or in words why that is not known or does not count. */
export function hashShares(
  hash: PairAnsweringDto['hash'],
  servers: readonly ServerOf[],
): { shares: Shares; words: null } | { shares: null; words: string } {
  if (!hash.known) return { shares: null, words: NO_HASH[hash.why] };
  const shares = servers.map(({ name, role }) => {
    const buckets = role === 'primary' ? hash.primaryBuckets : HASH_BUCKETS - hash.primaryBuckets;
    return {
      name,
      percent: percentOf(buckets, HASH_BUCKETS),
      figure: `${buckets} of ${HASH_BUCKETS} buckets`,
    };
  });
  return { shares, words: null };
}

/** The leases that each server really granted or renewed, or in words why that is not known. */
export function grantShares(
  grants: PairAnsweringDto['grants'],
): { shares: Shares; words: null } | { shares: null; words: string } {
  if (!grants.known) return { shares: null, words: NO_GRANTS[grants.why] };
  const all = grants.servers.reduce((sum, { count }) => sum + count, 0);
  const shares = grants.servers.map(({ name, count }) => ({
    name,
    percent: percentOf(count, all),
    figure: `${count} of ${all} in ${formatDuration(grants.windowMs)}`,
  }));
  return { shares, words: null };
}

/** Who answers whom now, in a sentence: the hash only shares clients while both servers are in normal. */
export function answersSentence(servers: readonly ServerOf[]): string {
  const yes = servers.filter(({ answering }) => answering === true);
  const unknown = servers.filter(({ answering }) => answering === null);
  const [first] = yes;
  if (servers.length > 0 && yes.length === servers.length)
    return servers.every(({ state }) => state === 'normal')
      ? 'Each answers its share of the clients; after a few seconds also those of its partner.'
      : 'Each answers every client it hears, from its own addresses.';
  if (first && unknown.length === 0) return `${first.name} answers everyone.`;
  if (first) return `${first.name} answers; of ${namesOf(unknown)} nothing tells.`;
  return unknown.length === 0 ? 'Nobody answers clients.' : 'Nothing tells who answers clients.';
}

/** Whether the hash decides who answers: only between two servers in normal. */
export function hashCounts(servers: readonly ServerOf[]): boolean {
  return servers.every(({ state, answering }) => state === 'normal' && answering === true);
}

const namesOf = (servers: readonly ServerOf[]): string => servers.map(({ name }) => name).join(' and ');

const percentOf = (part: number, whole: number): number => Math.round((100 * part) / whole);
