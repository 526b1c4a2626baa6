import type { ConfigCorrection } from '../../../contracts/config-review.ts';
import type { ConfiguredPool } from '../../../dhcpd/config/config.ts';
import { type Cluster, coverSame, overlapsIn, type ServedRange } from '../addresses.ts';
import { block, poolBlock, quoted, rangeLine, subnetHead } from '../blocks.ts';
import type { Comparison } from '../comparison.ts';
import { partnerRole, ROLES, type Role } from '../facts.ts';
import { type Found, findingOf, MOST_PLACES, placeAt } from '../finding.ts';
import { groupBy } from '../group.ts';
import type { Side } from '../side.ts';
import { listed, listedClauses, rangeText, subjectOf } from '../wording.ts';

/** Pools of the pair's failover that the partner lacks altogether, and addresses that only one server has. */
export function checkPools(comparison: Comparison): Found[] {
  const shared = comparison.clusters.map(withoutOthers);
  const missing = ROLES.flatMap((role) => missingAt(comparison, role, shared));
  const missingRanges = new Set(missing.flatMap(({ ranges }) => ranges));
  const uneven = shared.filter(
    (cluster) =>
      !coverSame(cluster.primary, cluster.secondary) &&
      !ROLES.every((role) => cluster[role].every((range) => missingRanges.has(range))) &&
      ROLES.some((role) => cluster[role].some(({ failover }) => typeof failover === 'number')),
  );
  return [
    ...ROLES.flatMap((role) => missingFinding(comparison, role, missing)),
    ...unevenFindings(comparison, uneven),
    ...otherRelations(comparison),
  ];
}

/** The cluster without what belongs to other pairs. */
function withoutOthers(cluster: Cluster): Cluster {
  const isOurs = ({ failover }: ServedRange) => failover !== 'other';
  return { primary: cluster.primary.filter(isOurs), secondary: cluster.secondary.filter(isOurs) };
}

/** A pool in failover of which the server of `role` has no address; the ranges are its partner's. */
type MissingPool = { role: Role; pool: ConfiguredPool; ranges: ServedRange[] };

function missingAt(comparison: Comparison, role: Role, clusters: readonly Cluster[]): MissingPool[] {
  const partner = partnerRole(role);
  const alone = new Map<number, ServedRange[]>();
  for (const cluster of clusters) {
    if (cluster[role].length > 0) continue;
    for (const range of cluster[partner]) {
      if (typeof range.failover !== 'number') continue;
      alone.set(range.pool, [...(alone.get(range.pool) ?? []), range]);
    }
  }
  return [...alone].flatMap(([index, ranges]) => {
    const pool = comparison[partner].config.pools[index];
    return pool && pool.ranges.length === ranges.length ? { role, pool, ranges } : [];
  });
}

function missingFinding(comparison: Comparison, role: Role, missing: readonly MissingPool[]): Found[] {
  const own = missing.filter((each) => each.role === role);
  if (own.length === 0) return [];
  const [side, partner] = [comparison[role], comparison[partnerRole(role)]];
  const names = own.flatMap(({ ranges }) => ranges.map(rangeText));
  const pools = own.length === 1 ? 'the pool' : `${own.length} pools`;
  return [
    findingOf('pool-missing', {
      subject: `${side.server}: ${subjectOf(names)}`,
      sentence: `${side.server} lacks ${pools} of ${listed(names)}, which ${partner.server} has in failover with it.`,
      places: own.map(({ pool, ranges }) =>
        placeAt(partner.server, pool, `pool { ${ranges.map(rangeLine).join(' ')} }`),
      ),
      correction: own.slice(0, MOST_PLACES).map((each) => poolCorrection(comparison, each)),
      lackedBy: side.server,
      nextStep: `Add ${own.length === 1 ? 'the pool' : 'the pools'} at ${side.server}, or remove ${own.length === 1 ? 'it' : 'them'} at ${partner.server}; then restart both.`,
    }),
  ];
}

