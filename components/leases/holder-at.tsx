'use client';

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { formatExact } from '@/components/time/format.ts';
import { useNow } from '@/components/time/now.tsx';
import { isoOfWallTime, wallTime } from '@/components/time/wall-time.ts';
import { useZone } from '@/components/time/zone.tsx';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { LeaseAtDto } from '@/lib/contracts/lease.ts';
import { leaseAtQuery } from '@/lib/queries/leases.ts';
import { StayLine } from './stay-line.tsx';

/** Asks who had an address at a time, as after a report of abuse. */
export function HolderAt({ pair, address }: { pair: string; address: string }) {
  const id = useId();
  const now = useNow();
  const { zone } = useZone();
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState<string | null>(null);
  const value = typed ?? wallTime(now, zone);
  function ask(event: FormEvent): void {
    event.preventDefault();
    setTyped(value);
    // To the minute, which is what such an input holds.
    setAt(isoOfWallTime(value, zone).replace(/:\d\d\.\d+Z$/, 'Z'));
  }
  return (
    <section>
      <h3 className="mb-2 font-semibold">Who had it at a time</h3>
      <form onSubmit={ask} className="flex flex-wrap items-end gap-2 print:hidden">
        <div>
          <label htmlFor={id} className="mb-1 block text-13 text-muted">
            Time ({zone})
          </label>
          <input
            id={id}
            type="datetime-local"
            required
            value={value}
            onChange={(event) => setTyped(event.target.value)}
            className="h-8 rounded-md border border-strong-line bg-surface px-2.5 text-14"
          />
        </div>
        <button type="submit" className={BUTTON_LOOK}>
          Find the holder
        </button>
      </form>
      {at !== null && <Answer pair={pair} address={address} at={at} />}
    </section>
  );
}

function Answer({ pair, address, at }: { pair: string; address: string; at: string }) {
  const query = useQuery(leaseAtQuery(pair, address, at));
  return (
    <div className="mt-3 space-y-3" role="status" data-testid="holder-at">
      <Resource query={query} firstProblem={null} what="who had the address">
        {({ servers }) => servers.map((server) => <OfServer key={server.server} {...server} />)}
      </Resource>
    </div>
  );
}

function OfServer({ server, stays, knownSince }: LeaseAtDto['servers'][number]) {
  const { zone } = useZone();
  if (stays.length > 0) {
    return (
      <ol>
        {stays.map((stay) => (
          <StayLine key={`${stay.from} ${stay.state}`} stay={stay} />
        ))}
      </ol>
    );
  }
  return (
    <p className="text-13 text-muted">
      {knownSince === null
        ? `Not known on ${server}: Pairwatch has seen no lease of this address there.`
        : `Nobody that is known on ${server}. What is known of this address begins at ${formatExact(Date.parse(knownSince), zone).replace('.000', '')}; before that, nothing is known.`}
    </p>
  );
}
