'use client';

import { useQuery } from '@tanstack/react-query';
import { goingOnQuery } from '@/lib/queries/going-on.ts';

/** How many alerts fire that somebody is told of; `?` while that can not be read. Nothing while none does. */
export function FiringAlerts() {
  const { data, isError } = useQuery(goingOnQuery());
  return <Count count={data?.firingAlerts} isUnknown={isError} word="firing" />;
}

/** How many incidents are open, as above. */
export function OpenIncidents() {
  const { data, isError } = useQuery(goingOnQuery());
  return <Count count={data?.openIncidents} isUnknown={isError} word="open" />;
}

function Count({
  count,
  isUnknown,
  word,
}: {
  count: number | undefined;
  isUnknown: boolean;
  /** What is counted, for who does not see where it stands. */
  word: string;
}) {
  if (count === undefined ? !isUnknown : count === 0) return null;
  return (
    <span
      data-testid={`count-${word}`}
      className="min-w-4 rounded-full border border-strong-line bg-ground px-1 text-center font-medium text-12 text-ink leading-[14px] tabular-nums"
    >
      {count ?? '?'}
      <span className="sr-only"> {count === undefined ? `not known how many ${word}` : word}</span>
    </span>
  );
}
