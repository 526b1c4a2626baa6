'use client';

import { useQuery } from '@tanstack/react-query';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import { Hint } from '@/components/ui/hint.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { SoonestDto } from '@/lib/contracts/pools-at-risk.ts';
import { endOf } from '@/lib/pair/soonest.ts';
import { poolsAtRiskQuery } from '@/lib/queries/pools-at-risk.ts';
import { LevelWord } from '../level-mark.tsx';
import { endWords, rateWords } from '../pools/survivor-words.ts';
import { useTruthFreshness } from '../truth-freshness.ts';
import { WorkedOut } from '../worked-out.tsx';
import { shortEnd } from './short-end.ts';

/** How long each server could go on alone, by the pool that runs out first. */
export function Survivor({ pair }: { pair: PairDto }) {
  const { data } = useQuery(poolsAtRiskQuery(pair.name));
  const observedAt = data?.workedOut?.at ?? null;
  const freshness = useTruthFreshness(observedAt, pair, data?.workedOut?.pools);
  const ends = data?.alone ?? [];
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

function Server({ soonest: { server, isPartnerDown, first, unknown, pools } }: { soonest: SoonestDto }) {
  const now = useNow();
  const { zone } = useZone();
  const end = first && endOf(first.side);
  return (
    <li data-testid={`survivor-${server}`} className="space-y-0.5 py-1.5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span>
          <span className="font-medium">{server}</span>{' '}
          <span className="text-muted">{isPartnerDown ? 'in partner-down' : 'alone'}</span>
        </span>
        {first && end ? (
          <Hint
            text={[`Pool ${first.title}`, endWords(end, now, zone), rateWords(first.side)]
              .filter(Boolean)
              .join('\n')}
          >
            {end.kind === 'empty' ? (
              <LevelWord level="bad" word={shortEnd(end, now)} />
            ) : (
              <span className="font-medium text-16 tabular-nums">{shortEnd(end, now)}</span>
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

function wordsOf({ first, unknown, pools }: Pick<SoonestDto, 'first' | 'unknown' | 'pools'>): string {
  if (first === null) return 'New clients of its pools were not counted for long enough yet.';
  const rest = unknown === 0 ? '' : `; of ${unknown} of ${pools} pools it is not known`;
  return endOf(first.side).kind === 'beyond'
    ? `No pool runs out${rest}.`
    : `Then ${first.title} has no address for new clients${rest}.`;
}
