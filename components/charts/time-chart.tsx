'use client';

import { Download, Table, ZoomOut } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type ReactNode, useId, useMemo, useRef, useState } from 'react';
import { useZone } from '@/components/time/zone.tsx';
import type { Span } from '@/lib/contracts/range.ts';
import { serverClock } from '@/lib/queries/server-clock.ts';
import type { ChartData, ChartLimit, ChartMark, ChartSeries } from './chart.ts';
import { ChartTable } from './chart-table.tsx';
import { csvOf } from './csv.ts';
import { ROOM, widened } from './geometry.ts';
import { Marks } from './marks.tsx';
import { Overlay } from './overlay.tsx';
import { saveCsv } from './save-csv.ts';
import { Swatch } from './swatch.tsx';
import { twinCsv } from './table-twin.ts';
import { useWidth } from './use-width.ts';

const Plot = dynamic(async () => (await import('./plot.tsx')).Plot, { ssr: false, loading: () => null });

const NONE: never[] = [];
const ANY_DOMAIN = {};

export type TimeChartProps = {
  /** What the chart shows, said as a finding: "Use fell to 41 % at 03:10; 62 % now". */
  title: string;
  /** The same for readers who can't see it, with what the eye would add: where gaps are, and why. */
  summary: string;
  span: Span;
  /** Asked to show another stretch of time. */
  onZoom?(span: Span): void;
  /** At most 600 points each. The same array while nothing changed: then nothing is drawn anew. */
  series: readonly ChartSeries[];
  stacked?: boolean;
  limits?: readonly ChartLimit[];
  marks?: readonly ChartMark[];
  /** A value with its unit: "62 %". Given once, not made anew at each draw. */
  unit(value: number): string;
  /** The unit by its name, for the heads of the CSV: "addresses". */
  unitName?: string;
  /** Name of the file that holds the figures, without its ending. */
  csvName: string;
  /** Pixels of the drawing. */
  height?: number;
  /** How long a point reaches; 0 for readings of one moment. */
  stepMs?: number;
  /** The least and greatest value to show at least. */
  domain?: ChartData['domain'];
  scale?: ChartData['scale'];
  /** Beside the title: a choice of what is drawn. */
  choice?: ReactNode;
  /** Level of the title among the page's headings. */
  level?: 2 | 3;
};

/** Figures over time, to see, to hear and to take away; all charts of a page share one cursor. */
export function TimeChart({
  title,
  summary,
  span,
  onZoom,
  series,
  stacked = false,
  limits = NONE,
  marks = NONE,
  unit,
  unitName = '',
  csvName,
  height = 220,
  stepMs = 0,
  domain = ANY_DOMAIN,
  scale = 'linear',
  choice,
  level = 3,
}: TimeChartProps) {
  const titleId = useId();
  const [isTable, setTable] = useState(false);
  const { from, to } = span;
  const data = useMemo(
    (): ChartData => ({ span: { from, to }, series, stacked, limits, marks, stepMs, domain, scale }),
    [from, to, series, stacked, limits, marks, stepMs, domain, scale],
  );
  const save = () => {
    const { columns, rows } = twinCsv(series, unitName);
    saveCsv(csvName, csvOf(columns, rows));
  };
  const Title = level === 2 ? 'h2' : 'h3';
  return (
    <figure aria-labelledby={titleId} data-testid="chart" className="min-w-0">
      <figcaption className="mb-1 flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="min-w-0 grow basis-64">
          <Title id={titleId} className="wrap-anywhere font-semibold text-14">
            {title}
          </Title>
          <p className="sr-only">{summary}</p>
          <Legend series={series} />
        </div>
        <div className="flex flex-wrap items-center gap-1 print:hidden">
          {choice}
          {onZoom && <ZoomOutButton span={span} onZoom={onZoom} />}
          <ToolButton onClick={() => setTable(!isTable)} isPressed={isTable}>
            <Table size={14} aria-hidden="true" /> Table
          </ToolButton>
          <ToolButton onClick={save}>
            <Download size={14} aria-hidden="true" /> CSV
          </ToolButton>
        </div>
      </figcaption>
      {isTable ? (
        <ChartTable title={title} series={series} unit={unit} height={height} />
      ) : (
        <Drawing data={data} title={title} unit={unit} height={height} onZoom={onZoom} />
      )}
    </figure>
  );
}

/** The plot with what lies above it, in a place that has its size from the first moment on. */
function Drawing({
  data,
  title,
  unit,
  height,
  onZoom,
}: {
  data: ChartData;
  title: string;
  unit(value: number): string;
  height: number;
  onZoom: ((span: Span) => void) | undefined;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const { zone } = useZone();
  const zoomOut = onZoom && (() => onZoom(widened(data.span, serverClock.now())));
  return (
    <div ref={frame} className="relative" style={{ height }}>
      {width > 0 && (
        <>
          <div aria-hidden="true">
            <Plot data={data} width={width} height={height} zone={zone} unit={unit} />
          </div>
          <Marks
            marks={data.marks}
            span={data.span}
            plotWidth={width - ROOM.left - ROOM.right}
            height={height}
          />
          <Overlay
            data={data}
            title={title}
            width={width}
            height={height}
            unit={unit}
            onZoom={onZoom}
            onZoomOut={zoomOut}
          />
        </>
      )}
    </div>
  );
}

function ZoomOutButton({ span, onZoom }: { span: Span; onZoom(span: Span): void }) {
  return (
    <ToolButton onClick={() => onZoom(widened(span, serverClock.now()))}>
      <ZoomOut size={14} aria-hidden="true" /> Zoom out
    </ToolButton>
  );
}

function ToolButton({
  onClick,
  isPressed,
  children,
}: {
  onClick(): void;
  isPressed?: boolean;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      onClick={onClick}
      aria-pressed={isPressed}
      className={`flex h-7 items-center gap-1.5 rounded-md border border-line px-2 text-12 hover:text-ink ${isPressed ? 'bg-sunken text-ink' : 'text-muted'}`}
    >
      {children}
    </button>
  );
}

function Legend({ series }: { series: readonly ChartSeries[] }) {
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-4 text-12 text-muted">
      {series.map(({ key, name, look }) => (
        <li key={key} className="flex items-center gap-1.5">
          <Swatch look={look} /> {name}
        </li>
      ))}
    </ul>
  );
}
