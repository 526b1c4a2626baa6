'use client';

import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { PageHead } from '@/components/settings/page-head.tsx';
import { useNow } from '@/components/time/now.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { SystemDto } from '@/lib/contracts/system.ts';
import { formatDuration } from '@/lib/pair/duration.ts';
import { systemQuery } from '@/lib/queries/system.ts';
import type { AboutGroup, AboutRow } from './about-row.ts';
import { aboutGroups } from './about-rows.ts';
import { CopyDetails } from './copy-details.tsx';
import { detailsText } from './details-text.ts';

/** How Pairwatch itself does. */
export function About({ firstProblem }: { firstProblem: ProblemDto | null }) {
  return (
    <Resource query={useQuery(systemQuery())} firstProblem={firstProblem} what="Pairwatch itself">
      {(system) => <Figures system={system} />}
    </Resource>
  );
}

function Figures({ system }: { system: SystemDto }) {
  const now = useNow();
  const groups = aboutGroups(system, now);
  const wrong = groups.flatMap(({ rows }) => rows).filter(({ level }) => level === 'warn' || level === 'bad');
  return (
    <div className="space-y-5">
      <PageHead title="About" action={<CopyDetails text={detailsText(groups, system.now)} />}>
        {wrong.length === 0
          ? `Pairwatch ${system.web.version}. All figures that are known are as usual.`
          : `Pairwatch ${system.web.version}. Not as usual: ${wrong.map(({ name }) => name).join(', ')}.`}
      </PageHead>
      {groups.map((group) => (
        <Group key={group.title} group={group} />
      ))}
      <p className="text-13 text-muted">{measured(system, now)}</p>
    </div>
  );
}

function Group({ group: { title, rows } }: { group: AboutGroup }) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="space-y-1.5">
      <h2 id={titleId} className="font-semibold text-16">
        {title}
      </h2>
      <dl className="divide-y divide-line rounded-md border border-line bg-surface">
        {rows.map((row) => (
          <Figure key={row.name} row={row} />
        ))}
      </dl>
    </section>
  );
}

const WORDS: Record<AboutRow['level'], string | null> = {
  good: 'as usual',
  warn: 'unusual',
  bad: 'wrong',
  unknown: 'not known',
  note: null,
};

function Figure({ row: { name, value, level, normal, otherwise } }: { row: AboutRow }) {
  const word = WORDS[level];
  return (
    <div
      data-level={level}
      className="grid gap-x-6 gap-y-0.5 px-4 py-2 md:grid-cols-[220px_minmax(0,1fr)_260px]"
    >
      <dt className="font-medium">{name}</dt>
      <dd className="wrap-anywhere min-w-0 tabular-nums">
        {value}
        {otherwise !== null && (
          <p className="max-w-prose text-13">
            <Prose text={otherwise} />
          </p>
        )}
      </dd>
      <dd className="min-w-0 text-13 text-muted">
        {word !== null && <LevelWord level={level} word={word} />}
        {word !== null && ' · '}
        <Prose text={normal} />
      </dd>
    </div>
  );
}

function measured({ figures }: SystemDto, now: number): string {
  if (figures === null) return 'The collector has not said yet how it keeps up.';
  const ago = formatDuration(Math.max(0, now - Date.parse(figures.measuredAt)));
  return `Figures of the collector are of the last ${formatDuration(figures.spanMs)}, as it measured them ${ago} ago.`;
}
