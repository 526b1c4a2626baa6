'use client';

import { formatIpv4, parseIpv4 } from '@/lib/contracts/ipv4.ts';
import type { HashedDto, LeaseFileStandDto, LeaseGroundDto } from '@/lib/contracts/lease.ts';
import { guessOf, type LeaseSearch } from '@/lib/contracts/lease-search.ts';
import { whyNotKnown } from './file-words.ts';
import { hashedWords } from './hashed-words.ts';

/** What it means that a search found nothing: that there is nothing, or that it is not known. */
export function NothingFound({
  search,
  files,
  ground,
  hashed,
}: {
  search: LeaseSearch;
  files: readonly LeaseFileStandDto[];
  ground: LeaseGroundDto | undefined;
  /** What is kept as hashes. */
  hashed: HashedDto;
}) {
  const asked = files.filter(
    ({ server }) => search.server === null || search.differ || server === search.server,
  );
  const gaps = [...asked.map(whyNotKnown), hashedWords(search, hashed)].filter((why) => why !== null);
  const isKnown = gaps.length === 0;
  return (
    <div role="status" data-testid="nothing-found" className="rounded-md border border-line bg-surface p-4">
      <h2 className="font-semibold text-16">
        {isKnown ? 'No lease fits this search' : 'Whether a lease fits is not known'}
      </h2>
      {isKnown ? (
        <p className="mt-1 max-w-prose text-muted">{whatItMeans(search, ground)}</p>
      ) : (
        <ul className="mt-1 max-w-prose space-y-1 text-muted">
          {gaps.map((why) => (
            <li key={why} className="wrap-anywhere">
              {why}
            </li>
          ))}
          <li>What could be read has no such lease.</li>
        </ul>
      )}
    </div>
  );
}

function whatItMeans(search: LeaseSearch, ground: LeaseGroundDto | undefined): string {
  const addresses = guessOf(search)?.filter.addresses;
  const isNarrowed = search.state !== null || search.pool !== null || search.server !== null || search.differ;
  if (addresses && addresses.low === addresses.high && !isNarrowed && ground) {
    const address = formatIpv4(addresses.low);
    const pool = poolOf(ground.pools, address);
    return pool
      ? `${address} is in a range of ${pool.sharedNetwork}, but no lease file has a block for it: dhcpd leaves out what is free and was never used.`
      : `${address} is in no range that Pairwatch knows of this pair, and no lease file has a block for it.`;
  }
  if (search.differ && !guessOf(search) && search.state === null)
    return 'Both servers tell the same state and the same holder of every address that was looked at.';
  return isNarrowed
    ? 'Fewer conditions may find more.'
    : 'No lease file of this pair has one, on either server; addresses that were never used have no block there.';
}

/** The pool an address is in. */
export function poolOf(
  pools: LeaseGroundDto['pools'],
  address: string,
): LeaseGroundDto['pools'][number] | undefined {
  const number = parseIpv4(address) ?? -1;
  return pools.find(({ ranges }) =>
    ranges.some(({ low, high }) => number >= (parseIpv4(low) ?? 0) && number <= (parseIpv4(high) ?? -1)),
  );
}
