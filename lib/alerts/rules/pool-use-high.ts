import type { Figure } from '../../contracts/alert.ts';
import type { Evidence } from '../../contracts/verdict.ts';
import { countOf, formatPercent } from '../../pair/count.ts';
import type { PairAlertFacts, PoolAlertFacts } from '../facts.ts';
import type { Level, Rule } from '../rule.ts';
import { byLevels, type Judgement, noData, over } from './judgement.ts';
import { limitOf, MINUTE_MS, type PairRuleKind } from './kind.ts';
import { poolGone } from './subjects.ts';

export const poolUseHigh: PairRuleKind = {
  id: 'pool-use-high',
  title: 'Pool use high',
  summary:
    'Few addresses of a pool are free, by percent and by count: 5 % of a large pool are still many. The pools of one shared network are judged by their sum, as each of them can serve its clients; the alert is about the first of them.',
  about: 'pool',
  limits: {
    percent: { meaning: 'how much of it is in use, at least', unit: '%', min: 1, max: 100 },
    free: { meaning: 'and how many addresses are free, at most', unit: 'addresses', min: 0, max: 16_777_216 },
    size: { meaning: 'smaller pools are left alone', unit: 'addresses', min: 1, max: 16_777_216 },
    rearm: { meaning: 'over once so much of it more is free', unit: '%', min: 0, max: 50 },
  },
  defaults: {
    levels: [
      { severity: 'warning', forMs: 5 * MINUTE_MS, limits: { percent: 85, free: 50, size: 16, rearm: 5 } },
      { severity: 'critical', forMs: 5 * MINUTE_MS, limits: { percent: 95, free: 10, size: 16, rearm: 3 } },
    ],
    keepFiringForMs: 5 * MINUTE_MS,
    noData: 'keep',
    opensIncident: false,
    labels: {},
  },
  notKnown: null,
  judge: (facts) => {
    const networks = networksOf(facts);
    return {
      subjects: [...networks.keys()].map((pool) => ({ server: null, pool, detail: null })),
      on: ({ pool: key }, rule) => {
        const pools = key === null ? undefined : networks.get(key);
        if (pools) return judgeUse(pools, rule);
        const isThere = facts.pools.some((pool) => pool.key === key);
        return isThere
          ? over('The pool is judged together with others of its shared network now.')
          : poolGone(facts.pools, key);
      },
    };
  },
};

type Pools = readonly [PoolAlertFacts, ...PoolAlertFacts[]];

/** The pools that serve the same clients, by the key of the first of them. */
function networksOf({ pools }: PairAlertFacts): Map<string, Pools> {
  const byNetwork = new Map<string, [PoolAlertFacts, ...PoolAlertFacts[]]>();
  for (const pool of pools) {
    const others = byNetwork.get(pool.sharedNetwork);
    if (others) others.push(pool);
    else byNetwork.set(pool.sharedNetwork, [pool]);
  }
  return new Map([...byNetwork.values()].map((together) => [together[0].key, together]));
}

type Use = { size: number; used: number; free: number };

function judgeUse(pools: Pools, rule: Rule): Judgement {
  const name = nameOf(pools);
  const sum: Use = { size: 0, used: 0, free: 0 };
  for (const { size, use } of pools) {
    if (use === null) return noData(`The use of ${name} is not known: neither server tells it.`);
    sum.size += size;
    sum.used += use.used;
    sum.free += use.free;
  }
  const percent = sum.size === 0 ? 0 : (100 * sum.used) / sum.size;
  /** `slack`: how much better it may be, in percent of the size. */
  const isHigh = (level: Level, slack: number) =>
    sum.size >= limitOf(level, 'size') &&
    percent >= limitOf(level, 'percent') - slack &&
    sum.free <= limitOf(level, 'free') + (slack * sum.size) / 100;
  return byLevels(
    rule,
    (level) => isHigh(level, 0),
    (level) => isHigh(level, limitOf(level, 'rearm')),
    (level) => ({
      sentence: `${capital(name)} is ${formatPercent(percent)} used: ${sum.free} of ${countOf(sum.size, 'address', 'addresses')} are free.`,
      nextStep:
        'Enlarge the pool on both servers, shorten its lease times, or find what takes its addresses.',
      figures: figuresOf(percent, sum, level),
      evidence: pools.slice(0, SHOWN).flatMap(evidenceOf),
    }),
  );
}

const SHOWN = 5;

function nameOf([first, ...others]: Pools): string {
  if (others.length === 0) return `pool ${first.title}`;
  return `shared network ${first.sharedNetwork} with ${others.length + 1} pools`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function figuresOf(percent: number, { free, size }: Use, level: Level): Figure[] {
  return [
    { name: 'used', value: Math.round(percent * 10) / 10, unit: '%', limit: limitOf(level, 'percent') },
    { name: 'free', value: free, unit: 'addresses', limit: limitOf(level, 'free') },
    { name: 'size', value: size, unit: 'addresses', limit: limitOf(level, 'size') },
  ];
}

function evidenceOf({ title, size, use }: PoolAlertFacts): Evidence[] {
  if (use === null) return [];
  const text = `Pool ${title}: ${countOf(size, 'address', 'addresses')}, ${use.used} used, ${use.free} free.`;
  return [{ server: null, source: 'pools', text, observedAt: new Date(use.at).toISOString() }];
}
