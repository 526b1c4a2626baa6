'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { Drawer } from '@/components/ui/drawer.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { AddressLeasesDto, LeaseGroundDto, LeaseListDto } from '@/lib/contracts/lease.ts';
import { addressQuery, leaseGroundQuery } from '@/lib/queries/leases.ts';
import { whyNotKnown } from './file-words.ts';
import { HolderAt } from './holder-at.tsx';
import { HolderHistory } from './holder-history.tsx';
import { NothingFound, poolOf } from './nothing-found.tsx';
import { RecordTable } from './record-table.tsx';
import type { OpenLease } from './use-lease-search.ts';

/** All there is of one address: both servers' records field by field, who had it, and where else it is told of. */
export function LeaseDrawer({ pair, address, onClose }: OpenLease & { onClose(): void }) {
  const query = useQuery(addressQuery(pair, address));
  const ground = useQuery(leaseGroundQuery(pair));
  return (
    <Drawer title={`${address} in ${pair}`} onClose={onClose}>
      <Resource query={query} firstProblem={null} what="the lease">
        {(list) => <Details list={list} address={address} ground={ground.data} />}
      </Resource>
      <Places pair={pair} address={address} ground={ground.data} />
      <HolderAt pair={pair} address={address} />
      <HolderHistory pair={pair} address={address} />
    </Drawer>
  );
}

function Details({
  list: { leases, files, hashed },
  address,
  ground,
}: {
  list: LeaseListDto;
  address: string;
  ground: LeaseGroundDto | undefined;
}) {
  const found = leases.find((each) => each.address === address);
  if (!found) {
    const search = { q: address, as: null, state: null, pool: null, server: null, differ: false };
    return <NothingFound search={search} files={files} ground={ground} hashed={hashed} />;
  }
  const gaps = files.map(whyNotKnown).filter((why) => why !== null);
  return (
    <section className="space-y-3">
      <p className="max-w-prose">{agreementWords(found)}</p>
      {gaps.map((why) => (
        <p key={why} role="status" className="wrap-anywhere font-medium text-13">
          {why}
        </p>
      ))}
      <RecordTable records={found.records} files={files} />
    </section>
  );
}

function agreementWords({ records, differ }: AddressLeasesDto): string {
  if (records.some(({ missing }) => missing === 'not-read'))
    return 'Whether the servers agree is not known while a lease file was not read.';
  return differ
    ? 'The servers tell another state or another holder. Just after a change that is usual: an update takes up to a few seconds; while they cannot hear each other it stays so.'
    : 'Both servers tell the same state and the same holder; times may be apart, since updates are lazy.';
}

function Places({
  pair,
  address,
  ground,
}: {
  pair: string;
  address: string;
  ground: LeaseGroundDto | undefined;
}) {
  const pool = ground && poolOf(ground.pools, address);
  const home = `/pairs/${encodeURIComponent(pair)}`;
  const events = new URLSearchParams({ pair, text: address });
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-13">
      {pool && (
        <Link
          href={`${home}/pools/${pool.id}` as Route} // the pair's name is in it
          prefetch={false}
          className="underline underline-offset-2"
        >
          Pool in {pool.sharedNetwork}
        </Link>
      )}
      {ground && !pool && <span className="text-muted">In no range that Pairwatch knows of {pair}.</span>}
      <Link
        href={`/events?${events}` as Route} // typed routes know no searches
        prefetch={false}
        className="underline underline-offset-2"
      >
        Events that name {address}
      </Link>
    </p>
  );
}
