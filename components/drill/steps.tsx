'use client';

import { LevelWord } from '@/components/pair/level-mark.tsx';
import { useNow } from '@/components/time/now.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { DrillReport, DrillStep } from '@/lib/contracts/drill.ts';
import { exactly } from '@/lib/practices/drill/words.ts';
import { DrillTime } from './drill-time.tsx';
import { STEP_LOOK } from './drill-words.ts';

/** What is expected, step by step, beside what was seen. */
export function Steps({ report: { steps, drill } }: { report: DrillReport }) {
  return (
    <section aria-labelledby="steps" className="space-y-2">
      <h2 id="steps" className="font-semibold text-16">
        Step by step
      </h2>
      <ol className="divide-y divide-line rounded-md border border-line bg-surface" data-testid="drill-steps">
        {steps.map((step) => (
          <Step key={step.code} step={step} isBegun={drill.startedAt !== null} />
        ))}
      </ol>
    </section>
  );
}

function Step({ step, isBegun }: { step: DrillStep; isBegun: boolean }) {
  const { code, title, status, expected, withinMs, why, evidence } = step;
  return (
    <li
      data-testid="drill-step"
      data-step={code}
      data-status={status}
      className="grid gap-x-6 gap-y-1 px-4 py-2 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_minmax(0,3fr)]"
    >
      <div>
        <h3 className="wrap-anywhere font-medium">{title}</h3>
        {isBegun && <LevelWord {...STEP_LOOK[status]} />}
      </div>
      <div className="wrap-anywhere max-w-[70ch]">
        <p>
          <span className="sr-only">Expected: </span>
          {expected}
        </p>
        <p className="text-13 text-muted">
          {withinMs !== null && <span className="tabular-nums">Within {exactly(withinMs)}. </span>}
          <Prose text={why} />
        </p>
      </div>
      {isBegun && (
        <div className="wrap-anywhere max-w-[70ch]">
          <Seen step={step} />
          {evidence.length > 0 && (
            <details className="text-12 text-muted">
              <summary className="w-fit hover:text-ink">
                Evidence<span className="sr-only"> of: {title}</span>
              </summary>
              <ul className="mt-1 space-y-1">
                {evidence.map(({ server, source, text }) => (
                  <li key={`${server} ${source} ${text}`} className="font-mono">
                    {server ?? 'pair'}, {source}: {text}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
      )}
    </li>
  );
}

function Seen({
  step: { at, uncertaintyMs, stampAt, tookMs, sentence, status, dueAt },
}: {
  step: DrillStep;
}) {
  const now = useNow();
  if (at === null)
    return (
      <p className={status === 'overdue' || status === 'missing' ? '' : 'text-muted'}>
        {status === 'due' && dueAt !== null ? <Awaited leftMs={Date.parse(dueAt) - now} /> : sentence}
      </p>
    );
  return (
    <>
      <p>
        <span className="sr-only">Seen: </span>
        {sentence}
      </p>
      <p className="text-13 text-muted tabular-nums">
        <DrillTime at={at} />
        {uncertaintyMs !== null && ` ± ${exactly(uncertaintyMs)}`}
        {tookMs !== null && `, after ${exactly(tookMs)}`}
        {stampAt !== null && (
          <>
            , stamp of the server <DrillTime at={stampAt} />
          </>
        )}
      </p>
    </>
  );
}

function Awaited({ leftMs }: { leftMs: number }) {
  return (
    <span className="tabular-nums">
      {leftMs > 0 ? `Awaited for ${exactly(leftMs)} more at most.` : 'Overdue.'}
    </span>
  );
}
