'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { PageHead } from '@/components/settings/page-head.tsx';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { type AuditFilter, auditExportPath, auditQuery } from '@/lib/queries/audit.ts';
import { AuditRow } from './audit-row.tsx';
import { auditHref } from './href.ts';

const COLUMNS = ['When', 'Who', 'What', 'Pair', 'Change'];

/** One page of who did what. A plain form and plain links: it reads without scripts. */
export function AuditList({
  filter,
  firstProblem,
}: {
  filter: AuditFilter;
  firstProblem: ProblemDto | null;
}) {
  const { before, ...first } = filter;
  return (
    <div className="space-y-4">
      <PageHead
        title="Audit"
        action={
          <a href={auditExportPath(first)} download className={BUTTON_LOOK}>
            Download CSV
          </a>
        }
      >
        Who did what, and what it was before. Nothing here can be changed.
      </PageHead>
      <Filters filter={first} />
      <Resource query={useQuery(auditQuery(filter))} firstProblem={firstProblem} what="the audit log">
        {({ entries, nextBefore }) => (
          <>
            {entries.length === 0 ? (
              <Nothing filter={filter} />
            ) : (
              <table className="block w-full rounded-md border border-line bg-surface md:table">
                <thead className="sr-only text-left text-13 text-muted md:not-sr-only md:table-header-group">
                  <tr>
                    {COLUMNS.map((column) => (
                      <th key={column} scope="col" className="py-2 pr-4 font-medium md:first:pl-4">
                        {column}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody className="block divide-y divide-line md:table-row-group">
                  {entries.map((entry) => (
                    <AuditRow key={entry.id} entry={entry} />
                  ))}
                </tbody>
              </table>
            )}
            <nav aria-label="Pages" className="flex gap-2">
              {before !== undefined && (
                <Link href={auditHref(first)} prefetch={false} className={BUTTON_LOOK}>
                  Newest
                </Link>
              )}
              {nextBefore !== null && (
                <Link
                  href={auditHref({ ...first, before: nextBefore })}
                  prefetch={false}
                  className={BUTTON_LOOK}
                >
                  Older
                </Link>
              )}
            </nav>
          </>
        )}
      </Resource>
    </div>
  );
}

const FIELDS = [
  { name: 'who', label: 'Who' },
  { name: 'deed', label: 'What' },
  { name: 'pair', label: 'Pair' },
] as const;

function Filters({ filter }: { filter: AuditFilter }) {
  return (
    <form
      key={JSON.stringify(filter)}
      action="/settings/audit"
      className="flex flex-wrap items-end gap-3 print:hidden"
    >
      {FIELDS.map(({ name, label }) => (
        <label key={name} className="min-w-0 grow text-13 sm:grow-0">
          <span className="block text-muted">{label}</span>
          <input
            name={name}
            defaultValue={filter[name] ?? ''}
            autoComplete="off"
            className="block h-8 w-full rounded-md border border-strong-line bg-surface px-2.5 text-14"
          />
        </label>
      ))}
      {filter.from !== undefined && <input type="hidden" name="from" value={filter.from} />}
      {filter.to !== undefined && <input type="hidden" name="to" value={filter.to} />}
      <button type="submit" className={BUTTON_LOOK}>
        Filter
      </button>
      <Link href="/settings/audit" prefetch={false} className={BUTTON_LOOK}>
        All
      </Link>
    </form>
  );
}

function Nothing({ filter: { before, ...filter } }: { filter: AuditFilter }) {
  if (before !== undefined) return <p className="text-muted">There are no older entries.</p>;
  const isFiltered = Object.values(filter).some((value) => value !== undefined && value !== '');
  return (
    <Notice title={isFiltered ? 'Nothing of the kind was done' : 'Nothing was done yet'}>
      {isFiltered
        ? 'Names are looked for as a whole, as they stand in the log. Leave a field empty to look for any.'
        : 'What people, tokens and commands do is written down here, as it is done.'}
    </Notice>
  );
}
