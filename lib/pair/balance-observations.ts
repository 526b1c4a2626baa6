import type { Evidence } from '../contracts/verdict.ts';
import { type BalanceFacts, type BalanceSide, limitsOf, type PoolBalance } from './balance.ts';
import {
  type Imbalance,
  imbalanceByLog,
  lineEvidence,
  longestRestMs,
  type StarvedFact,
  standingImbalances,
  standingStarvations,
  starvedClients,
  unheardOf,
} from './balance-log.ts';
import { countOf, formatPercent } from './count.ts';
import type { ServerRole } from './facts.ts';
import { bothNormalSince } from './in-normal.ts';
import type { Observation } from './lasting.ts';

/** A side's own share is running out when it is below both of these: 5 % of a large pool are still many. */
const LOW_PERCENT = 5;
const LOW_COUNT = 20;
/** Below this size a handful of addresses is all that a side ever has. */
const TINY_SIZE = 32;
/** With less than this free on both sides together the pool is full, and no balance would help. */
const SUM_FINE_PERCENT = 10;
/** How many times min-balance a side may be without: dhcpd balances after one, and that takes a moment. */
const MIN_BALANCES = 2;

/** What the observations of all pools rest on. */
type Context = {
  facts: BalanceFacts;
  pools: readonly PoolBalance[];
  /** What the logs say and is not over. */
  imbalances: Imbalance[];
  starvations: StarvedFact[];
  /** How long since dhcpd could begin to balance; null while it can not. */
  balancingForMs: number | null;
};

/**
 * What is wrong with the balance: room `balance`. The figures are judged only while both servers are in normal, since
 * dhcpd balances in no other state; that a server has nothing for a client is told by its log in any state. `pools` are
 * what `balanceOf` gives for the facts.
 */
export function balanceObservations(
  facts: BalanceFacts,
  pools: readonly PoolBalance[],
  now: number,
): Observation[] {
  const normalSince = bothNormalSince(facts.pair, now);
  const context: Context = {
    facts,
    pools,
    imbalances: standingImbalances(facts, pools, now),
    starvations: standingStarvations(facts, now),
    balancingForMs: normalSince === null ? null : now - normalSince,
  };
  const full = pools.flatMap(fullPool);
  if (normalSince === null)
    return [...full, ...context.starvations.map((fact) => starvedClients(fact, facts, false))];
  const ownFree = context.pools.flatMap((pool) => ownFreeOf(pool, context));
  const short = new Set(ownFree.map((each) => each.pool));
  const explained = ownFree.flatMap((each) => each.lines);
  return [
    ...full,
    ...ownFree.map((each) => each.observation),
    ...context.pools.flatMap((pool) => imbalanceOf(pool, short.has(pool), context)),
    ...context.imbalances.filter((each) => !isShown(each)).map(({ fact }) => imbalanceByLog(fact, facts)),
    ...context.starvations
      .filter((fact) => !explained.includes(fact))
      .map((fact) => starvedClients(fact, facts, true)),
  ];
}

const FULL_AFTER_MS = 60_000;

/** Nobody new gets an address of it, whichever server is asked. That is so in any state. */
function fullPool(pool: PoolBalance): Observation[] {
  if (pool.verdict !== 'none-free' || pool.size === 0) return [];
  return [
    {
      key: fullKey(pool),
      server: null,
      code: 'pool-full',
      severity: 'error',
      sentence: `Pool ${pool.title} has no free address left, on neither server: a new client gets nothing.`,
      nextStep:
        'Enlarge the pool on both servers, shorten its lease times, or find what takes its addresses.',
      tellAfterMs: FULL_AFTER_MS,
      evidence: figuresOf(pool),
    },
  ];
}

/** Which findings of the room can be said neither to hold nor to be over, by their key: for `lasting`. */
export function balanceUndecided(
  facts: BalanceFacts,
  pools: readonly PoolBalance[],
  now: number,
): (key: string) => boolean {
  const isUnheard = unheardOf(facts, now);
  const unknown = new Set(pools.filter(({ verdict }) => verdict === 'unknown').map(fullKey));
  const isUnknown = (key: string) => unknown.has(key) || isUnheard(key);
  if (bothNormalSince(facts.pair, now) === null) {
    const decided = ['balance:starved-clients:', 'balance:full:'];
    return (key) => isUnknown(key) || !decided.some((prefix) => key.startsWith(prefix));
  }
  const unread = new Set(
    pools
      .filter((pool) => !pool.primary?.isFresh || !pool.secondary?.isFresh)
      .flatMap((pool) => [imbalancedKey(pool), ownFreeKey(pool, 'primary'), ownFreeKey(pool, 'secondary')]),
  );
  return (key) => unread.has(key) || isUnknown(key);
}

const fullKey = ({ key }: PoolBalance) => `balance:full:${key}`;
const imbalancedKey = ({ key }: PoolBalance) => `balance:imbalanced:${key}`;
const ownFreeKey = ({ key }: PoolBalance, role: ServerRole) => `balance:own-free:${role}:${key}`;

type OwnFree = { pool: PoolBalance; observation: Observation; lines: StarvedFact[] };

