import { ChevronRight } from 'lucide-react';
import { Prose } from '@/components/ui/prose.tsx';
import type { ReadinessDto } from '@/lib/contracts/truth.ts';
import { EvidenceList } from '../evidence-list.tsx';
import { LevelWord } from '../level-mark.tsx';
import { RunbookLink } from '../runbook-link.tsx';
import { STATUS_LEVEL } from './readiness-words.ts';

type Line = ReadinessDto['lines'][number];

/** One thing that has to be right for a failover to work; what proves it opens beneath it. */
export function ReadinessLine({ line }: { line: Line }) {
  return (
    <li
      data-testid={`readiness-${line.code}`}
      data-status={line.status}
      className="grid gap-x-4 px-4 py-1.5 text-13 sm:grid-cols-[minmax(0,1fr)_60px]"
    >
      {line.evidence.length === 0 ? (
        <Told line={line} />
      ) : (
        <details className="group min-w-0">
          <summary className="list-none [&::-webkit-details-marker]:hidden">
            <Told line={line} />
          </summary>
          <div className="py-2">
            <EvidenceList evidence={line.evidence} />
          </div>
        </details>
      )}
      {line.status !== 'pass' && (
        <RunbookLink
          code={line.code}
          className="max-sm:inline-flex max-sm:min-h-[24px] max-sm:items-center max-sm:pl-6"
        />
      )}
    </li>
  );
}

function Told({ line }: { line: Line }) {
  return (
    <div className="grid grid-cols-[16px_76px_minmax(0,1fr)_auto] items-start gap-x-2">
      <ChevronRight
        aria-hidden="true"
        className={`mt-0.5 size-4 text-faint group-open:rotate-90 ${line.evidence.length === 0 ? 'invisible' : ''}`}
      />
      <LevelWord level={STATUS_LEVEL[line.status]} word={line.status} />
      <span className="wrap-anywhere text-muted max-sm:order-last max-sm:col-span-full max-sm:pl-6">
        <span className="font-medium text-ink max-sm:hidden">{line.title}. </span>
        <Prose text={line.text} />
        {line.nextStep && (
          <span className="block text-ink">
            <span className="font-medium">What to do: </span>
            <Prose text={line.nextStep} />
          </span>
        )}
      </span>
      <span className="font-medium sm:hidden">{line.title}</span>
      <span className="text-right tabular-nums">{line.figure}</span>
    </div>
  );
}
