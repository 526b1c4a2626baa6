'use client';

import type { Route } from 'next';
import Link from 'next/link';
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
        <div className="space-y-2">
          <Said readiness={value} isOld={isOld} servers={pair.servers.map(({ name }) => name)} />
          <Lines lines={value.lines} />
          <p className="text-13 print:hidden">
            <Link
              href={`/pairs/${encodeURIComponent(pair.name)}/drill` as Route} // the pair's name is in it
              prefetch={false}
              className="text-muted underline underline-offset-3 hover:text-ink"
            >
              Try it out: failover drill
            </Link>
          </p>
        </div>
      )}
    </TruthSection>
  );
}

function Said({
  readiness,
  isOld,
  servers,
}: {
  readiness: ReadinessDto;
  isOld: boolean;
  servers: readonly string[];
}) {
  const { word, sentence } = saidOfReadiness(readiness, isOld, servers);
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

/** What is not in order in full; what is by its name, and in full when somebody asks. */
function Lines({ lines }: { lines: ReadinessDto['lines'] }) {
  const passed = lines.filter(({ status }) => status === 'pass');
  const others = lines.filter(({ status }) => status !== 'pass');
  return (
    <div className="divide-y divide-line rounded-md border border-line bg-surface">
      {others.length > 0 && (
        <ul className="divide-y divide-line">
          {others.map((line) => (
            <ReadinessLine key={line.code} line={line} />
          ))}
        </ul>
      )}
      {passed.length > 0 && (
        <details>
          <summary className="px-4 py-1.5 text-13">
            <LevelWord level="good" word={`${passed.length} pass`} />{' '}
            <span className="text-muted">{passed.map(({ title }) => title).join(', ')}</span>
          </summary>
          <ul className="divide-y divide-line border-line border-t">
            {passed.map((line) => (
              <ReadinessLine key={line.code} line={line} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
