'use client';

import { useQuery } from '@tanstack/react-query';
import { Hourglass } from 'lucide-react';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { CountdownsDto } from '@/lib/contracts/truth.ts';
import { fillSince } from '@/lib/pair/sentence.ts';
import { truthQuery } from '@/lib/queries/truth.ts';
import { marginOf } from './countdown-words.ts';
import { TruthSection } from './truth-section.tsx';

/** What ends by itself and when; nothing at all while nothing is waited for. */
export function Countdowns({ pair }: { pair: PairDto }) {
  const { data } = useQuery(truthQuery(pair.name, 'countdowns'));
  if (!data?.value?.length) return null;
  return (
    <TruthSection pair={pair} part="countdowns" title="What is waited for" what="what is waited for">
      {({ value }) => (
        <ul className="divide-y divide-line rounded-md border border-line bg-surface">
          {value.map((countdown) => (
            <Countdown key={countdown.server} countdown={countdown} />
          ))}
        </ul>
      )}
    </TruthSection>
  );
}

function Countdown({ countdown }: { countdown: CountdownsDto[number] }) {
  const now = useNow();
  const { zone } = useZone();
  return (
    <li data-testid={`countdown-${countdown.server}`} className="flex gap-2.5 px-4 py-2.5">
      <Hourglass aria-hidden="true" className="mt-1 size-4 shrink-0 text-recovering" />
      <p className="text-16">
        {fillSince(countdown.sentenceTemplate, now, now, zone)}
        <span className="block text-13 text-muted">{marginOf(countdown, now, zone)}</span>
      </p>
    </li>
  );
}
