'use client';

import { Changed } from '@/components/status/changed.tsx';
import { VERDICT_TEXT } from '@/components/status/verdict-look.ts';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import { Age } from '@/components/time/age.tsx';
import { Checked } from '@/components/time/checked.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { Evidence } from '@/lib/contracts/verdict.ts';
import { useSentence } from './aged.ts';

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
      {pair.evidence.length > 0 && <EvidenceList evidence={pair.evidence} />}
    </header>
  );
}

function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  return (
    <details className="group text-13">
      <summary className="w-fit text-muted hover:text-ink">
        Evidence <span className="text-faint">({evidence.length})</span>
      </summary>
      <ul className="mt-2 divide-y divide-line rounded-md border border-line bg-surface">
        {evidence.map((each) => (
          <li
            key={`${each.server} ${each.source} ${each.text}`}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 px-3 py-1.5 sm:grid-cols-[128px_minmax(0,1fr)_auto]"
          >
            <span className="col-span-2 text-faint sm:col-span-1">
              {each.server ?? 'Pairwatch'} · {each.source}
            </span>
            <span className="min-w-0 break-words">
              <Prose text={each.text} />
            </span>
            {each.observedAt && (
              <Age
                at={each.observedAt}
                of={`Seen by Pairwatch, source ${each.source}`}
                className="text-faint"
              />
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
