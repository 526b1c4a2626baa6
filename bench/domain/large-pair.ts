import { bookRanges } from '../../lib/collect/leases/book-ranges.ts';
import { NOTHING_READ, type PairMemory, type ServerMemory } from '../../lib/collect/memory.ts';
import type { LogFactRead, PoolCounters, Reading, ReadingValue } from '../../lib/collect/reading.ts';
import { NOTHING_WORKED_OUT } from '../../lib/collect/truth/memory.ts';
import { learnAll } from '../../lib/collect/truth/new-client-rates.ts';
import type { LeaseFileCounts } from '../../lib/contracts/lease-counts.ts';
import { formatAddress } from '../../lib/dhcpd/address.ts';
import type { DhcpdConfig } from '../../lib/dhcpd/config/config.ts';
import { readDhcpdConfig } from '../../lib/dhcpd/config/read.ts';
import { readFact } from '../../lib/dhcpd/syslog/facts.ts';
import type { ServerRole, SourceKind } from '../../lib/pair/facts.ts';
import { countedOf, MONDAY, SHAPES, seeded, simulate } from '../../lib/pair/forecast/testing/histories.ts';

/** A pair of many pools, made up, with all that the collector reads of it. */

export const ROLES: readonly ServerRole[] = ['primary', 'secondary'];

const DAY_MS = 86_400_000;
const HISTORY_DAYS = 28;
/** When all that was read so far was read. */
export const NOW = MONDAY + HISTORY_DAYS * DAY_MS + 10 * 3_600_000;

const PEER = 'pair';
const POOLS_A_NETWORK = 50;
const POOL_SIZE = 200;
const INTERVALS_MS: Record<SourceKind, number> = {
  omapi: 2_000,
  pools: 10_000,
  config: 60_000,
  leases: 2_000,
  log: 2_000,
  clock: 60_000,
};
const NORMAL_FOR_MS = 7 * DAY_MS;

/** How the free addresses of each pool lie: shared out as dhcpd means it, or all with the primary. */
export type Share = 'even' | 'one-sided';

/** Each pool is a /24 of its own with 200 addresses; 50 of them share a network. */
export function dhcpdConf(role: ServerRole, poolCount: number): string {
  const [own, partner] = role === 'primary' ? ['192.0.2.11', '192.0.2.12'] : ['192.0.2.12', '192.0.2.11'];
  const networks: string[] = [];
  for (let first = 0; first < poolCount; first += POOLS_A_NETWORK) {
    const subnets = Array.from({ length: Math.min(POOLS_A_NETWORK, poolCount - first) }, (_, index) => {
      const subnet = 0x0a000000 + (first + index) * 256;
      const [low, high] = [subnet + 10, subnet + 9 + POOL_SIZE].map(formatAddress);
      const pool = `pool { failover peer "${PEER}"; range ${low} ${high}; }`;
      return `  subnet ${formatAddress(subnet)} netmask 255.255.255.0 { option routers ${formatAddress(subnet + 1)}; ${pool} }`;
    });
    networks.push(`shared-network floor-${first} {\n${subnets.join('\n')}\n}`);
  }
  return `authoritative;
default-lease-time 28800;
max-lease-time 28800;
failover peer "${PEER}" {
  ${role === 'primary' ? 'primary; mclt 1800; split 128;' : 'secondary;'}
  address ${own}; port 647; peer address ${partner}; peer port 647;
  max-response-delay 30; max-unacked-updates 10; load balance max seconds 3;
}
${networks.join('\n')}
`;
}

/** Each server's configuration, as the collector reads it. */
export async function readConfigs(poolCount: number): Promise<Record<ServerRole, DhcpdConfig>> {
  const read = (role: ServerRole) =>
    readDhcpdConfig('/etc/dhcp/dhcpd.conf', async () => dhcpdConf(role, poolCount));
  return { primary: await read('primary'), secondary: await read('secondary') };
}

