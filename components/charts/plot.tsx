'use client';

import { memo, useId } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, XAxis, YAxis } from 'recharts';
import { timeTicks } from '@/lib/time-ticks.ts';
import type { ChartData, ChartSeries } from './chart.ts';
import { ROOM } from './geometry.ts';
import { fillOf, STROKE } from './look.ts';
import { type PlotPoint, plotPoints, stackRows } from './plot-rows.ts';
import { valueAxis } from './value-axis.ts';

const TICK_LOOK = { fill: 'var(--muted)', fontSize: 12 };
/** Readable above whatever lies beneath. */
const LABEL_LOOK = {
  fill: 'var(--ink)',
  fontSize: 12,
  stroke: 'var(--surface)',
  strokeWidth: 3,
  paintOrder: 'stroke',
};
/** Pixels a time needs beneath the plot. */
const TICK_WIDTH = 72;
/** Pixels of the widest: "21:08:45". */
const TIME_WIDTH = 56;

export type PlotProps = {
  data: ChartData;
  width: number;
  height: number;
  zone: string;
  unit(value: number): string;
};

/** The drawing itself, without anything that moves: drawn anew only when what it shows has changed. */
export const Plot = memo(function Plot({ data, width, height, zone, unit }: PlotProps) {
  const hatchId = useId();
  const { span, limits, scale } = data;
  const times = timeTicks(span, zone, Math.max(2, (width - ROOM.left - ROOM.right) / TICK_WIDTH));
  const textOf = new Map(times.map(({ at, text }) => [at, text]));
  const values = valueAxis(data, height - ROOM.top - ROOM.bottom);
  return (
    <ComposedChart width={width} height={height} margin={MARGIN} accessibilityLayer={false}>
      <Hatch id={hatchId} />
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        type="number"
        dataKey="at"
        domain={[span.from, span.to]}
        allowDataOverflow
        ticks={[...textOf.keys()]}
        interval={0}
        height={ROOM.bottom}
        tick={<TimeTick width={width} textOf={textOf} />}
        stroke="var(--strong-line)"
      />
      <YAxis
        scale={scale}
        domain={[values.min, values.max]}
        ticks={values.ticks}
        tickFormatter={unit}
        interval={0}
        width={ROOM.left}
        tick={TICK_LOOK}
        axisLine={false}
        tickLine={false}
        allowDataOverflow
      />
      {data.stacked ? stackOf(data, hatchId) : data.series.map((series) => singleOf(series, data, hatchId))}
      {limits.map(({ value, label }) => (
        <ReferenceLine
          key={`${label} ${value}`}
          y={value}
          stroke="var(--ink)"
          strokeDasharray="4 3"
          strokeOpacity={0.7}
          label={{ value: label, position: 'insideBottomRight', ...LABEL_LOOK }}
        />
      ))}
    </ComposedChart>
  );
});

/** A time beneath the plot: near the right edge moved inwards as far as it would be cut. */
function TimeTick({
  x = 0,
  y = 0,
  payload,
  width,
  textOf,
}: {
  x?: number | string;
  y?: number | string;
  payload?: { value: number };
  width: number;
  textOf: ReadonlyMap<number, string>;
}) {
  const isAtEdge = Number(x) > width - TIME_WIDTH / 2;
  return (
    <text
      x={isAtEdge ? width : x}
      y={y}
      dy="0.71em"
      textAnchor={isAtEdge ? 'end' : 'middle'}
      fill={TICK_LOOK.fill}
      fontSize={TICK_LOOK.fontSize}
    >
      {textOf.get(payload?.value ?? Number.NaN)}
    </text>
  );
}

const MARGIN = { top: ROOM.top, right: ROOM.right, bottom: 0, left: 0 };
const STILL = { isAnimationActive: false, connectNulls: false, activeDot: false } as const;

/** Areas on top of each other, and whatever else there is above them. */
function stackOf(data: ChartData, hatchId: string) {
  const areas = data.series.filter(({ kind }) => kind === 'area');
  const rows = stackRows(areas, data.stepMs);
  return [
    ...areas.map(({ key, look }) => (
      <Area
        key={key}
        data={rows}
        dataKey={key}
        stackId="stack"
        stroke={STROKE[look]}
        strokeWidth={1}
        fill={fillOf(look, hatchId)}
        fillOpacity={look === 'used' ? 0.85 : 1}
        {...STILL}
      />
    )),
    ...data.series.filter(({ kind }) => kind !== 'area').flatMap((series) => singleOf(series, data, hatchId)),
  ];
}

function singleOf(series: ChartSeries, { stepMs }: ChartData, hatchId: string) {
  const { key, look, kind } = series;
  const points = plotPoints(series, stepMs);
  const stroke = STROKE[look];
  const band = points.some((point) => point.band !== null) && (
    <Area
      key={`${key} band`}
      data={points}
      dataKey="band"
      stroke="none"
      fill={stroke}
      fillOpacity={0.2}
      {...STILL}
    />
  );
  if (kind === 'band') return [band];
  if (kind === 'area')
    return [
      <Area
        key={key}
        data={points}
        dataKey="value"
        stroke={stroke}
        fill={fillOf(look, hatchId)}
        fillOpacity={0.3}
        {...STILL}
      />,
      band,
    ];
  return [
    band,
    <Line
      key={key}
      data={points}
      dataKey="value"
      stroke={stroke}
      strokeWidth={1.5}
      dot={<LoneDot />}
      {...STILL}
    />,
  ];
}

/** A reading with none beside it has no line: it is a dot. */
function LoneDot({
  cx,
  cy,
  payload,
  stroke,
}: {
  cx?: number;
  cy?: number;
  payload?: PlotPoint;
  stroke?: string;
}) {
  if (!payload?.alone || cx === undefined || cy === undefined) return null;
  return <circle cx={cx} cy={cy} r={2} fill={stroke} />;
}

/** The share that belongs to the partner, as in the bars of pools. */
function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
        <rect width="6" height="6" fill="var(--surface)" />
        <line x1="0" y1="3" x2="6" y2="3" stroke="var(--muted)" strokeOpacity="0.6" strokeWidth="1.5" />
      </pattern>
    </defs>
  );
}
