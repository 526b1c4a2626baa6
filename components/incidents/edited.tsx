'use client';

import { useNow } from '@/components/time/now.tsx';
import { formatDuration } from '@/lib/pair/duration.ts';

/** Who changed something last, "edited 3 min ago by anna"; opens what it was before. */
export function Edited({
  word = 'edited',
  at,
  by,
  onOpen,
}: {
  word?: string;
  /** ISO time. */
  at: string;
  by: string;
  onOpen(): void;
}) {
  const now = useNow();
  return (
    <button
      type="button"
      onClick={onOpen}
      className="min-h-[24px] text-left text-13 text-muted underline decoration-dotted underline-offset-3 hover:text-ink print:no-underline"
    >
      {word} <time dateTime={at}>{formatDuration(now - Date.parse(at))}</time> ago by {by}
    </button>
  );
}
