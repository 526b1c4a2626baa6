'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { Since } from '@/components/time/since.tsx';
import { drillsQuery } from '@/lib/queries/drills.ts';
import { drillHref } from './drill-words.ts';
import { DrillWarnings } from './warnings.tsx';

/** That a server of the pair is stopped on purpose just now, and what a drill left undone; nothing else. */
export function PairDrill({ pair }: { pair: string }) {
  const { data } = useQuery(drillsQuery(pair));
  const running = data?.drills.find(({ phase }) => phase === 'running');
  const [latest] = data?.drills ?? [];
  if (latest && latest.warnings.length > 0 && !running) return <DrillWarnings drill={latest} />;
  if (!running) return null;
  return (
    <>
      <DrillWarnings drill={running} />
      {running.startedAt && running.warnings.length === 0 && (
        <p data-testid="drill-running" className="rounded-md border border-line bg-surface px-4 py-2">
          <LevelWord level="note" word="A failover drill goes on" />{' '}
          <Since at={running.startedAt} of="Drill begun" />: {running.server} is stopped on purpose, alerts
          are kept but told to nobody.{' '}
          <Link
            href={drillHref(pair, running.id) as Route} // the pair's name is in it
            prefetch={false}
            className="underline underline-offset-3"
          >
            Watch it
          </Link>
        </p>
      )}
    </>
  );
}
