import type { ConfigCorrection } from '../../../contracts/config-review.ts';
import type { ConfiguredPool } from '../../../dhcpd/config/config.ts';
import { type Cluster, overlapsIn, type ServedRange } from '../addresses.ts';
import { block, quoted, rangeLine } from '../blocks.ts';
import type { Comparison } from '../comparison.ts';
import { type Both, partnerRole, ROLES, type Role } from '../facts.ts';
import { type Found, findingOf, MOST_PLACES, placeAt } from '../finding.ts';
import { groupBy } from '../group.ts';
import type { Side } from '../side.ts';
import { counted, listed, rangeText, subjectOf } from '../wording.ts';

/** What becomes of addresses that a server gives out without failover. */
type Fate = 'both' | 'partner in failover' | 'alone';

type Stray = {
  role: Role;
  range: ServedRange;
  fate: Fate;
  /** It stands in its subnet itself, while the network has pool blocks: easily taken for a part of them. */
  isBesidePools: boolean;
};

/** Ranges outside failover: in a pool without `failover peer`, or in no pool at all. */
export function checkOutsideFailover(comparison: Comparison): Found[] {
  const pooled = {
    primary: networksWithPools(comparison.primary),
    secondary: networksWithPools(comparison.secondary),
  };
  const strays = comparison.clusters
    .flatMap((cluster) => straysIn(cluster, pooled))
    // A server without any peer is told as such.
    .filter(({ role }) => comparison[role].config.peers.length > 0);
  const groups = groupBy(
    strays,
    ({ role, fate, isBesidePools }) => `${isBesidePools} ${fate} ${fate === 'both' ? '' : role}`,
  );
  return [...groups.values()].flatMap((group) => findingOfGroup(comparison, group));
}

/** Names of the shared networks that have a pool block. */
function networksWithPools({ config }: Side): Set<string> {
  return new Set(config.pools.flatMap(({ implicit, sharedNetwork }) => (implicit ? [] : sharedNetwork)));
}

function straysIn(cluster: Cluster, pooled: Both<Set<string>>): Stray[] {
  const overlaps = overlapsIn(cluster);
  return ROLES.flatMap((role) =>
    cluster[role].flatMap((range) => {
      if (range.failover !== 'none') return [];
      const others = overlaps
        .filter((overlap) => overlap[role] === range)
        .map((overlap) => overlap[partnerRole(role)].failover);
      const isBesidePools = range.bare && pooled[role].has(range.sharedNetwork);
      return { role, range, fate: fateBeside(others), isBesidePools };
    }),
  );
}

function fateBeside(others: ServedRange['failover'][]): Fate {
  if (others.length === 0) return 'alone';
  return others.every((failover) => failover === 'none') ? 'both' : 'partner in failover';
}

function findingOfGroup(comparison: Comparison, group: Stray[]): Found[] {
  const [first] = group;
  if (!first) return [];
  const isBare = first.isBesidePools;
  const names = [...new Set(group.map(({ range }) => rangeText(range)))];
  const roles = ROLES.filter((role) => group.some((stray) => stray.role === role));
  const servers = roles.map((role) => comparison[role].server);
  return [
    findingOf(isBare ? 'bare-range' : 'pool-without-peer', {
      ...(first.fate === 'alone' ? { severity: 'warning' as const } : {}),
      subject: `${listed(servers)}: ${subjectOf(names)}`,
      sentence: sentenceOf(comparison, first, servers, names, isBare),
      places: group.map(({ role, range }) =>
        placeAt(comparison[role].server, placeOf(comparison[role], range), textOf(comparison[role], range)),
      ),
      correction: roles.flatMap((role) => corrections(comparison, role, group)),
      nextStep: isBare
        ? 'Put the ranges into pool blocks that name the failover peer, on both servers.'
        : 'Name the failover peer in these pools, on both servers; leave it out only where the addresses are meant to be served by one server.',
    }),
  ];
}

function sentenceOf(
  comparison: Comparison,
  { role, fate }: Stray,
  servers: string[],
  names: string[],
  isBare: boolean,
): string {
  const where = isBare ? 'outside a pool block and so outside failover' : 'without failover';
  const partner = comparison[partnerRole(role)].server;
  const isOne = servers.length === 1;
  const given = `${listed(servers)} ${isOne ? 'gives' : 'give'} ${listed(names)} out ${where}`;
  switch (fate) {
    case 'both':
      return `${given}: both servers have the same addresses, and neither asks the other.`;
    case 'partner in failover':
      return `${given}, while ${partner} has the same addresses in failover.`;
    case 'alone':
      return `${given}; ${partner} does not have ${names.length === 1 ? 'this range' : `these ${counted(names.length, 'range')}`}.`;
  }
}

/** The pool block that the range is in; the range itself where it stands in none. */
function placeOf({ config }: Side, range: ServedRange): ConfiguredPool | ServedRange {
  const pool = config.pools[range.pool];
  return pool && !pool.implicit ? pool : range;
}

function textOf({ config }: Side, range: ServedRange): string {
  const ranges = config.pools[range.pool]?.ranges ?? [];
  if (range.bare) return rangeLine(range);
  return `pool { ${ranges.map(({ low, high }) => rangeLine({ first: low, last: high })).join(' ')} }`;
}

/** `failover peer` for a pool that lacks it; a pool of its own for a range that stands in none. */
function corrections(comparison: Comparison, role: Role, group: Stray[]): ConfigCorrection[] {
  const side = comparison[role];
  const peer = comparison.peers.relations[0]?.[role] ?? side.config.peers[0];
  if (!peer) return [];
  const own = group.filter((stray) => stray.role === role).slice(0, MOST_PLACES);
  return own.map(({ range }) => {
    const statement = `failover peer ${quoted(peer.name)};`;
    const place = placeOf(side, range);
    const lines =
      place === range
        ? [`# line ${range.line}`, ...block('pool', [statement, rangeLine(range)])]
        : [`# in the pool of line ${place.line}`, statement];
    return { server: side.server, file: place.file, lines };
  });
}
