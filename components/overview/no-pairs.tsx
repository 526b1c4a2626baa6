import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { CodeBlock } from '@/components/runbook/code-block.tsx';
import { MAIN_BUTTON_LOOK } from '@/components/ui/button.tsx';

const EXAMPLE = `pairs:
  - name: office
    servers:
      - role: primary
        name: dhcp-a
        host: 10.66.0.11
        omapi:
          port: 7911
          key: { name: omapi_key, algorithm: hmac-md5, secret: env:OMAPI_SECRET }
      - role: secondary
        name: dhcp-b
        host: 10.66.0.12
        omapi:
          port: 7911
          key: { name: omapi_key, algorithm: hmac-md5, secret: env:OMAPI_SECRET }`;

const LINK_LOOK = 'text-ink underline decoration-strong-line underline-offset-3 hover:decoration-ink';

/** The first page of a new installation: how to begin, in three ways, and what happens then. */
export function NoPairs() {
  return (
    <section aria-labelledby="no-pairs" className="space-y-8">
      <div>
        <h2 id="no-pairs" className="font-semibold text-28 tracking-tight">
          No pair is watched yet
        </h2>
        <p className="mt-2 max-w-[72ch] text-16 text-muted">
          Pairwatch reads both DHCP servers of a failover pair and says whether it is healthy, who answers
          clients, and whether a failover would work now. It changes nothing on them.
        </p>
      </div>
      <ol className="grid gap-4 lg:grid-cols-2">
        <Way
          number={1}
          title="Set up a pair here"
          action={
            <Link
              href={'/settings/pairs/new' as Route /* a page of ours */}
              prefetch={false}
              className={MAIN_BUTTON_LOOK}
            >
              Set up a pair
            </Link>
          }
        >
          Step by step: hosts, OMAPI, SSH, files and clocks. Each step is tried at once, and what fails says
          why and how to mend it. You need the two host names and an OMAPI key;{' '}
          <Link href="/runbook/omapi-access" prefetch={false} className={LINK_LOOK}>
            how to make one
          </Link>
          .
        </Way>
        <Way number={2} title="Look around first" action={<CodeBlock text="npm run demo" />}>
          In the folder of Pairwatch: it watches a simulated pair through a whole outage, with 90 days of
          history, and no DHCP server needed.
        </Way>
        <Way number={3} title="Write it down" isWide action={<CodeBlock text={EXAMPLE} />}>
          In <code className="font-mono text-13 text-ink">pairwatch.yaml</code>, then start Pairwatch again.
          This is all it needs to begin;{' '}
          <code className="font-mono text-13 text-ink">bin/pairwatch --help</code> tells the rest.
        </Way>
      </ol>
      <p className="max-w-[72ch] text-muted">
        Then: the verdict stands here within seconds, pools within a minute, and forecasts after a day of
        counting. Tell somebody of it under{' '}
        <Link href="/settings/endpoints" prefetch={false} className={LINK_LOOK}>
          endpoints
        </Link>
        .
      </p>
    </section>
  );
}

function Way({
  number,
  title,
  action,
  isWide = false,
  children,
}: {
  number: number;
  title: string;
  action: ReactNode;
  isWide?: boolean;
  children: ReactNode;
}) {
  return (
    <li
      className={`flex flex-col rounded-md border border-line bg-surface p-4 sm:p-6 ${isWide ? 'lg:col-span-2' : ''}`}
    >
      <h3 className="font-semibold text-16">
        <span className="mr-2 text-faint tabular-nums">{number}</span>
        {title}
      </h3>
      <p className="mt-1 mb-4 max-w-[72ch] text-muted">{children}</p>
      <div className="mt-auto">{action}</div>
    </li>
  );
}
