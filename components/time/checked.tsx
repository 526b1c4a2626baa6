'use client';

import type { PairDto } from '@/lib/contracts/pair.ts';
import { freshness } from '@/lib/pair/freshness.ts';
import { Age } from './age.tsx';
import { useNow } from './now.tsx';

/** "checked 2 s ago", standing out as soon as that is later than it should be. */
export function Checked({ pair }: { pair: PairDto }) {
  const now = useNow();
  if (pair.checkedAt === null) return <span data-testid="checked">not checked yet</span>;
  const isFresh = freshness(Date.parse(pair.checkedAt), pair.intervalMs, now) === 'fresh';
  return (
    <span data-testid="checked" className={isFresh ? undefined : 'font-semibold text-ink'}>
      checked{' '}
      <Age
        at={pair.checkedAt}
        of={`Last judgement of this pair by the collector; due every ${pair.intervalMs / 1000} s`}
      />
    </span>
  );
}
