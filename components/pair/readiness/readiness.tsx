'use client';

import { Prose } from '@/components/ui/prose.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { ReadinessDto } from '@/lib/contracts/truth.ts';
import { LevelWord } from '../level-mark.tsx';
import { TruthSection } from '../truth-section.tsx';
import { ReadinessLine } from './readiness-line.tsx';
import { saidOfReadiness, WORD_LOOK } from './readiness-words.ts';

/** Would a failover work now? The word, its reason, and each line it is made of. */
export function Readiness({ pair }: { pair: PairDto }) {
  return (
    <TruthSection pair={pair} part="readiness" title="Would a failover work now?" what="the answer">
      {({ value, isOld }) => (
        <div className="space-y-3">
          <Said readiness={value} isOld={isOld} />
          <ul className="divide-y divide-line rounded-md border border-line bg-surface">
            {value.lines.map((line) => (
              <ReadinessLine key={line.code} line={line} />
            ))}
          </ul>
        </div>
      )}
    </TruthSection>
  );
}

function Said({ readiness, isOld }: { readiness: ReadinessDto; isOld: boolean }) {
  const { word, sentence } = saidOfReadiness(readiness, isOld);
  return (
    <div>
      <p data-testid="readiness-word" className="text-20">
        <LevelWord {...WORD_LOOK[word]} size={16} />
      </p>
      <p className="wrap-anywhere max-w-[90ch]">
        <Prose text={sentence} />
      </p>
    </div>
  );
}
