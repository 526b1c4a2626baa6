'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { FilterLinks } from '@/components/settings/filter-links.tsx';
import { SelectField } from '@/components/ui/field.tsx';
import { poolTitle } from '@/lib/pair/pool-title.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { poolsQuery } from '@/lib/queries/pairs.ts';
import type { RulePlace } from '@/lib/queries/rules.ts';
import { rulesHref } from './href.ts';

/** Where the rules are looked at, and changed: everywhere, for a pair, for a pool of it. */
export function PlacePicker({ place: { pair, pool } }: { place: RulePlace }) {
  const { data } = useQuery(fleetQuery());
  const names = [
    ...new Set([...(data?.pairs.map(({ name }) => name) ?? []), ...(pair === null ? [] : [pair])]),
  ];
  return (
    <div className="flex flex-wrap items-end gap-x-8 gap-y-2">
      <FilterLinks
        label="Where"
        links={[
          { word: 'everywhere', href: rulesHref({ pair: null, pool: null }), isChosen: pair === null },
          ...names.map((name) => ({
            word: `pair ${name}`,
            href: rulesHref({ pair: name, pool: null }),
            isChosen: name === pair,
          })),
        ]}
      />
      {pair !== null && <PoolPicker pair={pair} pool={pool} />}
    </div>
  );
}

const ALL = '';

function PoolPicker({ pair, pool }: { pair: string; pool: string | null }) {
  const router = useRouter();
  const { data } = useQuery(poolsQuery(pair));
  const pools = data?.pools ?? [];
  if (pools.length === 0 && pool === null) return null;
  const isKnown = pool === null || pools.some(({ key }) => key === pool);
  return (
    <div className="w-full max-w-80">
      <SelectField
        path="pool"
        label="Pool"
        value={pool ?? ALL}
        options={[
          { value: ALL, word: 'the whole pair' },
          ...(isKnown ? [] : [{ value: pool ?? ALL, word: pool ?? '' }]),
          ...pools.map(({ key, sharedNetwork, ranges }) => ({
            value: key,
            word: poolTitle(sharedNetwork, ranges),
          })),
        ]}
        onChange={(key) => router.push(rulesHref({ pair, pool: key === ALL ? null : key }))}
      />
    </div>
  );
}
