import { formatIpv4, parseIpv4 } from '../../lib/contracts/ipv4.ts';
import type {
  AllLeasesDto,
  HashedDto,
  LeaseAtDto,
  LeaseGroundDto,
  LeaseHistoryDto,
  LeaseListDto,
} from '../../lib/contracts/lease.ts';
import type { LeaseHistoryQuery, LeaseQuery, Moment } from '../../lib/contracts/lease-query.ts';
import { hideFilter } from '../../lib/privacy/hide-filter.ts';
import { leaseGround } from '../../lib/store/lease-ground.ts';
import { leaseAt, leaseHistory } from '../../lib/store/lease-history.ts';
import type { UnknownName } from '../../lib/store/lease-scope.ts';
import { searchLeases } from '../../lib/store/lease-search.ts';
import { listPairNames } from '../../lib/store/pairs.ts';
import { readDatabase } from './database.ts';
import { noteLeaseRead } from './lease-reads.ts';
import { Problem, pairUnknown } from './problem.ts';
import { pseudonyms } from './pseudonyms.ts';

/** The leases a query is meant to find, with both servers side by side. Throws `Problem`. */
export async function readLeases(pair: string, query: LeaseQuery): Promise<LeaseListDto> {
  const { asked, hashed } = await asKept(query);
  await noteLeaseRead(pair, asked);
  const now = Date.now();
  const found = await searchLeases(readDatabase, pair, asked, now);
  return { now: isoOf(now), readAs: query.readAs, hashed, ...known(found, pair, query) };
}

/** So long one search of all pairs may take before it leaves out those that are not asked yet. */
const MOST_MS = 1000;

/** The first leases that fit a query in each pair, in the order of the settings. Throws `Problem`. */
export async function readAllLeases(query: LeaseQuery): Promise<AllLeasesDto> {
  const { asked, hashed } = await asKept(query);
  await noteLeaseRead(null, asked);
  const now = Date.now();
  const names = await readDatabase(listPairNames);
  const pairs: AllLeasesDto['pairs'] = [];
  const notAsked: string[] = [];
  for (const { name, title } of names) {
    if (Date.now() - now > MOST_MS) {
      notAsked.push(name);
      continue;
    }
    const found = await searchLeases(readDatabase, name, asked, now);
    // One that left the settings since its name was read is no pair any more.
    if (!('unknown' in found)) pairs.push({ pair: name, title, ...found });
  }
  return { now: isoOf(now), readAs: query.readAs, hashed, pairs, notAsked };
}

/** A query in the terms of what is kept: pseudonyms in the place of clients, where the settings ask for them. */
async function asKept(query: LeaseQuery): Promise<{ asked: LeaseQuery; hashed: HashedDto }> {
  const kept = await pseudonyms();
  const { macs, names } = kept.privacy;
  return {
    asked: { ...query, filter: hideFilter(query.filter, kept) },
    hashed: { macs: macs === 'hashed', names: names === 'hashed' },
  };
}

/** The lease files and pools of a pair. Throws `Problem`. */
export async function readLeaseGround(pair: string): Promise<LeaseGroundDto> {
  const now = Date.now();
  const ground = await readDatabase((tx) => leaseGround(tx, pair, now));
  if (ground === null) throw pairUnknown(pair);
  return { now: isoOf(now), ...ground };
}

/** Who had an address at a time. Throws `Problem`. */
export async function readLeaseAt(
  pair: string,
  address: number,
  { moment, server }: { moment: Moment; server: string | null },
): Promise<LeaseAtDto> {
  await noteLeaseRead(pair, { address: formatIpv4(address), server });
  const now = Date.now();
  const found = await readDatabase((tx) => leaseAt(tx, pair, address, { moment, server }));
  return { now: isoOf(now), ...known(found, pair, { server, pool: null }) };
}

/** Who had an address, as far back as is kept. Throws `Problem`. */
export async function readLeaseHistory(
  pair: string,
  address: string,
  query: LeaseHistoryQuery,
): Promise<LeaseHistoryDto> {
  const parsed = parseIpv4(address);
  if (parsed === null) throw noAddress(address);
  await noteLeaseRead(pair, { address: formatIpv4(parsed) });
  const now = Date.now();
  const found = await readDatabase((tx) => leaseHistory(tx, pair, parsed, query));
  return { now: isoOf(now), ...known(found, pair, { server: null, pool: null }) };
}

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** What was found, where all that the question names is there. */
function known<T extends object>(
  found: T | UnknownName,
  pair: string,
  { server, pool }: Pick<LeaseQuery, 'server' | 'pool'>,
): T {
  if (!('unknown' in found)) return found;
  if (found.unknown === 'pair') throw pairUnknown(pair);
  const [value, list] = found.unknown === 'server' ? [server, ''] : [pool, '/pools'];
  const expected = `a ${found.unknown} of the pair "${pair}", as GET /api/v1/pairs/${encodeURIComponent(pair)}${list} lists them`;
  throw new Problem(
    'bad-request',
    400,
    'The query cannot be read',
    `${found.unknown} is "${value}", expected is ${expected}.`,
    [{ path: found.unknown, found: String(value), expected }],
  );
}

function noAddress(found: string): Problem {
  return new Problem(
    'bad-request',
    400,
    'No such address',
    `"${found}" was found where an IPv4 address is expected, such as 10.66.1.7.`,
  );
}
