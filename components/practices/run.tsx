import { LevelWord } from '@/components/pair/level-mark.tsx';
import { Age } from '@/components/time/age.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { PracticeEvidence, PracticeRunDto } from '@/lib/contracts/practice.ts';
import { EVIDENCE_LOOK, OUTCOME_LOOK } from './state-words.ts';

/** One time that a duty was done: what came of it, when, by whom, and the sentence. */
export function RunWords({ run }: { run: PracticeRunDto }) {
  const by = run.actor ?? 'Pairwatch';
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <LevelWord {...OUTCOME_LOOK[run.outcome]} />
        <span className="text-13 text-muted">
          <Age at={run.at} of={`Done by ${by}`} /> by {by}
        </span>
      </p>
      <p className="wrap-anywhere max-w-[90ch] text-13">
        <Prose text={run.sentence} />
      </p>
      {run.note !== null && (
        <p className="wrap-anywhere max-w-[90ch] whitespace-pre-line text-13 text-muted">Note: {run.note}</p>
      )}
    </div>
  );
}

/** What was looked at, piece by piece, and what each says. */
export function RunEvidence({ evidence }: { evidence: readonly PracticeEvidence[] }) {
  if (evidence.length === 0) return <p className="text-13 text-muted">Nothing was looked at by Pairwatch.</p>;
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface text-13">
      {evidence.map((piece, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: the same may be seen twice, and nothing here has a state
          key={index}
          className="grid grid-cols-[92px_minmax(0,1fr)] gap-x-3 px-3 py-1.5 sm:grid-cols-[92px_128px_minmax(0,1fr)_auto]"
        >
          <span>
            {piece.status === null ? (
              <span className="text-faint">told</span>
            ) : (
              <LevelWord {...EVIDENCE_LOOK[piece.status]} />
            )}
          </span>
          <span className="text-muted">
            {piece.server ?? 'Pairwatch'} · {piece.source}
          </span>
          <span className="wrap-anywhere min-w-0 max-sm:col-span-full">
            <Prose text={piece.text} />
          </span>
          {piece.observedAt && (
            <Age
              at={piece.observedAt}
              of={`Seen by Pairwatch, source ${piece.source}`}
              className="text-muted max-sm:col-span-full"
            />
          )}
        </li>
      ))}
    </ul>
  );
}
