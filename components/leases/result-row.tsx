'use client';

import type { AddressLeasesDto, LeaseFileStandDto } from '@/lib/contracts/lease.ts';
import { type Holder, holdersOf } from './holders.ts';
import { RecordCell } from './record-cell.tsx';

export const COLUMNS =
  'gap-x-3 sm:grid-cols-[8.5rem_minmax(0,1fr)_minmax(0,1.15fr)_minmax(0,1.15fr)] sm:gap-x-4';

/** One address with both servers' words side by side; a card on a phone. Pressing it shows all there is. */
export function ResultRow({
  found,
  files,
  onOpen,
}: {
  found: AddressLeasesDto;
  files: readonly LeaseFileStandDto[];
  onOpen(address: string): void;
}) {
  const holders = holdersOf(found);
  return (
    <li
      className={`relative px-3 py-2 hover:bg-sunken/60 sm:px-4 grid grid-cols-2 print:break-inside-avoid ${COLUMNS}`}
      data-testid={`lease-${found.address}`}
    >
      <p className="max-sm:col-span-2">
        <button
          type="button"
          data-result
          aria-haspopup="dialog"
          onClick={() => onOpen(found.address)}
          className="py-0.5 font-medium font-mono text-13 print:inline! after:absolute after:inset-0 hover:underline"
        >
          {found.address}
        </button>
        {found.differ && (
          <span className="ml-2 text-12 sm:ml-0 sm:block">
            <span aria-hidden="true">≠ </span>servers differ
          </span>
        )}
      </p>
      <div className="min-w-0 max-sm:col-span-2">
        {holders.length === 0 && <p className="text-muted">nobody</p>}
        {holders.map((holder) => (
          <HolderLines
            key={`${holder.hardware} ${holder.clientId}`}
            holder={holder}
            isAlone={holders.length === 1}
          />
        ))}
      </div>
      {found.records.map((record) => (
        <div key={record.server} className="min-w-0 max-sm:mt-1">
          <p className="text-12 text-faint sm:sr-only">{record.server}</p>
          <RecordCell
            record={record}
            file={files.find(({ server }) => server === record.server)}
            isApart={found.differ}
          />
        </div>
      ))}
    </li>
  );
}

function HolderLines({ holder, isAlone }: { holder: Holder; isAlone: boolean }) {
  const { hostname, hardware, clientId, servers, isFormer } = holder;
  const isMacOfClient = hardware !== null && clientId === `01:${hardware}`;
  return (
    <div className="min-w-0">
      {!isAlone && <p className="text-12 text-muted">as {servers.join(' and ')} tells:</p>}
      {isFormer && <p className="text-12 text-faint">last had by</p>}
      {hostname !== null && <p className="wrap-anywhere font-medium">{hostname}</p>}
      {hardware !== null && <p className="font-mono text-12 text-muted">{hardware}</p>}
      {clientId !== null && !isMacOfClient && (
        <p className="truncate font-mono text-12 text-faint">client {clientId}</p>
      )}
    </div>
  );
}
