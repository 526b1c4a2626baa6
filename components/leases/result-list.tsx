'use client';

import type { AddressLeasesDto, LeaseFileStandDto } from '@/lib/contracts/lease.ts';
import { COLUMNS, ResultRow } from './result-row.tsx';

/** Addresses by their number. `isOld`: of the search before, while the next is on its way. */
export function ResultList({
  leases,
  files,
  isOld,
  onOpen,
}: {
  leases: readonly AddressLeasesDto[];
  files: readonly LeaseFileStandDto[];
  isOld: boolean;
  onOpen(address: string): void;
}) {
  return (
    <div
      className={`rounded-md border border-line bg-surface ${isOld ? 'opacity-55' : ''}`}
      aria-busy={isOld}
      data-testid="results"
    >
      <div
        aria-hidden="true"
        className={`hidden border-line sm:grid border-b px-4 py-1.5 text-12 text-muted ${COLUMNS}`}
      >
        <span>Address</span>
        <span>Held by</span>
        {files.map(({ server, role }) => (
          <span key={server} className="truncate">
            {server} · {role}
          </span>
        ))}
      </div>
      <ul className="divide-y divide-line">
        {leases.map((found) => (
          <ResultRow key={found.address} found={found} files={files} onOpen={onOpen} />
        ))}
      </ul>
    </div>
  );
}
