'use client';

import { type ReactNode, useId } from 'react';
import type { LeaseGroundDto } from '@/lib/contracts/lease.ts';
import { LEASE_STATES } from '@/lib/contracts/lease-filter.ts';
import { STATE_WORDS } from '@/lib/contracts/lease-glossary.ts';
import type { LeaseSearching } from './use-lease-search.ts';

/** What narrows a search; by pool and server only within one pair, which is what `ground` is of. */
export function LeaseFilters({
  searching: { search, change },
  ground,
}: {
  searching: LeaseSearching;
  ground: LeaseGroundDto | null | undefined;
}) {
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-2 text-13 print:hidden">
      <legend className="sr-only">Narrow the search</legend>
      <Choice
        label="State"
        value={search.state ?? ''}
        onChange={(value) => change({ state: LEASE_STATES.find((state) => state === value) ?? null })}
      >
        {LEASE_STATES.map((state) => (
          <option key={state} value={state}>
            {state} – {STATE_WORDS[state]}
          </option>
        ))}
      </Choice>
      {ground && (
        <>
          <Choice
            label="Pool"
            value={search.pool === null ? '' : String(search.pool)}
            onChange={(value) => change({ pool: value === '' ? null : Number(value) })}
          >
            {ground.pools.map((pool) => (
              <option key={pool.id} value={pool.id}>
                {poolWords(pool)}
              </option>
            ))}
          </Choice>
          <Choice
            label="Server"
            value={search.server ?? ''}
            onChange={(value) => change({ server: value === '' ? null : value })}
          >
            {ground.files.map(({ server }) => (
              <option key={server} value={server}>
                {server}
              </option>
            ))}
          </Choice>
        </>
      )}
      <label className="flex min-h-8 items-center gap-2">
        <input
          type="checkbox"
          name="differ"
          checked={search.differ}
          onChange={(event) => change({ differ: event.target.checked })}
          className="size-4 accent-ink"
        />
        Differs between the servers
      </label>
    </fieldset>
  );
}

/** "lan 10.66.1.10–10.66.1.99" */
export function poolWords({ sharedNetwork, ranges }: LeaseGroundDto['pools'][number]): string {
  const [first, ...others] = ranges;
  if (!first) return sharedNetwork;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `${sharedNetwork} ${first.low}–${first.high}${more}`;
}

function Choice({
  label,
  value,
  onChange,
  children,
}: {
  label: string;
  value: string;
  onChange(value: string): void;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <span className="flex min-w-0 items-center gap-2">
      <label htmlFor={id} className="text-muted">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-8 min-w-0 max-w-56 rounded-md border border-strong-line bg-surface px-2 text-13"
      >
        <option value="">any</option>
        {children}
      </select>
    </span>
  );
}