/** The pool as the partner has it, in its subnet where the server does not even have that. */
function poolCorrection(comparison: Comparison, { role, pool, ranges }: MissingPool): ConfigCorrection {
  const [side, partner] = [comparison[role], comparison[partnerRole(role)]];
  const [range] = ranges;
  const relation =
    typeof range?.failover === 'number' ? comparison.peers.relations[range.failover] : undefined;
  const contents = partner.config.scopes[pool.scope];
  const lines = poolBlock(pool, relation?.[role].name ?? null, contents && !pool.implicit ? contents : null);
  const own = side.config.subnets.find(({ name }) => name === range?.subnet);
  const theirs = partner.config.subnets.find(({ name }) => name === range?.subnet);
  if (own || !theirs) {
    return {
      server: side.server,
      file: own?.file ?? side.mainFile,
      lines: [`# in ${whereOf(own?.name)}`, ...lines],
    };
  }
  return { server: side.server, file: side.mainFile, lines: block(subnetHead(theirs), lines) };
}

function whereOf(subnet: string | undefined): string {
  return subnet === undefined ? 'its subnet' : `subnet ${subnet}, or in its shared network`;
}

/** Addresses of one subnet that the servers don't have alike, as one finding. */
function unevenFindings(comparison: Comparison, clusters: readonly Cluster[]): Found[] {
  const bySubnet = groupBy(clusters, ({ primary, secondary }) => {
    const range = primary[0] ?? secondary[0];
    return range?.subnet ?? range?.sharedNetwork ?? '';
  });
  return [...bySubnet].map(([subnet, uneven]) => {
    const parts = uneven.map((cluster) => partOf(comparison, cluster));
    return findingOf('range-differs', {
      subject: subnet,
      sentence: `The ranges of ${subnet} differ: ${listedClauses(parts)}.`,
      places: ROLES.flatMap((role) =>
        uneven
          .flatMap((cluster) => cluster[role])
          .map((range) => placeAt(comparison[role].server, range, rangeLine(range))),
      ),
      correction: uneven.slice(0, MOST_PLACES).map((cluster) => rangeCorrection(comparison, cluster)),
      nextStep: 'Decide which ranges are right, write the same on both servers, and restart both.',
    });
  });
}

function partOf(comparison: Comparison, cluster: Cluster): string {
  const parts = ROLES.map((role) => {
    const names = cluster[role].map(rangeText);
    return `${names.length === 0 ? 'none' : listed(names)} at ${comparison[role].server}`;
  });
  return parts.join(' against ');
}

/** The primary's ranges for the secondary; the other way round where the primary has none. */
function rangeCorrection(comparison: Comparison, cluster: Cluster): ConfigCorrection {
  const role: Role = cluster.primary.length > 0 ? 'secondary' : 'primary';
  const side: Side = comparison[role];
  const right = cluster[partnerRole(role)];
  const replaced = cluster[role];
  const pool = replaced[0] ?? nearestRange(comparison, role, right[0]);
  const where =
    replaced.length > 0
      ? `# for line ${replaced.map(({ line }) => line).join(', ')}`
      : `# in ${pool ? `the pool of line ${pool.line}` : whereOf(right[0]?.subnet ?? undefined)}`;
  return { server: side.server, file: pool?.file ?? side.mainFile, lines: [where, ...right.map(rangeLine)] };
}

/** A range of this server that is in the same pool as one which the partner's pool holds too. */
function nearestRange(comparison: Comparison, role: Role, range: ServedRange | undefined) {
  const pair = comparison.pools.find(({ ranges }) => ranges[partnerRole(role)].pool === range?.pool);
  return pair?.[role];
}

/** Addresses that the servers share with different partners, or in different relations of the two. */
function otherRelations(comparison: Comparison): Found[] {
  const different = comparison.clusters.flatMap(overlapsIn).filter(({ primary, secondary }) => {
    const kinds = [primary.failover, secondary.failover];
    const isOurs = kinds.some((kind) => typeof kind === 'number');
    return isOurs && kinds[0] !== kinds[1] && !kinds.some((kind) => kind === 'none' || kind === 'undeclared');
  });
  if (different.length === 0) return [];
  const names = different.map(({ primary }) => rangeText(primary));
  const [first] = different;
  const peersText = ROLES.map((role) => `${quoted(first?.[role].peer ?? '')} at ${comparison[role].server}`);
  return [
    findingOf('pool-peer-differs', {
      subject: subjectOf(names),
      sentence: `${listed(names)} ${names.length === 1 ? 'is' : 'are'} in failover with ${peersText.join(' and ')}.`,
      places: ROLES.flatMap((role) =>
        different.map((pair) => placeAt(comparison[role].server, pair[role], rangeLine(pair[role]))),
      ),
      nextStep: 'Name the same relation in the pools of both servers.',
    }),
  ];
}
