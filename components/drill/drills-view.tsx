'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { Only } from '@/components/access/may.tsx';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { Age } from '@/components/time/age.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { DrillSummary } from '@/lib/contracts/drill.ts';
import type { DrillListDto } from '@/lib/contracts/drill-request.ts';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { drillsQuery } from '@/lib/queries/drills.ts';
import { DrillReadinessWord } from './drill-readiness.tsx';
import { drillHref, standingOf } from './drill-words.ts';
import { PlanForm } from './plan-form.tsx';
import { DrillWarnings } from './warnings.tsx';

/** The failover drills of a pair: those there were, and a place to plan the next. */
export function DrillsView({ name, firstProblem }: { name: string; firstProblem: ProblemDto | null }) {
  return (
    <div className="space-y-6">
      <title>{`Failover drill · ${name} · Pairwatch`}</title>
      <header>
        <h1 className="font-semibold text-20">Failover drill</h1>
        <p className="mt-1 max-w-prose text-muted">
          One server is stopped on purpose, by you, and started again. Pairwatch watches what the pair makes
          of it, measures it, and ends it with a report that somebody signs. It never stops a server itself.
        </p>
      </header>
      <Resource
        query={useQuery(drillsQuery(name))}
        firstProblem={firstProblem}
        what={`the drills of ${name}`}
      >
        {(list) => <Drills name={name} list={list} />}
      </Resource>
    </div>
  );
}

function Drills({ name, list }: { name: string; list: DrillListDto }) {
  const running = list.drills.find(({ phase }) => phase === 'running');
  return (
    <>
      {list.drills.map((drill) => (
        <DrillWarnings key={drill.id} drill={drill} />
      ))}
      {running ? (
        <p>
          <DrillLink drill={running} /> goes on. Another can begin when it is over.
        </p>
      ) : (
        <section aria-labelledby="plan" className="space-y-3">
          <h2 id="plan" className="font-semibold text-16">
            Plan a drill
          </h2>
          <DrillReadinessWord readiness={list.readiness} />
          <Only need="operator">
            <PlanForm pair={name} choices={list.choices} />
          </Only>
        </section>
      )}
      <section aria-labelledby="drills" className="space-y-3">
        <h2 id="drills" className="font-semibold text-16">
          Drills <span className="font-normal text-13 text-muted tabular-nums">{list.drills.length}</span>
        </h2>
        {list.drills.length === 0 ? (
          <p className="text-muted">
            There was none since Pairwatch watches this pair. A failover that nobody tried is a hope.
          </p>
        ) : (
          <ul className="divide-y divide-line rounded-md border border-line bg-surface">
            {list.drills.map((drill) => (
              <DrillRow key={drill.id} drill={drill} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function DrillLink({ drill: { pair, id, server } }: { drill: DrillSummary }) {
  return (
    <Link
      href={drillHref(pair, id) as Route} // the pair's name is in it
      prefetch={false}
      className="font-medium underline underline-offset-3"
    >
      Drill {id} with {server}
    </Link>
  );
}

function DrillRow({ drill }: { drill: DrillSummary }) {
  const { verdict, actor, createdAt, startedAt, signature, isAltered } = drill;
  const at = startedAt ?? createdAt;
  return (
    <li data-testid="drill" className="px-4 py-2">
      <p className="flex flex-wrap items-baseline gap-x-4">
        <LevelWord {...standingOf(drill)} />
        <DrillLink drill={drill} />
        <span className="text-13 text-muted">
          {startedAt === null ? 'planned' : 'begun'}{' '}
          <Age at={at} of={startedAt === null ? 'Planned' : 'Begun'} /> by {actor}
        </span>
        <span className="text-13 text-muted">
          {signature === null ? 'not signed' : `signed by ${signature.by}`}
        </span>
        {isAltered && <LevelWord level="bad" word="altered after it was signed" />}
      </p>
      {verdict && <p className="wrap-anywhere max-w-[100ch] text-13">{verdict.sentence}</p>}
    </li>
  );
}
