import { LevelWord } from '@/components/pair/level-mark.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { findingWords } from '@/lib/pair/finding-words.ts';

/** What was found of a pair beside its verdict; nothing where nothing was. */
export function FindingCounts({ counts }: { counts: PairDto['findingCounts'] }) {
  const words = findingWords(counts);
  if (words === null) return null;
  return (
    <span data-testid="finding-counts" className="min-w-0 shrink-[9] truncate text-13">
      <LevelWord level={counts.error > 0 ? 'bad' : 'warn'} word={words} size={11} />
    </span>
  );
}
