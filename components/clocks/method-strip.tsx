import { ROOM } from '@/components/charts/geometry.ts';
import { useZone } from '@/components/time/zone.tsx';
import type { Span } from '@/lib/contracts/range.ts';
import { formatDuration } from '@/lib/pair/duration.ts';
import { formatTime } from '@/lib/pair/sentence.ts';
import type { MethodStretch } from './chart-words.ts';
import { WAYS } from './ways.ts';

/** Below so much of the width a word would not be read. */
const LEAST_WORD_SHARE = 0.08;

/** By which way each stretch of the chart above was measured, on the same axis of time. */
export function MethodStrip({ stretches, span }: { stretches: readonly MethodStretch[]; span: Span }) {
  const { zone } = useZone();
  const share = (ms: number) => ms / (span.to - span.from);
  const nameOf = ({ method }: MethodStretch) => (method === null ? 'not measured' : WAYS[method].name);
  const words = (stretch: MethodStretch) =>
    `${nameOf(stretch)}: from ${formatTime(stretch.from, span.to, zone)}, for ${formatDuration(stretch.to - stretch.from)}`;
  return (
    <div style={{ paddingLeft: ROOM.left, paddingRight: ROOM.right }}>
      <ul aria-label="By which way it was measured" className="flex h-4 w-full overflow-hidden text-12">
        {stretches.map((stretch) => (
          <li
            key={stretch.from}
            title={words(stretch)}
            style={{ width: `${100 * share(stretch.to - stretch.from)}%` }}
            className={`relative min-w-0 truncate border-ground border-r px-1 ${stretch.method === null ? 'text-muted' : 'bg-sunken text-muted'}`}
          >
            <span className={share(stretch.to - stretch.from) < LEAST_WORD_SHARE ? 'sr-only' : ''}>
              {nameOf(stretch)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
