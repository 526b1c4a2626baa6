'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { Moment } from '@/components/settings/moment.tsx';
import type { AuditEntryDto } from '@/lib/contracts/audit.ts';
import { changesOf } from './changes.ts';
import { auditHref } from './href.ts';

const KINDS: Record<AuditEntryDto['actor']['kind'], string> = {
  user: 'signed in',
  token: 'token',
  proxy: 'by the proxy',
  command: 'command',
  demo: 'demo',
  nobody: 'nobody signs in here',
  pairwatch: 'Pairwatch itself',
};

/** One deed: stacked on a phone, a line of a table beyond. */
export function AuditRow({ entry }: { entry: AuditEntryDto }) {
  const { at, actor, address, deed, target, pair } = entry;
  return (
    <tr className="block px-4 py-2 align-top md:table-row">
      <td className="block text-13 md:table-cell md:px-4 md:py-2">
        <Moment at={at} of="Done" />
      </td>
      <td className="block md:table-cell md:py-2 md:pr-4">
        <Link
          href={auditHref({ who: actor.name })}
          prefetch={false}
          className="inline-block font-medium leading-[24px] hover:underline"
        >
          {actor.name || 'nobody'}
        </Link>
        <span className="block text-13 text-muted">
          {KINDS[actor.kind]}
          {address !== null && ` · ${address}`}
        </span>
      </td>
      <td className="wrap-anywhere block md:table-cell md:py-2 md:pr-4">
        <Link href={auditHref({ deed })} prefetch={false} className="hover:underline">
          {deed.replaceAll('-', ' ')}
        </Link>
        {target !== null && <span className="block font-mono text-12 text-muted">{target}</span>}
      </td>
      <td className="block md:table-cell md:py-2 md:pr-4">
        {pair !== null && (
          // A pair there may be, by its name.
          <Link
            href={`/pairs/${encodeURIComponent(pair)}` as Route}
            prefetch={false}
            className="hover:underline"
          >
            {pair}
          </Link>
        )}
      </td>
      <td className="block md:table-cell md:py-2 md:pr-4">
        <Changes entry={entry} />
      </td>
    </tr>
  );
}

function Changes({ entry: { before, after } }: { entry: AuditEntryDto }) {
  const changes = changesOf(before, after);
  if (changes.length === 0) return null;
  return (
    <dl className="wrap-anywhere space-y-0.5 text-12">
      {changes.map((change) => (
        <div key={change.path}>
          <dt className="inline font-mono text-muted">{change.path || 'value'}</dt>{' '}
          {change.before !== null && (
            <dd className="inline">
              <del>{change.before}</del>
            </dd>
          )}
          {change.before !== null && change.after !== null && ' → '}
          {change.after !== null && (
            <dd className="inline">
              <ins className="no-underline">{change.after}</ins>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