/** Of whom nothing was read but four weeks of new clients of each pool. */
export async function memoryOf({ pools }: DhcpdConfig): Promise<PairMemory> {
  const histories = pools.map(({ sharedNetwork, ranges }, index) => {
    const shape = SHAPES[index % SHAPES.length];
    const arrivals = shape ? simulate(shape, HISTORY_DAYS, seeded(index + 1)) : [];
    const history = countedOf(arrivals, MONDAY, MONDAY + HISTORY_DAYS * DAY_MS);
    return [`${sharedNetwork}/${ranges[0]?.low}`, history] as const;
  });
  return {
    pairId: 1,
    name: 'campus',
    title: null,
    servers: ROLES.map(serverMemory),
    verdict: null,
    judgedAt: null,
    judgement: null,
    unrest: null,
    peerName: PEER,
    blindSince: null,
    goingOn: {},
    mutes: [],
    truth: { ...NOTHING_WORKED_OUT, newClients: await learnAll(new Map(histories)) },
  };
}

function serverMemory(role: ServerRole): ServerMemory {
  const [serverId, name, host] =
    role === 'primary' ? ([1, 'dhcp-a', '192.0.2.11'] as const) : ([2, 'dhcp-b', '192.0.2.12'] as const);
  return {
    serverId,
    name,
    role,
    host,
    sources: {},
    view: null,
    openSpan: null,
    settled: false,
    ...NOTHING_READ,
  };
}

/** A reading of one source of one server that worked, finished at a time. */
function readingOf<Kind extends SourceKind>(
  kind: Kind,
  role: ServerRole,
  at: number,
  value: ReadingValue[Kind],
): Reading {
  const reading = {
    kind,
    serverId: role === 'primary' ? 1 : 2,
    attemptAt: at,
    finishedAt: at,
    intervalMs: INTERVALS_MS[kind],
    outcome: { ok: true, value },
  };
  // Kind and value belong together by the signature; TypeScript can't follow that through the generic.
  return reading as Reading;
}

export type Contents = Record<ServerRole, { counters: PoolCounters[]; counts: LeaseFileCounts }>;

/** What both servers tell of the pools; the counts as they come from the thread that reads lease files. */
export function contentsOf(configs: Record<ServerRole, DhcpdConfig>, share: Share): Contents {
  const of = (config: DhcpdConfig) => ({
    counters: countersOf(config, share),
    counts: structuredClone(countsOf(config, share)),
  });
  return { primary: of(configs.primary), secondary: of(configs.secondary) };
}

/** What both servers' sources give at a time: states, counters, lease files. */
export function readingsAt(at: number, contents: Contents): Reading[] {
  return ROLES.flatMap((role) => [
    readingOf('omapi', role, at, { view: normalView(role, at), raw: {}, roundTripMs: 1 }),
    readingOf('pools', role, at, contents[role].counters),
    readingOf('leases', role, at, leaseFile(contents[role].counts, at)),
  ]);
}

function normalView(role: ServerRole, at: number): ReadingValue['omapi']['view'] {
  return {
    observedAt: at,
    localState: 'normal',
    partnerState: 'normal',
    localStosAt: NOW - NORMAL_FOR_MS,
    partnerStosAt: NOW - NORMAL_FOR_MS,
    hierarchy: role,
    mcltSeconds: 1800,
    maxResponseDelaySeconds: 30,
    unackedUpdates: 0,
  };
}

/** Of the 100 addresses of a pool that nobody holds. */
const FREE: Record<Share, { free: number; backup: number }> = {
  even: { free: 52, backup: 48 },
  'one-sided': { free: 100, backup: 0 },
};

function countersOf({ pools }: DhcpdConfig, share: Share): PoolCounters[] {
  return pools.map(({ sharedNetwork, ranges, peer, addressCount }) => ({
    key: `${sharedNetwork}/${ranges[0]?.low}`,
    sharedNetwork,
    peerName: peer,
    ranges,
    addressCount,
    leaseCount: POOL_SIZE,
    freeLeases: FREE[share].free,
    backupLeases: FREE[share].backup,
  }));
}