/** Sides whose own share of a pool is running out while there is enough on the other side. */
function ownFreeOf(pool: PoolBalance, context: Context): OwnFree[] {
  return [pool.primary, pool.secondary].flatMap((side) => {
    if (!side?.isFresh || !isShort(side, pool)) return [];
    const { server, role, ownFree, ownFreePercent } = side;
    const lines = context.starvations.filter(
      (fact) => fact.server === server && (fact.network === null || fact.network === pool.sharedNetwork),
    );
    const partner = partnerOf(side, context);
    const left =
      ownFree === 0
        ? 'no free address of its own'
        : `${countOf(ownFree, 'free address', 'free addresses')} of its own left, ${formatPercent(ownFreePercent ?? 0)} of the pool`;
    const { primary, secondary } = limitsOf(context.facts);
    const minBalanceMs = Math.max(primary.minBalanceSeconds, secondary.minBalanceSeconds) * 1000;
    const observation: Observation = {
      key: ownFreeKey(pool, role),
      server,
      code: ownFree === 0 ? 'own-free-none' : 'own-free-low',
      severity: ownFree === 0 ? 'error' : 'warning',
      sentence: `Pool ${pool.title}: ${server} has ${left}, while ${partner} has ${side.free + side.backup - ownFree}.`,
      nextStep: `Look in the logs of both servers for "balancing pool" and for refused updates, and for what takes the addresses of ${server}; enlarge the pool if both sides get short.`,
      tellAfterMs: lines.length > 0 ? 0 : patience(MIN_BALANCES * minBalanceMs, context),
      evidence: [...figuresOf(pool), ...lines.map(lineEvidence)],
    };
    return [{ pool, observation, lines }];
  });
}

function isShort(
  { free, backup, ownFree, ownFreePercent, lts }: BalanceSide,
  { size }: PoolBalance,
): boolean {
  if (ownFree === 0) return lts !== 0; // of a single free address its partner can give none
  const isLow = ownFreePercent !== null && ownFreePercent <= LOW_PERCENT && ownFree <= LOW_COUNT;
  return isLow && size >= TINY_SIZE && free + backup >= (size * SUM_FINE_PERCENT) / 100;
}

/** A pool that dhcpd should have balanced by now. While a side of it runs out, that finding says it all. */
function imbalanceOf(pool: PoolBalance, isToldAlready: boolean, context: Context): Observation[] {
  if (pool.verdict !== 'imbalanced' && pool.verdict !== 'one-side-empty') return [];
  const side = worseSide(pool);
  if (side === null) return [];
  const [giver, taker] =
    side.lts > 0 ? [side.server, partnerOf(side, context)] : [partnerOf(side, context), side.server];
  const lines = context.imbalances.filter((each) => each.pool === pool).map(({ fact }) => lineEvidence(fact));
  const soonMs = lines.length > 0 ? 0 : patience(longestRestMs(context.facts), context);
  return [
    {
      key: imbalancedKey(pool),
      server: null,
      code: 'pool-imbalanced',
      severity: 'warning',
      sentence: `Pool ${pool.title} is not balanced: ${giver} should give ${taker} ${Math.abs(side.lts)} of its ${Math.max(side.free, side.backup)} free addresses, and dhcpd has not done so.`,
      nextStep: `Look in the logs of both servers for IMBALANCED and for refused updates, and compare the pool in both configurations.`,
      tellAfterMs: isToldAlready ? Number.POSITIVE_INFINITY : soonMs,
      // Of what is not told nobody sees it, and a pair may have a thousand pools.
      evidence: isToldAlready ? [] : [...figuresOf(pool), ...lines],
    },
  ];
}

/** The counters show it too, or dhcpd's own counters read after the line show that it is over. */
function isShown({ fact, pool }: Imbalance): boolean {
  if (pool === null || pool.verdict === 'unknown') return false;
  if (pool.verdict === 'imbalanced' || pool.verdict === 'one-side-empty') return true;
  return [pool.primary, pool.secondary].every((side) => side?.source === 'omapi' && side.at > fact.at);
}

/** How long something must have lasted; what was before the servers came to normal does not count. */
function patience(lastsMs: number, { balancingForMs }: Context): number {
  return balancingForMs !== null && balancingForMs >= lastsMs ? lastsMs : Number.POSITIVE_INFINITY;
}

function worseSide({ primary, secondary }: PoolBalance): BalanceSide | null {
  const fresh = [primary, secondary].filter((side) => side?.isFresh);
  return fresh.reduce<BalanceSide | null>(
    (worse, side) => (side && Math.abs(side.lts) > Math.abs(worse?.lts ?? 0) ? side : worse),
    null,
  );
}

function partnerOf({ role }: BalanceSide, { facts }: Context): string {
  return role === 'primary' ? facts.pair.secondary.name : facts.pair.primary.name;
}

/** Each server's figures, in one line. */
export function figuresOf({ size, primary, secondary }: PoolBalance): Evidence[] {
  return [primary, secondary].flatMap((side) =>
    side === null
      ? []
      : {
          server: side.server,
          source: side.source === 'omapi' ? 'pools' : 'leases',
          text: `${countOf(size, 'address', 'addresses')}, ${side.free} free, ${side.backup} backup: ${side.lts} to send, ${side.thresh} allowed.`,
          observedAt: new Date(side.at).toISOString(),
        },
  );
}
