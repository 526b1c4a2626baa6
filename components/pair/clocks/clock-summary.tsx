'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { Age } from '@/components/time/age.tsx';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { ClocksDto } from '@/lib/contracts/truth.ts';
import { METHOD_WORDS } from '@/lib/pair/clocks/words.ts';
import { pairHref } from '../href.ts';
import { LevelWord } from '../level-mark.tsx';
import { TruthSection } from '../truth-section.tsx';
import { apartLook, apartWords, suspectWords, trendWords } from './clock-words.ts';
import { skewText } from './skew-text.ts';

/** The two clocks in a few lines; all ways and their history are a page of their own. */
export function ClockSummary({ pair }: { pair: PairDto }) {
  return (
    <TruthSection pair={pair} part="clocks" title="Clocks" what="the clocks">
      {({ value }) => (
        <div className="space-y-2 rounded-md border border-line bg-surface px-4 py-2.5 text-13">
          <Apart clocks={value} pair={pair} />
          <Link
            href={pairHref(pair.name, '/clocks') as Route} // the pair's name is in it
            prefetch={false}
            className="inline-flex min-h-[24px] items-center underline decoration-strong-line underline-offset-3 hover:decoration-ink"
          >
            Clocks in full
          </Link>
        </div>
      )}
    </TruthSection>
  );
}

function Apart({
  clocks: { skew, apart, trend, monitorSuspect },
  pair,
}: {
  clocks: ClocksDto;
  pair: PairDto;
}) {
  const now = useNow();
  const { zone } = useZone();
  return (
    <>
      <p className="flex flex-wrap gap-x-2">
        <LevelWord {...apartLook(apart)} />
        {apart && <span className="text-muted">{apartWords(apart)}</span>}
      </p>
      {skew ? (
        <p>
          {capital(skewText(skew, pair.servers))}, by {METHOD_WORDS[skew.method]},{' '}
          <Age at={skew.measuredAt} of="Measured" />.
        </p>
      ) : (
        <p className="text-muted">
          No way to compare them is fresh. Above 60 s the servers refuse to connect to each other.
        </p>
      )}
      {trend && <p>{trendWords(trend, now, zone)}</p>}
      {monitorSuspect && <p>{suspectWords(monitorSuspect)}</p>}
    </>
  );
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
