'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Notice } from '@/components/ui/notice.tsx';
import { fleetQuery } from '@/lib/queries/fleet.ts';

/** Asks which server is meant, before anything can be looked at for it. */
export function WhichServer() {
  const { data } = useQuery(fleetQuery());
  if (!data || data.pairs.length === 0)
    return (
      <Notice title="Which server is off?">
        Pairwatch knows of no pair now, so it has no evidence to show and no lines to give.
      </Notice>
    );
  return (
    <Notice title="Which server is off?">
      <p>Pairwatch shows what it sees of that server, and asks for the rest.</p>
      <ul className="mt-3 space-y-1">
        {data.pairs.map(({ name, title, servers }) => (
          <li key={name} className="flex flex-wrap gap-x-4">
            <span className="min-w-32 text-ink">{title ?? name}</span>
            {servers.map((server) => (
              <Link
                key={server.name}
                href={`/runbook/partner-down?${new URLSearchParams({ pair: name, server: server.name })}`}
                prefetch={false}
                className="text-ink underline decoration-strong-line underline-offset-3 hover:decoration-ink"
              >
                {server.name}
              </Link>
            ))}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
