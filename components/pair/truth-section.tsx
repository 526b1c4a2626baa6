'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Resource } from '@/components/ui/resource.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { TruthAnswer, TruthPart } from '@/lib/contracts/truth.ts';
import { truthQuery } from '@/lib/queries/truth.ts';
import { useTruthFreshness } from './truth-freshness.ts';
import { WorkedOut } from './worked-out.tsx';

type Known<Part extends TruthPart> = {
  value: NonNullable<TruthAnswer<Part>['value']>;
  /** As it was a while ago, and perhaps is no more. */
  isOld: boolean;
};

/** A section of the page that shows one part of what is known of a pair, with its age; grey once that is too great. */
export function TruthSection<Part extends TruthPart>({
  pair,
  part,
  title,
  what,
  children,
}: {
  pair: PairDto;
  part: Part;
  title: string;
  /** What is shown, for a reader who waits: "the clocks". */
  what: string;
  children: (known: Known<Part>) => ReactNode;
}) {
  const query = useQuery(truthQuery(pair.name, part));
  const observedAt = query.data?.observedAt ?? null;
  const age = useTruthFreshness(observedAt, pair);
  return (
    <section aria-labelledby={part} data-testid={part} data-freshness={age}>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id={part} className="font-semibold text-16">
          {title}
        </h2>
        {observedAt !== null && <WorkedOut at={observedAt} age={age} />}
      </div>
      <Resource query={query} firstProblem={null} what={what}>
        {({ value }) =>
          value === null ? (
            <NotYet />
          ) : (
            <div className={age === 'stale' ? 'text-faint grayscale' : ''}>
              {children({ value, isOld: age === 'stale' })}
            </div>
          )
        }
      </Resource>
    </section>
  );
}

function NotYet() {
  return (
    <p className="text-13 text-muted">
      Not worked out yet: that takes the first readings of both servers, which are still awaited.
    </p>
  );
}
