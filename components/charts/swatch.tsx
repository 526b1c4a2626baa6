import type { SeriesLook } from './chart.ts';
import { STROKE } from './look.ts';

/** What a series looks like, beside its name. */
export function Swatch({ look }: { look: SeriesLook }) {
  const isFilled = look === 'used';
  const isLine = look === 'server-a' || look === 'server-b' || look === 'ink';
  return (
    <span
      aria-hidden="true"
      className={
        isLine
          ? 'mb-1 inline-block h-0.5 w-3.5 shrink-0'
          : `inline-block h-2.5 w-3.5 shrink-0 rounded-[2px] border border-strong-line ${look === 'backup' ? 'hatched' : ''}`
      }
      style={isLine || isFilled ? { backgroundColor: STROKE[look] } : undefined}
    />
  );
}
