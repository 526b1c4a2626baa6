import type { Evidence } from '../contracts/verdict.ts';
import type { BalanceFacts, BalanceLogFact, PoolBalance } from './balance.ts';
import { limitsOf } from './balance.ts';
import { countOf } from './count.ts';
import type { Observation } from './lasting.ts';

export type ImbalancedFact = Extract<BalanceLogFact, { network: string; pool: string }>;
export type StarvedFact = Extract<BalanceLogFact, { via: string }>;

/** dhcpd says it for every client that gets nothing; when none did for this long, it is over. */
const STARVED_LASTS_MS = 10 * 60_000;
/** Beyond max-balance: dhcpd adds up to 4 s at random, and the updates take a moment (reference 3.7). */
const BALANCING_MARGIN_MS = 60_000;

/** The longest that a side may rest between two balancings. */
export function longestRestMs(facts: BalanceFacts): number {
  const { primary, secondary } = limitsOf(facts);
  return Math.max(primary.maxBalanceSeconds, secondary.maxBalanceSeconds) * 1000 + BALANCING_MARGIN_MS;
}

/** That dhcpd called a pool IMBALANCED, and which of ours that is; null where the line does not tell. */
export type Imbalance = { fact: ImbalancedFact; pool: PoolBalance | null };

/** Pools that dhcpd called IMBALANCED in its last word on them, as long as it can not have balanced them again. */
export function standingImbalances(
  facts: BalanceFacts,
  pools: readonly PoolBalance[],
  now: number,
): Imbalance[] {
  const lastWords = new Map<string, ImbalancedFact>();
  for (const fact of facts.log) {
    if (fact.code !== 'partner-holds-all-free') lastWords.set(`${fact.server} ${fact.pool}`, fact);
  }
  // The line names network and size, and no range: of two such pools in a network nobody knows which it was.
  const alike = new Map<string, PoolBalance[]>();
  for (const pool of pools) {
    const name = `${pool.size} ${pool.sharedNetwork}`;
    alike.set(name, [...(alike.get(name) ?? []), pool]);
  }
  return [...lastWords.values()]
    .filter(({ code, at }) => code === 'pool-imbalanced' && now - at <= longestRestMs(facts))
    .map((fact) => {
      const [pool = null, another] = alike.get(`${fact.total} ${fact.network}`) ?? [];
      return { fact, pool: another ? null : pool };
    });
}

/** The last line of each server and way by which clients get nothing from it for want of free addresses of its own. */
export function standingStarvations(facts: BalanceFacts, now: number): StarvedFact[] {
  const last = new Map<string, StarvedFact>();
  for (const fact of facts.log) {
    if (fact.code === 'partner-holds-all-free' && now - fact.at <= STARVED_LASTS_MS) {
      last.set(`${fact.server} ${fact.via}`, fact);
    }
  }
  return [...last.values()];
}

/** Which findings that only lines of a log tell of may go on in lines that are not known, by their key. */
export function unheardOf(facts: BalanceFacts, now: number): (key: string) => boolean {
  const { pair, logSince } = facts;
  const unheard = [
    { server: pair.primary.name, since: logSince.primary },
    { server: pair.secondary.name, since: logSince.secondary },
  ].flatMap(({ server, since }) => [
    ...(isHeard(since, STARVED_LASTS_MS, now) ? [] : [starvedKey(server, '')]),
    ...(isHeard(since, longestRestMs(facts), now) ? [] : [imbalancedKey(server, '')]),
  ]);
  return (key) => unheard.some((start) => key.startsWith(start));
}

function isHeard(since: number | null, forMs: number, now: number): boolean {
  return since !== null && now - since >= forMs;
}

const starvedKey = (server: string, via: string) => `balance:starved-clients:${server}:${via}`;
const imbalancedKey = (server: string, pool: string) => `balance:log-imbalanced:${server}:${pool}`;

export function lineEvidence({ server, text, at }: BalanceLogFact): Evidence {
  return { server, source: 'log', text, observedAt: new Date(at).toISOString() };
}

/** An imbalance that only dhcpd's own word tells of. */
export function imbalanceByLog(fact: ImbalancedFact, { pair }: BalanceFacts): Observation {
  const { server, network, pool } = fact;
  return {
    key: imbalancedKey(server, `${network}:${pool}`),
    server,
    code: 'pool-imbalanced-by-log',
    severity: 'warning',
    sentence: `dhcpd on ${server} says that a pool of ${network} with ${countOf(fact.total, 'address', 'addresses')} is IMBALANCED; its counters do not tell which, or not yet.`,
    nextStep: `Compare free and backup of the pools of ${network} on ${pair.primary.name} and ${pair.secondary.name}, and look in both logs for refused updates.`,
    evidence: [lineEvidence(fact)],
  };
}

/**
 * Clients that a server has nothing for. The line also comes when all that is left was just offered to others, or is
 * not permitted for this client.
 */
export function starvedClients(fact: StarvedFact, { pair }: BalanceFacts, isBalancing: boolean): Observation {
  const { server, via } = fact;
  const partner = server === pair.primary.name ? pair.secondary.name : pair.primary.name;
  const consequence = isBalancing
    ? `only ${partner} can answer them`
    : `nothing says that ${partner} answers them now`;
  return {
    key: starvedKey(server, via),
    server,
    code: 'partner-holds-all-free',
    severity: isBalancing ? 'warning' : 'error',
    sentence: `${server} has no free address that it may give to clients via ${via}: ${consequence}.`,
    nextStep: isBalancing
      ? `Compare free and backup of the pools for these clients, and what those pools permit; addresses just offered to others count as taken for two minutes.`
      : `Bring ${server} and ${partner} in contact again; if ${partner} is off for sure and stays so, read the page on partner-down.`,
    evidence: [lineEvidence(fact)],
  };
}
