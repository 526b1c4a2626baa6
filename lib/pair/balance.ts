import type { PairFacts, ServerRole } from './facts.ts';
import { freshness } from './freshness.ts';
import type { PoolFacts, PoolSide } from './pool-facts.ts';

/** The parameters of one server's failover peer that rule how it balances (reference 3.6). */
export type BalanceLimits = {
  maxLeaseMisbalancePercent: number;
  maxLeaseOwnershipPercent: number;
  minBalanceSeconds: number;
  maxBalanceSeconds: number;
};

const DHCPD_DEFAULTS: BalanceLimits = {
  maxLeaseMisbalancePercent: 15,
  maxLeaseOwnershipPercent: 10,
  minBalanceSeconds: 60,
  maxBalanceSeconds: 3600,
};

export type BalanceFacts = {
  pair: PairFacts;
  /** Of each server's own configuration; null when that was not read, which counts as dhcpd's defaults. */
  limits: Record<ServerRole, BalanceLimits | null>;
  /** Pools of this failover peer. */
  pools: readonly PoolFacts[];
  /** How often the pools are read: the ruler for the age of their figures. */
  readingIntervalMs: number;
  /** What the two logs said of late, the oldest first. */
  log: readonly BalanceLogFact[];
  /** From when on all lines of each server's log are known; null while it is not read, though it should be. */
  logSince: Record<ServerRole, number | null>;
};

/** A line of dhcpd's log about balance (reference 6.1, 6.2). `at` is the server's clock, put right where its offset is known. */
export type BalanceLogFact = { server: string; at: number; text: string } & (
  | {
      code: 'pool-imbalanced' | 'pool-balanced';
      network: string;
      /** dhcpd's pointer to the pool: names it for as long as that dhcpd runs. */
      pool: string;
      /** Addresses of the pool. */
      total: number;
    }
  | {
      code: 'partner-holds-all-free';
      /** Interface or relay of the client that got nothing. */
      via: string;
      /** Shared network of that client, where it is known. */
      network: string | null;
    }
);

/** From the best to the worst; `unknown` where no figure proves worse and not both sides are fresh. */
const VERDICTS = ['balanced', 'uneven', 'imbalanced', 'one-side-empty', 'none-free'] as const;
export type BalanceVerdict = (typeof VERDICTS)[number] | 'unknown';

/** One pool's balance as one server's dhcpd works it out of its own figures (reference 3.7). */
export type BalanceSide = {
  server: string;
  role: ServerRole;
  at: number;
  source: PoolSide['source'];
  isFresh: boolean;
  free: number;
  backup: number;
  /** "Leases to send": what it should give its partner; negative when its partner should give. */
  lts: number;
  /** dhcpd stops giving within this many of an even share. */
  hold: number;
  /** With more than this many to send after balancing, dhcpd logs IMBALANCED. */
  thresh: number;
  /** It has so little that dhcpd would ask its partner to balance. */
  asksPartner: boolean;
  /** What it may give out by itself: free of the primary, backup of the secondary. */
  ownFree: number;
  /** Of the pool's addresses; null for a pool without any. */
  ownFreePercent: number | null;
};

export type PoolBalance = Pick<PoolFacts, 'key' | 'title' | 'sharedNetwork' | 'size'> & {
  verdict: BalanceVerdict;
  primary: BalanceSide | null;
  secondary: BalanceSide | null;
};

/** Each pool's balance by the figures, whatever the states: only in normal does dhcpd do something about it. */
export function balanceOf(facts: BalanceFacts, now: number): PoolBalance[] {
  return facts.pools.map(({ key, title, sharedNetwork, size, ...pool }) => {
    const side = (role: ServerRole) => pool[role] && balanceSide(facts, role, pool[role], size, now);
    const [primary, secondary] = [side('primary'), side('secondary')];
    return {
      key,
      title,
      sharedNetwork,
      size,
      primary,
      secondary,
      verdict: verdictOf([primary, secondary], limitsOf(facts)),
    };
  });
}

/** Of both servers; dhcpd's defaults for what is not known. */
export function limitsOf({ limits }: BalanceFacts): Record<ServerRole, BalanceLimits> {
  return {
    primary: limits.primary ?? DHCPD_DEFAULTS,
    secondary: limits.secondary ?? DHCPD_DEFAULTS,
  };
}

function balanceSide(
  facts: BalanceFacts,
  role: ServerRole,
  { at, source, free, backup }: PoolSide,
  size: number,
  now: number,
): BalanceSide {
  const limits = limitsOf(facts)[role];
  const lts = leasesToSend(role, free, backup);
  const thresh = percentOf(free + backup, limits.maxLeaseMisbalancePercent);
  const ownFree = role === 'primary' ? free : backup;
  return {
    server: facts.pair[role].name,
    role,
    at,
    source,
    isFresh: freshness(at, facts.readingIntervalMs, now) === 'fresh',
    free,
    backup,
    lts,
    hold: percentOf(free + backup, limits.maxLeaseOwnershipPercent),
    thresh,
    asksPartner: lts < (thresh === 0 ? -1 : -2 * thresh),
    ownFree,
    ownFreePercent: size === 0 ? null : (100 * ownFree) / size,
  };
}

/** C's integer division cuts towards zero (reference 3.7). */
function leasesToSend(role: ServerRole, free: number, backup: number): number {
  const more = role === 'primary' ? free - backup : backup - free;
  return Math.trunc(more / 2) + 0; // no -0
}

/** dhcpd's rounding: half up, in integers. */
function percentOf(total: number, percent: number): number {
  return Math.floor((total * percent + 50) / 100);
}

function verdictOf(
  sides: readonly (BalanceSide | null)[],
  limits: Record<ServerRole, BalanceLimits>,
): BalanceVerdict {
  const told = sides.flatMap((side) => (side?.isFresh ? verdictBy(side, limits) : []));
  const worst = VERDICTS.findLast((verdict) => told.includes(verdict));
  // One side alone may prove that something is wrong, never that all is well.
  const isProven = told.length === sides.length || (worst !== 'balanced' && worst !== 'uneven');
  return worst !== undefined && isProven ? worst : 'unknown';
}

/** What one server's figures say. Its limits are those of whoever has to give: nobody else would call it imbalanced. */
function verdictBy(
  { role, free, backup, lts }: BalanceSide,
  limits: Record<ServerRole, BalanceLimits>,
): (typeof VERDICTS)[number] {
  const total = free + backup;
  if (total === 0) return 'none-free';
  // Of a single free address neither can give half.
  if (lts !== 0 && Math.min(free, backup) === 0) return 'one-side-empty';
  const giver = (role === 'primary') === lts > 0 ? 'primary' : 'secondary';
  const apart = Math.abs(lts);
  if (apart > percentOf(total, limits[giver].maxLeaseMisbalancePercent)) return 'imbalanced';
  return apart > percentOf(total, limits[giver].maxLeaseOwnershipPercent) ? 'uneven' : 'balanced';
}
