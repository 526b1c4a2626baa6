'use client';

import { type Level, LevelWord } from '@/components/pair/level-mark.tsx';
import { WORD_LOOK } from '@/components/pair/readiness/readiness-words.ts';
import { Age } from '@/components/time/age.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { DrillReadiness } from '@/lib/contracts/drill.ts';

const LEVELS: Record<string, Level> = { pass: 'good', warn: 'warn', fail: 'bad' };

/** Whether the pair is ready for the loss of a server, in a word and a sentence. */
export function DrillReadinessWord({ readiness: { word, sentence, at } }: { readiness: DrillReadiness }) {
  return (
    <p className="wrap-anywhere max-w-[100ch]" data-testid="drill-readiness">
      <LevelWord {...WORD_LOOK[word]} /> <Prose text={sentence} />{' '}
      {at !== null && (
        <span className="text-13 text-muted">
          worked out <Age at={at} of="Readiness worked out" />
        </span>
      )}
    </p>
  );
}

/** Each line of the list. */
export function ReadinessLines({ lines }: Pick<DrillReadiness, 'lines'>) {
  if (lines.length === 0) return null;
  return (
    <details>
      <summary className="w-fit text-13 text-muted hover:text-ink">
        The {lines.length} lines it is made of
      </summary>
      <ul className="mt-2 divide-y divide-line rounded-md border border-line bg-surface text-13">
        {lines.map(({ title, status, text }) => (
          <li key={title} className="wrap-anywhere px-4 py-1.5">
            <LevelWord level={LEVELS[status] ?? 'unknown'} word={title} />: <Prose text={text} />
          </li>
        ))}
      </ul>
    </details>
  );
}
