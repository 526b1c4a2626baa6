import { memo } from 'react';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import type { Span } from '@/lib/contracts/range.ts';
import type { ChartMark } from './chart.ts';
import { placeOf, ROOM } from './geometry.ts';

/** What happened, over the plot: hairlines with a shape on top. They say their words at the cursor and in the table. */
export const Marks = memo(function Marks({
  marks,
  span,
  plotWidth,
  height,
}: {
  marks: readonly ChartMark[];
  span: Span;
  plotWidth: number;
  height: number;
}) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0 overflow-hidden">
      {marks.map((mark, index) => {
        const x = placeOf(mark.at, plotWidth, span);
        return (
          x !== null && (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: two of one moment with the same words are two
              key={`${mark.at} ${mark.label} ${index}`}
              className="absolute"
              style={{
                left: ROOM.left + x,
                top: 0,
                height: height - ROOM.bottom,
                color: `var(--${mark.look})`,
              }}
            >
              <div className="absolute top-[12px] bottom-0 w-px bg-current opacity-40" />
              <div className="absolute top-px -left-[5px]">
                <VerdictMark verdict={mark.look} size={11} />
              </div>
            </div>
          )
        );
      })}
    </div>
  );
});
