import { Age } from '@/components/time/age.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { ClocksDto } from '@/lib/contracts/truth.ts';
import { METHOD_WORDS } from '@/lib/pair/clocks/words.ts';
import { offsetWords } from './clock-words.ts';
import { skewText } from './skew-text.ts';

/** What the ways that are not the best one tell, so that they can be held against each other. */
export function OtherWays({ clocks, pair }: { clocks: ClocksDto; pair: PairDto }) {
  const skews = clocks.ways.filter(({ method }) => method !== clocks.skew?.method);
  const readings = clocks.servers.flatMap(({ name, best, ways }) =>
    ways.filter(({ method }) => method !== (best ?? ways[0])?.method).map((way) => ({ ...way, name })),
  );
  if (skews.length + readings.length === 0) return null;
  return (
    <details className="border-line border-t px-4 py-2 text-13">
      <summary className="w-fit text-muted hover:text-ink">
        Other ways <span className="text-faint">({skews.length + readings.length})</span>
      </summary>
      <ul className="mt-1 space-y-0.5">
        {skews.map((skew) => (
          <li key={skew.method}>
            {skewText(skew, pair.servers)},{' '}
            <span className="text-muted">
              by {METHOD_WORDS[skew.method]}, <Age at={skew.measuredAt} of="Measured" />
            </span>
          </li>
        ))}
        {readings.map((reading) => (
          <li key={`${reading.name} ${reading.method}`}>
            {reading.name} {offsetWords(reading)}{' '}
            <span className="text-muted">
              against Pairwatch’s, by {METHOD_WORDS[reading.method]},{' '}
              <Age at={new Date(reading.at).toISOString()} of="Measured" />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
