'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ChartLimit, ChartSeries } from '@/components/charts/chart.ts';
import { TimeChart } from '@/components/charts/time-chart.tsx';
import { transitionMarks, unmarkedWords } from '@/components/charts/transition-marks.ts';
import { useRange } from '@/components/time/use-range.ts';
import { Resource } from '@/components/ui/resource.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import type { ClockHistoryDto } from '@/lib/contracts/clock-history.ts';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { TransitionsDto } from '@/lib/contracts/transitions.ts';
import { CLOCK_WARNING_MS } from '@/lib/pair/clocks/levels.ts';
import { CLOCK_CRITICAL_MS, CLOCK_LIMIT_MS } from '@/lib/pair/limits.ts';
import { clockHistoryQuery } from '@/lib/queries/clocks.ts';
import { transitionsQuery } from '@/lib/queries/transitions.ts';
import {
  chartPoints,
  methodStretches,
  offsetTitle,
  signedOff,
  skewSummary,
  skewTitle,
} from './chart-words.ts';
import { MethodStrip } from './method-strip.tsx';

/** How the clocks stood over the time that the page shows. */
export function ClockCharts({ pair }: { pair: PairDto }) {
  const { range, setRange } = useRange();
  const query = useQuery(clockHistoryQuery(pair.name, range));
  const { data: transitions } = useQuery(transitionsQuery(pair.name, range));
  return (
    <section aria-labelledby="clock-history" data-testid="clock-history">
      <h2 id="clock-history" className="mb-3 font-semibold text-16">
        How they stood
        {query.isPlaceholderData && (
          <span className="ml-3 font-normal text-12 text-muted">reading the new range…</span>
        )}
      </h2>
      <Resource query={query} firstProblem={null} what="how the clocks stood">
        {(history) => (
          <div className={query.isPlaceholderData ? 'opacity-60' : ''}>
            <Charts history={history} transitions={transitions} pair={pair} onZoom={setRange} />
          </div>
        )}
      </Resource>
    </section>
  );
}

type Scale = 'symlog' | 'linear';

const SCALES = [
  { value: 'symlog', title: 'By powers of ten, small and large beside each other', content: 'powers of ten' },
  { value: 'linear', title: 'Evenly, as far as the measurements reach', content: 'even' },
] as const;

function Charts({
  history,
  transitions,
  pair,
  onZoom,
}: {
  history: ClockHistoryDto;
  transitions: TransitionsDto | undefined;
  pair: PairDto;
  onZoom(span: { from: number; to: number }): void;
}) {
  const [scale, setScale] = useState<Scale>('symlog');
  const skew = useMemo(
    (): ChartSeries[] => [
      {
        key: 'skew',
        name: 'secondary’s clock minus primary’s, with uncertainty',
        look: 'ink',
        kind: 'line',
        points: chartPoints(history.skew),
      },
    ],
    [history.skew],
  );
  const offsets = useMemo(
    () =>
      history.servers.map(
        ({ server, role, points }): ChartSeries => ({
          key: server,
          name: `${server} minus Pairwatch’s`,
          look: role === 'primary' ? 'server-a' : 'server-b',
          kind: 'line',
          points: chartPoints(points),
        }),
      ),
    [history.servers],
  );
  const marks = useMemo(() => (transitions ? transitionMarks(transitions) : []), [transitions]);
  const span = useMemo(
    () => ({ from: Date.parse(history.from), to: Date.parse(history.to) }),
    [history.from, history.to],
  );
  const stretches = methodStretches(history.skew, { ...span, stepMs: history.stepMs });
  const [primary, secondary] = ['primary', 'secondary'].map(
    (role) => pair.servers.find((server) => server.role === role)?.name ?? role,
  );
  const choice = <Segmented<Scale> label="Scale" value={scale} options={SCALES} onChange={setScale} />;
  const shared = { span, onZoom, marks, scale, unit: signedOff, unitName: 'ms' } as const;
  return (
    <div className="space-y-8">
      <div>
        <TimeChart
          {...shared}
          title={skewTitle(history.skew, {
            primary: primary ?? 'primary',
            secondary: secondary ?? 'secondary',
          })}
          summary={skewSummary(history.skew, stretches)}
          series={skew}
          limits={LIMITS[scale]}
          domain={DOMAIN[scale]}
          csvName={`${pair.name}-clock-skew`}
          height={260}
          choice={choice}
        />
        <MethodStrip stretches={stretches} span={span} />
        <p className="mt-1 text-12 text-muted">
          Dashed: 5 s is a warning, 30 s is critical, at 60 s dhcpd refuses to connect. Marks: changes of
          state of either server. {transitions && unmarkedWords(transitions)}
        </p>
      </div>
      {history.servers.some(({ points }) => points.length > 0) && (
        <TimeChart
          {...shared}
          title={offsetTitle(history.servers)}
          summary="Each server’s clock minus Pairwatch’s own, with uncertainty. Where both move alike, it is Pairwatch’s clock that moved."
          series={offsets}
          csvName={`${pair.name}-clock-offsets`}
          height={200}
        />
      )}
    </div>
  );
}

/** Of both signs: either clock may be ahead. On powers of ten 30 s and 60 s lie too near to each other for two labels. */
function limits(labels: readonly [number, string][]): ChartLimit[] {
  return labels.flatMap(([value, label]) => [
    { value, label },
    { value: -value, label },
  ]);
}

const LIMITS: Record<Scale, ChartLimit[]> = {
  linear: limits([
    [CLOCK_WARNING_MS, '5 s'],
    [CLOCK_CRITICAL_MS, '30 s'],
    [CLOCK_LIMIT_MS, '60 s'],
  ]),
  symlog: limits([
    [CLOCK_WARNING_MS, '5 s'],
    [CLOCK_CRITICAL_MS, ''],
    [CLOCK_LIMIT_MS, '60 s'],
  ]),
};

const DOMAIN: Record<Scale, { min?: number; max?: number }> = {
  linear: {},
  symlog: { min: -CLOCK_LIMIT_MS, max: CLOCK_LIMIT_MS },
};
