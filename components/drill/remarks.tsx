'use client';

import { LevelWord } from '@/components/pair/level-mark.tsx';
import type { DrillReport } from '@/lib/contracts/drill.ts';
import { DrillTime } from './drill-time.tsx';
import { WEIGHT_LOOK } from './drill-words.ts';

/** What came that was not expected, what took too long, and what is left unproven. */
export function Remarks({ report: { remarks } }: { report: DrillReport }) {
  return (
    <section aria-labelledby="remarks" className="space-y-2" data-testid="drill-remarks">
      <h2 id="remarks" className="font-semibold text-16">
        What was not expected
      </h2>
      {remarks.length === 0 ? (
        <p className="text-muted">Nothing so far.</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line bg-surface">
          {remarks.map(({ at, weight, sentence }) => (
            <li key={`${at} ${sentence}`} className="wrap-anywhere px-4 py-2">
              <LevelWord {...WEIGHT_LOOK[weight]} /> {sentence}{' '}
              {at !== null && (
                <span className="text-13 text-muted">
                  <DrillTime at={at} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
