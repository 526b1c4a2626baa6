'use client';

import { Age } from '@/components/time/age.tsx';
import { useLook } from './use-look.ts';

/** "checked 3 s ago", standing out once that is too long ago to be relied on. `pair` null: the latest look at any. */
export function Looked({ pair }: { pair: string | null }) {
  const look = useLook(pair);
  if (look === null) return <span data-testid="looked">not checked yet</span>;
  return (
    <span
      data-testid="looked"
      data-freshness={look.freshness}
      className={look.freshness === 'fresh' ? '' : 'font-semibold text-ink'}
    >
      {look.freshness === 'stale' ? 'not known now; as it was ' : 'checked '}
      <Age at={look.at} of="Last look of the collector at what alerts are about" />
    </span>
  );
}
