'use client';

import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import { Hint } from '@/components/ui/hint.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { LevelWord } from '../level-mark.tsx';
import { usePoolTruth } from '../pools/pool-truth.ts';
import { endWords, rateWords } from '../pools/survivor-words.ts';
import { WorkedOut } from '../worked-out.tsx';
import { type Soonest, shortEnd, soonestEnds } from './soonest.ts';

/** How long each server could go on alone, by the pool that runs out first. */
export function Survivor({ pair }: { pair: PairDto }) {
  const { forecasts, observedAt, freshness } = usePoolTruth(pair);
  const ends = soonestEnds([...forecasts.values()]);
  return (
    <section aria-labelledby="survivor" data-testid="survivor" data-freshness={freshness}>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="survivor" className="font-semibold text-16">
          How long would one last alone?
        </h2>
        {observedAt !== null && <WorkedOut at={observedAt} age={freshness} />}
      </div>
      <div
        className={`rounded-md border border-line bg-surface px-4 py-2 text-13 ${freshness === 'stale' ? 'text-faint grayscale' : ''}`}
      >
        {ends.length === 0 ? (
          <p className="text-muted">
            Not known yet: it takes the first readings of the pools of both servers, which are still awaited.
          </p>
        ) : (
          <ul className="divide-y divide-line">
            {ends.map((each) => (
              <Server key={each.server} soonest={each} />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function Server({ soonest: { server, isPartnerDown, first, unknown, pools } }: { soonest: Soonest }) {
  const now = useNow();
  const { zone } = useZone();
  return (
    <li data-testid={`survivor-${server}`} className="space-y-0.5 py-1.5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span>
          <span className="font-medium">{server}</span>{' '}
          <span className="text-muted">{isPartnerDown ? 'in partner-down' : 'alone'}</span>
        </span>
        {first ? (
          <Hint
            text={[`Pool ${first.title}`, endWords(first.end, now, zone), rateWords(first.side)]
              .filter(Boolean)
              .join('\n')}
          >
            {first.end.kind === 'empty' ? (
              <LevelWord level="bad" word={shortEnd(first.end, now)} />
            ) : (
              <span className="font-medium text-16 tabular-nums">{shortEnd(first.end, now)}</span>
            )}
          </Hint>
        ) : (
          <LevelWord level="unknown" word="not known" />
        )}
      </p>
      <p className="text-12 text-muted">{wordsOf({ first, unknown, pools })}</p>
    </li>
  );
}

function wordsOf({ first, unknown, pools }: Pick<Soonest, 'first' | 'unknown' | 'pools'>): string {
  if (first === null) return 'New clients of its pools were not counted for long enough yet.';
  const rest = unknown === 0 ? '' : `; of ${unknown} of ${pools} pools it is not known`;
  return first.end.kind === 'beyond'
    ? `No pool runs out${rest}.`
    : `Then ${first.title} has no address for new clients${rest}.`;
}
