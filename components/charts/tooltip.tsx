import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import { formatExact } from '@/components/time/format.ts';
import type { ChartMark } from './chart.ts';
import type { Readout } from './readout.ts';
import { Swatch } from './swatch.tsx';

const WIDTH = 240;
const ASIDE = 12;

/** What a chart says at the cursor, beside it. */
export function Tooltip({
  readout,
  moment,
  marks,
  x,
  width,
}: {
  readout: Readout;
  moment: string;
  marks: readonly ChartMark[];
  x: number;
  width: number;
}) {
  const left = x + ASIDE + WIDTH <= width ? x + ASIDE : Math.max(0, x - ASIDE - WIDTH);
  return (
    <div
      aria-hidden="true"
      data-testid="chart-tooltip"
      className="pointer-events-none absolute top-5 z-20 rounded-md border border-strong-line bg-surface px-2.5 py-1.5 text-12"
      style={{ left, width: WIDTH }}
    >
      <p className="text-muted tabular-nums">{moment}</p>
      <ul>
        {readout.readings.map(({ key, name, look, text }) => (
          <li key={key} className="flex items-baseline gap-1.5">
            <Swatch look={look} />
            <span className="min-w-0 grow">{name}</span>
            <span className="text-right font-medium tabular-nums">{text}</span>
          </li>
        ))}
        {marks.map(({ at, label, look }) => (
          <li key={`${at} ${label}`} className="flex gap-1.5">
            <span className="mt-0.5">
              <VerdictMark verdict={look} size={11} />
            </span>
            {label}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** To the second: finer than that no chart is drawn. */
export function momentOf(at: number, zone: string): string {
  return formatExact(at, zone).replace(/\.\d{3}/, '');
}

export function readoutText({ at, readings }: Readout, zone: string): string {
  return `${momentOf(at, zone)}: ${readings.map(({ name, text }) => `${name} ${text}`).join(', ')}`;
}
