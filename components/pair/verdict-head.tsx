'use client';

import { Changed } from '@/components/status/changed.tsx';
import { VERDICT_TEXT } from '@/components/status/verdict-look.ts';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import { Checked } from '@/components/time/checked.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { useSentence } from './aged.ts';
import { EvidenceList } from './evidence-list.tsx';
import { RunbookLink } from './runbook-link.tsx';

/** The verdict, what it means, what to do, and what proves it. */
export function VerdictHead({ pair }: { pair: PairDto }) {
  const sentence = useSentence(pair);
  return (
    <header className="space-y-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="flex items-baseline gap-2.5 font-semibold text-28 tracking-tight">
          <span className="translate-y-[3px]">
            <VerdictMark verdict={pair.verdict} size={24} />
          </span>
          <span data-testid="verdict" className={VERDICT_TEXT[pair.verdict]}>
            <Changed value={pair.verdict}>{pair.verdict}</Changed>
          </span>
          <span className="font-normal text-20 text-muted">{pair.title ?? pair.name}</span>
        </h1>
        <p className="text-13 text-muted">
          <Checked pair={pair} />
        </p>
      </div>
      <p data-testid="sentence" className="max-w-[72ch] text-20">
        {sentence}
      </p>
      {pair.nextStep && (
        <p className="max-w-[72ch] text-16">
          <span className="font-semibold">What to do: </span>
          <Prose text={pair.nextStep} />
        </p>
      )}
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-2 text-13">
        <RunbookLink code={pair.code} />
        {pair.evidence.length > 0 && (
          <details className="min-w-0 grow open:basis-full">
            <summary className="w-fit text-muted hover:text-ink">
              Evidence <span className="text-faint">({pair.evidence.length})</span>
            </summary>
            <div className="mt-2">
              <EvidenceList evidence={pair.evidence} />
            </div>
          </details>
        )}
      </div>
    </header>
  );
}
