'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { DrillSummary } from '@/lib/contracts/drill.ts';
import { drillHref } from './drill-words.ts';

/** What a drill waits for too long, or left undone; nothing where all is in order. */
export function DrillWarnings({ drill, isLinked = true }: { drill: DrillSummary; isLinked?: boolean }) {
  const { id, pair, phase, server, warnings } = drill;
  if (warnings.length === 0) return null;
  return (
    <section
      role="alert"
      data-testid="drill-warning"
      className="rounded-md border border-strong-line bg-surface px-4 py-3"
    >
      <h2 className="font-semibold">
        <LevelWord
          level="bad"
          word={
            phase === 'running' ? `Failover drill ${id} needs you` : `Failover drill ${id} was left half done`
          }
        />
      </h2>
      <ul className="mt-1 list-disc space-y-0.5 pl-5">
        {warnings.map((warning) => (
          <li key={warning} className="wrap-anywhere max-w-[100ch]">
            <Prose text={warning} />
          </li>
        ))}
      </ul>
      {isLinked && (
        <p className="mt-1">
          <Link
            href={drillHref(pair, id) as Route} // the pair's name is in it
            prefetch={false}
            className="underline underline-offset-3"
          >
            Open the drill with {server}
          </Link>
        </p>
      )}
    </section>
  );
}
