'use client';

import { type ReactNode, useState } from 'react';
import type { LeaseDto, LeaseFileStandDto, LeaseRecordDto } from '@/lib/contracts/lease.ts';
import { LEASE_GLOSSARY, STATE_WORDS } from '@/lib/contracts/lease-glossary.ts';
import { differencesOf } from './holders.ts';
import { LeaseTimeText } from './lease-time.tsx';
import { Apart, missingWords } from './record-cell.tsx';

type Field = keyof LeaseDto;

/** In the order in which they answer questions: what, who, until when, what the partner knows, the rest. */
const FIELDS: readonly Field[] = [
  'state',
  'nextState',
  'rewindState',
  'hostname',
  'hardware',
  'hardwareType',
  'clientId',
  'vendorClass',
  'starts',
  'ends',
  'since',
  'cltt',
  'tstp',
  'tsfp',
  'atsfp',
  'reserved',
  'bootp',
  'billingClass',
  'agentOptions',
  'variables',
  'observedAt',
];

const TIMES: ReadonlySet<Field> = new Set([
  'starts',
  'ends',
  'since',
  'cltt',
  'tstp',
  'tsfp',
  'atsfp',
  'observedAt',
]);
/** Left out where no server has any. */
const RARE: ReadonlySet<Field> = new Set([
  'reserved',
  'bootp',
  'billingClass',
  'agentOptions',
  'variables',
  'vendorClass',
]);

const GRID = 'grid grid-cols-2 gap-x-4 sm:grid-cols-[9.5rem_minmax(0,1fr)_minmax(0,1fr)]';

/** Both servers' records field by field, what differs marked; what a field means is told beneath its name when asked. */
export function RecordTable({
  records,
  files,
}: {
  records: readonly LeaseRecordDto[];
  files: readonly LeaseFileStandDto[];
}) {
  const [isExplained, setExplained] = useState(false);
  const differing = differencesOf(records);
  const shown = FIELDS.filter(
    (field) => !RARE.has(field) || records.some(({ lease }) => lease && !isNothing(lease[field])),
  );
  return (
    <div>
      <label className="mb-2 flex min-h-[24px] items-center gap-2 text-13 print:hidden">
        <input
          type="checkbox"
          name="explain"
          checked={isExplained}
          onChange={(event) => setExplained(event.target.checked)}
          className="size-4 accent-ink"
        />
        Explain every field
      </label>
      <table aria-label="The lease on each server" className="block text-13" data-testid="records">
        <thead className="block">
          <tr className={`border-line border-b pb-1 text-12 text-muted ${GRID}`}>
            <th scope="col" className="text-left font-normal max-sm:sr-only">
              Field
            </th>
            {records.map(({ server }) => (
              <th key={server} scope="col" className="truncate text-left font-normal">
                {server} · {files.find((file) => file.server === server)?.role}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="block">
          {records.some(({ lease }) => lease === null) && (
            <tr className={`border-line border-b py-1.5 ${GRID}`}>
              <th scope="row" className="text-left font-normal text-muted max-sm:col-span-2">
                lease
              </th>
              {records.map((record) => (
                <td key={record.server} className="min-w-0">
                  {record.lease ? 'yes' : missingWords(record)}
                </td>
              ))}
            </tr>
          )}
          {shown.map((field) => (
            <tr key={field} className={`border-line border-b py-1 last:border-0 ${GRID}`}>
              <th
                scope="row"
                className="text-left font-normal max-sm:col-span-2 sm:has-[details[open]]:col-span-full"
              >
                <Term field={field} key={String(isExplained)} isOpen={isExplained} />
              </th>
              {records.map(({ server, lease }) => (
                <td key={server} className="wrap-anywhere min-w-0 sm:nth-[2]:col-start-2">
                  {lease && (
                    <>
                      {differing.has(field) && <Apart />}
                      <Value lease={lease} field={field} />
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Its name as dhcpd spells it; pressing it tells what it means. */
function Term({ field, isOpen }: { field: Field; isOpen: boolean }) {
  const { term, meaning } = LEASE_GLOSSARY[field];
  return (
    <details open={isOpen}>
      <summary className="py-0.5 text-muted decoration-dotted underline-offset-4 hover:text-ink hover:underline">
        {term}
      </summary>
      <p className="pb-1 text-12 text-muted">{meaning}</p>
    </details>
  );
}

function Value({ lease, field }: { lease: LeaseDto; field: Field }): ReactNode {
  const value = lease[field];
  if (isNothing(value))
    return <span className="text-faint">{typeof value === 'boolean' ? 'no' : 'not set'}</span>;
  if (field === 'state') {
    return (
      <>
        <span className="font-mono">{lease.state}</span>{' '}
        <span className="text-muted">{STATE_WORDS[lease.ended ? 'ended' : lease.state]}</span>
      </>
    );
  }
  if (typeof value === 'string' && TIMES.has(field)) return <LeaseTimeText at={value} />;
  if (typeof value === 'string') return <span className="font-mono">{value}</span>;
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).map(([name, content]) => (
      <span key={name} className="block">
        <span className="text-muted">{name}</span> <span className="font-mono">{String(content)}</span>
      </span>
    ));
  }
  return 'yes';
}

function isNothing(value: LeaseDto[Field]): boolean {
  if (value === null || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
