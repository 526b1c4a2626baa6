'use client';

import { useQuery } from '@tanstack/react-query';
import { Only } from '@/components/access/may.tsx';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { Moment, Since } from '@/components/time/since.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { DrillAnswerDto } from '@/lib/contracts/drill-request.ts';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { drillQuery } from '@/lib/queries/drills.ts';
import { BeginForm } from './begin-form.tsx';
import { Commands } from './commands.tsx';
import { DrillReadinessWord, ReadinessLines } from './drill-readiness.tsx';
import { standingOf } from './drill-words.ts';
import { EndActions } from './end-actions.tsx';
import { Measures } from './measures.tsx';
import { DrillNotes } from './notes.tsx';
import { Remarks } from './remarks.tsx';
import { ReportFiles } from './report-files.tsx';
import { Signature } from './signature.tsx';
import { Steps } from './steps.tsx';
import { DrillWarnings } from './warnings.tsx';

/** One failover drill: its plan, what is seen of it while it goes on, and its report. */
export function DrillView({
  pair,
  id,
  firstProblem,
}: {
  pair: string;
  id: number;
  firstProblem: ProblemDto | null;
}) {
  return (
    <>
      <title>{`Drill ${id} · ${pair} · Pairwatch`}</title>
      <Resource query={useQuery(drillQuery(pair, id))} firstProblem={firstProblem} what={`drill ${id}`}>
        {(answer) => <Drill answer={answer} />}
      </Resource>
    </>
  );
}

function Drill({ answer }: { answer: DrillAnswerDto }) {
  const { summary, report, readiness } = answer;
  const { plan, verdict, end } = report;
  const { phase } = summary;
  // What failed first stands in the sentence.
  const reasons = verdict?.reasons.filter((reason) => !verdict.sentence.includes(reason)) ?? [];
  const isOver = phase === 'ended' || phase === 'abandoned';
  return (
    <div className="space-y-6" data-testid="drill-page" data-phase={phase}>
      <Head answer={answer} />
      <DrillWarnings drill={summary} isLinked={false} />
      {verdict && (
        <section aria-labelledby="verdict" data-testid="drill-verdict">
          <h2 id="verdict" className="font-semibold text-16">
            Verdict
          </h2>
          <p className="text-20">
            <LevelWord {...standingOf(summary)} size={16} />
          </p>
          <p className="wrap-anywhere max-w-[100ch]">{verdict.sentence}</p>
          {reasons.length > 0 && (
            <ul className="mt-1 list-disc space-y-0.5 pl-5">
              {reasons.map((reason) => (
                <li key={reason} className="wrap-anywhere max-w-[100ch]">
                  {reason}
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      {end?.reason && (
        <p className="wrap-anywhere max-w-[100ch] text-muted">
          {end.by === null ? end.reason : `${end.by} abandoned it: ${end.reason}`}
        </p>
      )}
      {phase === 'planned' && (
        <section aria-labelledby="begin" className="space-y-3">
          <h2 id="begin" className="font-semibold text-16">
            Before the begin
          </h2>
          <DrillReadinessWord readiness={readiness} />
          <ReadinessLines lines={readiness.lines} />
          <Only need="operator">
            <BeginForm drill={summary} readiness={readiness} />
          </Only>
        </section>
      )}
      {!isOver && <Commands plan={plan} />}
      <Steps report={report} />
      {phase !== 'planned' && <Measures measures={report.measures} />}
      {phase !== 'planned' && <Remarks report={report} />}
      <DrillNotes drill={summary} notes={report.notes} />
      {!isOver && <EndActions drill={summary} steps={report.steps} />}
      {isOver && <Signature drill={summary} />}
      <ReportFiles id={summary.id} isOver={isOver} />
      {phase !== 'planned' && (
        <section aria-labelledby="readiness" className="space-y-2">
          <h2 id="readiness" className="font-semibold text-16">
            Readiness before the begin
          </h2>
          <DrillReadinessWord readiness={plan.readiness} />
          {plan.override && (
            <p className="wrap-anywhere max-w-[100ch]">
              {plan.override.by} began it all the same: {plan.override.reason}
            </p>
          )}
          <ReadinessLines lines={plan.readiness.lines} />
        </section>
      )}
    </div>
  );
}

function Head({ answer: { summary, report } }: { answer: DrillAnswerDto }) {
  const { id, server, survivor, phase, actor, createdAt, startedAt, endedAt } = summary;
  return (
    <header>
      <h1 className="wrap-anywhere font-semibold text-20">
        Drill {id}: {server} is stopped, {survivor} carries on
      </h1>
      <p className="flex flex-wrap gap-x-4 text-13 text-muted">
        <LevelWord {...standingOf({ phase, verdict: report.verdict })} />
        <span>
          planned by {actor} <Moment at={createdAt} />
        </span>
        {startedAt !== null && (
          <span>
            {phase === 'running' ? (
              <Since at={startedAt} of="Begun" />
            ) : (
              <>
                begun <Moment at={startedAt} />
              </>
            )}
          </span>
        )}
        {endedAt !== null && (
          <span>
            {phase} <Moment at={endedAt} />
          </span>
        )}
        <span>to be away for {report.plan.outageMinutes} min</span>
      </p>
    </header>
  );
}
