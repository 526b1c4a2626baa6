'use client';

import { formatExact } from '@/components/time/format.ts';
import { useZone } from '@/components/time/zone.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { DeliveryTryDto } from '@/lib/contracts/delivery.ts';
import { countOf } from '@/lib/pair/count.ts';
import { adviceOn, tryWords } from './try-words.ts';

/** Each try to deliver a message, the first one first. */
export function Tries({ tries }: { tries: readonly DeliveryTryDto[] }) {
  return (
    <section aria-labelledby="tries" className="space-y-2">
      <h2 id="tries" className="font-semibold text-16">
        {tries.length === 0 ? 'No try yet' : countOf(tries.length, 'try', 'tries')}
      </h2>
      {tries.length === 0 ? (
        <p className="text-muted">
          The collector sends it as soon as the messages before it to this endpoint have been taken. If it
          stays so, check that the collector runs.
        </p>
      ) : (
        <ol className="divide-y divide-line rounded-md border border-line bg-surface">
          {tries.map((each) => (
            <Try key={each.attemptedAt} of={each} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Try({ of }: { of: DeliveryTryDto }) {
  const { zone } = useZone();
  const advice = adviceOn(of);
  return (
    <li data-testid="try" className="grid gap-x-4 gap-y-0.5 px-4 py-2 md:grid-cols-[232px_minmax(0,1fr)]">
      <time dateTime={of.attemptedAt} className="text-13 text-muted">
        {formatExact(Date.parse(of.attemptedAt), zone)}
      </time>
      <div className="min-w-0 space-y-1">
        <p className="wrap-anywhere">
          <Prose text={tryWords(of)} />
        </p>
        {advice && (
          <p>
            <span className="font-medium">What to do: </span>
            {advice}
          </p>
        )}
        {of.answer && (
          <details className="text-13">
            <summary className="w-fit text-muted hover:text-ink">Its answer</summary>
            <pre className="wrap-anywhere mt-1 max-h-60 overflow-auto whitespace-pre-wrap rounded-md bg-sunken p-2 font-mono text-12">
              {of.answer}
            </pre>
          </details>
        )}
      </div>
    </li>
  );
}
