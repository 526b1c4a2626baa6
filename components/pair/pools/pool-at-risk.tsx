'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import { Hint } from '@/components/ui/hint.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { PoolAtRiskDto } from '@/lib/contracts/pools-at-risk.ts';
import { freshness } from '@/lib/pair/freshness.ts';
import { poolTitle } from '@/lib/pair/pool-title.ts';
import { endOf } from '@/lib/pair/soonest.ts';
import { pairHref } from '../href.ts';
import { shortEnd } from '../survivor/short-end.ts';
import { poolsIntervalMs } from './intervals.ts';
import { PoolBalance } from './pool-balance.tsx';
import { PoolBar } from './pool-bar.tsx';
import { shortageOf } from './shortage.ts';
import { endWords } from './survivor-words.ts';

type Counters = PoolAtRiskDto['counters'][number];

/** One pool in a row, by the counters of the server that tells the fewest addresses left. */
export function PoolAtRisk({
  pool,
  pair,
  isWorkedOutLong,
}: {
  pool: PoolAtRiskDto;
  pair: PairDto;
  /** Whether its balance is too old to believe. */
  isWorkedOutLong: boolean;
}) {
  const now = useNow();
  const isFresh = ({ server, observedAt }: Counters) =>
    freshness(Date.parse(observedAt), poolsIntervalMs(pair.servers, server), now) !== 'stale';
  const counters = fewestLeft(pool.counters.filter(isFresh)) ?? fewestLeft(pool.counters);
  const isOld = counters !== null && !isFresh(counters);
  const { balance } = pool;
  return (
    <tr data-testid={`pool-${pool.key}`} className="border-line border-t">
      <th scope="row" className="py-1.5 pr-3 pl-4 text-left font-normal">
        <Link
          href={pairHref(pair.name, `/pools/${pool.id}`) as Route} // the pair's name is in it
          prefetch={false}
          className="font-mono text-12 underline decoration-strong-line underline-offset-3 hover:decoration-ink"
        >
          {poolTitle(pool.sharedNetwork, pool.ranges)}
        </Link>
        {counters && <Shortage counters={counters} isOld={isOld} />}
      </th>
      <td className="w-40 min-w-24 px-3 max-sm:hidden">
        {counters && <PoolBar counters={counters} faded={isOld} />}
      </td>
      <td className={`whitespace-nowrap px-3 text-right ${isOld ? 'text-faint' : ''}`}>
        {counters ? (
          <Hint
            text={`${counters.usedLeases} of ${counters.leaseCount} used, as ${counters.server} counts${isOld ? ', which is old' : ''}`}
          >
            {usedPercent(counters)} %
          </Hint>
        ) : (
          <span className="text-muted">not read</span>
        )}
      </td>
      <td className="whitespace-nowrap px-3 text-right max-md:hidden">
        {pair.servers.map(({ role }) => ownFree(balance?.[role] ?? null)).join(' / ')}
      </td>
      <td className="whitespace-nowrap px-3 text-right max-md:hidden">
        <Ends forecast={pool.forecast} />
      </td>
      <td className="whitespace-nowrap px-3 pr-4">
        {pool.peer === null ? (
          <span className="text-muted">not in failover</span>
        ) : balance ? (
          <PoolBalance balance={balance} isOld={isWorkedOutLong} />
        ) : (
          <span className="text-muted">not known</span>
        )}
      </td>
    </tr>
  );
}

function Shortage({ counters, isOld }: { counters: Counters; isOld: boolean }) {
  const shortage = isOld ? null : shortageOf([counters]);
  return shortage && <span className="block font-medium text-12 text-degraded">▲ {shortage}</span>;
}

const ownFree = (side: { ownFree: number } | null): string => (side === null ? '?' : String(side.ownFree));

function Ends({ forecast }: Pick<PoolAtRiskDto, 'forecast'>) {
  const now = useNow();
  const { zone } = useZone();
  if (!forecast) return <span className="text-muted">not known</span>;
  const sides = [forecast.primary, forecast.secondary];
  const texts = sides.map((side) => shortEnd(endOf(side), now));
  const details = sides.map((side) => `${side.server}: ${endWords(endOf(side), now, zone)}`).join('\n');
  return <Hint text={details}>{texts[0] === texts[1] ? `${texts[0]}, both` : texts.join(' / ')}</Hint>;
}

function fewestLeft(counters: readonly Counters[]): Counters | null {
  const left = ({ freeLeases, backupLeases }: Counters) => freeLeases + backupLeases;
  return counters.toSorted((one, other) => left(one) - left(other))[0] ?? null;
}

/** Rounded down: 100 % only where it is all of them. */
function usedPercent({ usedLeases, leaseCount }: Counters): number {
  return leaseCount === 0 ? 0 : Math.floor((100 * usedLeases) / leaseCount);
}
