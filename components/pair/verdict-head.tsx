'use client';

import { Changed } from '@/components/status/changed.tsx';
import { VERDICT_TEXT } from '@/components/status/verdict-look.ts';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import { Checked } from '@/components/time/checked.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { useSentence } from './aged.ts';
import { EvidenceButton } from './evidence/evidence-button.tsx';
import { OpenIncident } from './open-incident.tsx';
import { RunbookLink } from './runbook-link.tsx';

/** The verdict, what it means, what to do, and the way to what proves it. */
export function VerdictHead({ pair }: { pair: PairDto }) {
  const sentence = useSentence(pair);
  return (
    <header className="space-y-1.5">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <h1 className="flex min-w-0 flex-wrap items-baseline gap-x-2.5 font-semibold text-28 tracking-tight">
          <span className="translate-y-[3px]">
            <VerdictMark verdict={pair.verdict} size={24} />
          </span>
          <span data-testid="verdict" className={VERDICT_TEXT[pair.verdict]}>
            <Changed value={pair.verdict}>{pair.verdict}</Changed>
          </span>
          <span className="min-w-0 break-words font-normal text-20 text-muted">
            {pair.title ?? pair.name}
          </span>
        </h1>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-13 text-muted">
          <OpenIncident pair={pair.name} />
          <Checked pair={pair} />
          <EvidenceButton pair={pair} />
        </div>
      </div>
      <p data-testid="sentence" className="max-w-[86ch] text-16 sm:text-20">
        {sentence}
      </p>
      {/* Its line is kept while there is nothing to do: what is below must not jump when there is. */}
      <p className="min-h-5 max-w-[100ch]">
        {pair.nextStep && (
          <>
            <span className="font-semibold">What to do: </span>
            <Prose text={pair.nextStep} /> <RunbookLink code={pair.code} />
          </>
        )}
      </p>
    </header>
  );
}
