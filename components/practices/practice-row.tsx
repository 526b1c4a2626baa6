'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { Age } from '@/components/time/age.tsx';
import { Moment } from '@/components/time/since.tsx';
import type { PracticeDto } from '@/lib/contracts/practice.ts';
import { Deeds } from './deeds.tsx';
import { FormerRuns } from './former-runs.tsx';
import { RunEvidence, RunWords } from './run.tsx';
import { STATE_LOOK } from './state-words.ts';

/** One duty of a pair: how it stands, what came of it last and by what, and what can be done. */
export function PracticeRow({ pair, practice }: { pair: string; practice: PracticeDto }) {
  const { code, title, state } = practice;
  return (
    <li data-testid={`practice-${code}`} data-state={state} className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h3 className="font-medium">{title}</h3>
        <p className="flex flex-wrap items-baseline gap-x-3 text-13">
          <Due practice={practice} />
          <LevelWord {...STATE_LOOK[state]} />
        </p>
      </div>
      <p className="max-w-[90ch] text-13 text-muted">{practice.summary}</p>
      <p className="flex flex-wrap gap-x-4 text-13 text-muted">
        <span>
          {often(practice, practice.everyDays)}
          {practice.everyDays !== practice.proposedDays &&
            ` (proposed: ${often(practice, practice.proposedDays)})`}
        </span>
        <span>{practice.isByItself ? 'done by Pairwatch' : 'done by hand'}</span>
        <span className={practice.owner === null ? '' : 'text-ink'}>
          {practice.owner === null ? 'nobody is named to see to it' : `${practice.owner} sees to it`}
        </span>
      </p>
      {practice.whyByHand !== null && (
        <p className="wrap-anywhere max-w-[90ch] text-13">{practice.whyByHand}</p>
      )}
      {practice.calledForBy !== null && (
        <p className="wrap-anywhere max-w-[90ch] text-13">Called for: {practice.calledForBy}</p>
      )}
      {practice.asked && (
        <p role="status" className="text-13">
          {practice.asked.by} asked for it <Age at={practice.asked.at} of={`Asked by ${practice.asked.by}`} />
          ; the collector has not done it yet.
        </p>
      )}
      <LastRun pair={pair} practice={practice} />
      <Deeds pair={pair} practice={practice} />
    </li>
  );
}

/** `every 7 days`; of what a change calls for, `within a day`. */
function often({ code }: PracticeDto, days: number): string {
  if (code === 'state-check') return days === 1 ? 'within a day' : `within ${days} days`;
  return days === 1 ? 'daily' : `every ${days} days`;
}

function Due({ practice: { dueAt, state, lastPassedAt } }: { practice: PracticeDto }) {
  return (
    <>
      {lastPassedAt !== null && (
        <span className="text-muted">
          last passed <Age at={lastPassedAt} of="Last done well" />
        </span>
      )}
      {dueAt !== null && (
        <span className={state === 'overdue' ? 'text-ink' : 'text-muted'}>
          {state === 'in-time' ? 'next due' : 'was due'} <Moment at={dueAt} />
        </span>
      )}
    </>
  );
}

function LastRun({ pair, practice: { code, lastRun } }: { pair: string; practice: PracticeDto }) {
  const [isOpen, setOpen] = useState(false);
  if (lastRun === null) return <p className="text-13">It was never done.</p>;
  return (
    <div>
      <RunWords run={lastRun} />
      <details className="group mt-1" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="flex w-fit list-none items-center gap-x-1 text-13 text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden="true" className="size-4 text-faint group-open:rotate-90" />
          {lastRun.evidence.length === 0 ? 'Former times' : 'What was seen, and former times'}
        </summary>
        <div className="space-y-3 py-2">
          <RunEvidence evidence={lastRun.evidence} />
          {isOpen && <FormerRuns pair={pair} code={code} latest={lastRun.id} />}
        </div>
      </details>
    </div>
  );
}
