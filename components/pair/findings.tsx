'use client';

import { useQuery } from '@tanstack/react-query';
import { Age } from '@/components/time/age.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { FindingDto } from '@/lib/contracts/finding.ts';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { findingsQuery } from '@/lib/queries/findings.ts';
import { withCommands } from './command-words.ts';
import { EvidenceList } from './evidence-list.tsx';
import { type Level, LevelWord } from './level-mark.tsx';
import { RunbookLink } from './runbook-link.tsx';
import { useTruthFreshness } from './truth-freshness.ts';
import { WorkedOut } from './worked-out.tsx';
import { worstFirst } from './worst-first.ts';

const SEVERITY_LEVEL: Record<FindingDto['severity'], Level> = { error: 'bad', warning: 'warn', info: 'note' };

/** What is not as it should be with a pair. */
export function Findings({ pair }: { pair: PairDto }) {
  const query = useQuery(findingsQuery(pair.name));
  const age = useTruthFreshness(pair.checkedAt, pair);
  return (
    <section aria-labelledby="findings">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="findings" className="font-semibold text-16">
          Findings
        </h2>
        {pair.checkedAt && <WorkedOut at={pair.checkedAt} age={age} />}
      </div>
      <Resource query={query} firstProblem={null} what="findings">
        {({ findings }) =>
          findings.length === 0 ? (
            <NothingFound isKnown={age !== 'stale' && age !== 'never'} />
          ) : (
            <ul
              className={`divide-y divide-line rounded-md border border-line bg-surface ${age === 'stale' ? 'text-faint grayscale' : ''}`}
            >
              {worstFirst(findings).map((finding) => (
                <Finding key={finding.id} finding={finding} />
              ))}
            </ul>
          )
        }
      </Resource>
    </section>
  );
}

/** Of a pair that was not checked for a while it is not known. */
function NothingFound({ isKnown }: { isKnown: boolean }) {
  return (
    <p className="text-13 text-muted">
      {isKnown
        ? 'Nothing was found that is not as it should be.'
        : 'Not known: this pair was not checked for a while.'}
    </p>
  );
}

function Finding({ finding }: { finding: FindingDto }) {
  const { code, severity, sentence, nextStep, server, since, evidence } = finding;
  return (
    <li
      data-testid={`finding-${code}`}
      data-severity={severity}
      className="grid gap-x-4 px-4 py-2 sm:grid-cols-[84px_minmax(0,1fr)]"
    >
      <p className="text-13">
        <LevelWord level={SEVERITY_LEVEL[severity]} word={severity} />
      </p>
      <div className="min-w-0 space-y-0.5">
        <p className="wrap-anywhere max-w-[110ch]">
          <Prose text={withCommands(sentence)} />
        </p>
        {nextStep && (
          <p className="wrap-anywhere max-w-[110ch]">
            <span className="font-medium">What to do: </span>
            <Prose text={withCommands(nextStep)} />
          </p>
        )}
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-12 text-muted">
          <span>
            {server ?? 'both servers'} · for <Age at={since} of="Holds since" short />
          </span>
          <RunbookLink code={code} className="text-ink" />
          {evidence.length > 0 && (
            <details className="min-w-0 grow open:basis-full">
              <summary className="w-fit hover:text-ink">Evidence ({evidence.length})</summary>
              <div className="mt-1.5 text-ink">
                <EvidenceList evidence={evidence} />
              </div>
            </details>
          )}
        </div>
      </div>
    </li>
  );
}