function countsOf(config: DhcpdConfig, share: Share): LeaseFileCounts {
  const others = { active: 90, ended: 2, expired: 6, released: 3, abandoned: 1, reset: 0, reserved: 0 };
  return {
    ranges: bookRanges(config).map(({ low, high, ...range }) => ({
      ...range,
      low: formatAddress(low),
      high: formatAddress(high),
      size: POOL_SIZE,
      ...others,
      ...FREE[share],
    })),
    outside: { count: 0, sample: [] },
    problems: { count: 0, list: [] },
  };
}

function leaseFile(counts: LeaseFileCounts, at: number): ReadingValue['leases'] {
  return {
    path: '/var/lib/dhcp/dhcpd.leases',
    identity: '1:2',
    offset: at - MONDAY,
    sizeBytes: at - MONDAY,
    rewrittenAt: null,
    counts,
    stateBlocks: [],
    conflicts: {
      'two-clients': { count: 0, sample: [] },
      'both-may-give': { count: 0, sample: [] },
      differs: { count: 0, sample: [] },
    },
    backlog: {
      count: 4,
      byAge: { under10s: 4, under1min: 0, under10min: 0, older: 0 },
      oldestAt: at - 3_000,
    },
    ages: [],
    newClients: [],
    endings: [],
    grants: [{ startsAt: at - 1_500, isOwn: true }],
    absentAt: at - INTERVALS_MS.leases,
    uncounted: { count: 0, sample: [] },
  };
}

/** A server's dhcpd.conf, as it is. */
export function configOf(role: ServerRole, config: DhcpdConfig): Reading {
  return readingOf('config', role, NOW, {
    peerName: PEER,
    poolCount: config.pools.length,
    config,
    hash: role,
    files: [],
    test: null,
    testRefused: null,
  });
}

/** A day of a server's log: what dhcpd said of each pool when it balanced it, every hour. */
export function dayOfLog(role: ServerRole, { pools }: DhcpdConfig, share: Share): Reading {
  const { free, backup } = FREE[share];
  const word = share === 'even' ? 'balanced' : 'IMBALANCED';
  const facts: LogFactRead[] = [];
  for (let at = NOW - DAY_MS; at < NOW; at += 3_600_000) {
    for (const [index, { sharedNetwork }] of pools.entries()) {
      const text = `${word} pool ${(0x5000 + index).toString(16)} ${sharedNetwork}  total ${POOL_SIZE}  free ${free}  backup ${backup}  lts ${(free - backup) >> 1}  max-misbal 15`;
      const fact = readFact(text);
      if (!fact) throw new Error(`dhcpd's line is not known: ${text}`);
      facts.push({
        fact,
        atMs: at + index,
        clock: 'server',
        times: 1,
        text,
        place: `syslog:${facts.length}`,
      });
    }
  }
  return readingOf('log', role, NOW, {
    origin: '/var/log/syslog',
    identity: '1:3',
    offset: 500,
    cursor: null,
    facts,
  });
}

/** A server's clock, read by NTP and by SSH; the secondary's drifts from the primary's. */
export function clockAt(role: ServerRole, at: number): Reading {
  const offsetMs = role === 'primary' ? 2 : 2 + (at - NOW) / DAY_MS;
  const rest = { at, delayMs: 1, synchronised: true, upstream: '192.0.2.1', upstreamOffsetMs: 0.2 };
  return readingOf('clock', role, at, {
    readings: [
      { method: 'sntp', offsetMs, uncertaintyMs: 0.5, ...rest },
      { method: 'ssh', offsetMs: offsetMs + 0.3, uncertaintyMs: 1, ...rest },
    ],
    roundTripMs: 1,
  });
}
