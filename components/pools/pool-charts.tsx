'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { TimeChart } from '@/components/charts/time-chart.tsx';
import { transitionMarks, unmarkedWords } from '@/components/charts/transition-marks.ts';
import { durationText } from '@/components/time/duration-text.ts';
import { useNow } from '@/components/time/now.tsx';
import { useRange } from '@/components/time/use-range.ts';
import { useZone } from '@/components/time/zone.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { PoolDetailDto } from '@/lib/contracts/pool-detail.ts';
import type { PoolUseDto } from '@/lib/contracts/pool-use.ts';
import type { Span } from '@/lib/contracts/range.ts';
import { poolUseQuery } from '@/lib/queries/pool-use.ts';
import { rulesQuery } from '@/lib/queries/rules.ts';
import { transitionsQuery } from '@/lib/queries/transitions.ts';
import { findingOfOwnFree, findingOfUse, gapWords } from './chart-findings.ts';
import { forecastFan, spanWithForecast } from './forecast-fan.ts';
import { ownFreeSeries, stackedUse } from './history-series.ts';
import { SeriesChoice, useChosenSeries } from './series-choice.tsx';
import { limitsOfUse, USE_RULE } from './use-limits.ts';

const HEIGHT = 260;
const addresses = (value: number): string => String(value);

/** How the pool was used in the time of the page, and what each server had to give by itself, over the same times. */
export function PoolCharts({ pair, id, detail }: { pair: string; id: string; detail: PoolDetailDto }) {
  const { range } = useRange();
  const query = useQuery(poolUseQuery({ pair, poolId: id, range }));
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="mb-3 font-semibold text-16">
        How it went
        {query.isPlaceholderData && (
          <span className="ml-3 font-normal text-12 text-muted">reading the time chosen…</span>
        )}
      </h2>
      <Resource query={query} firstProblem={null} what="the history of this pool">
        {(data) =>
          data.series.length === 0 ? (
            <p className="text-muted">Nothing of this pool was read in this time.</p>
          ) : (
            <Charts pair={pair} use={data} detail={detail} />
          )
        }
      </Resource>
    </section>
  );
}

function Charts({ pair, use, detail }: { pair: string; use: PoolUseDto; detail: PoolDetailDto }) {
  const { pool, servers, forecast } = detail;
  const { range, setRange } = useRange();
  const { zone } = useZone();
  const minute = Math.floor(useNow() / 60_000) * 60_000;
  const { chosen, choose } = useChosenSeries(use);
  const size = use.pool.addressCount;
  const readAt = Date.parse(use.now);
  const span = useMemo(() => ({ from: Date.parse(use.from), to: Date.parse(use.to) }), [use]);
  // What is to come is shown only beside the present.
  const coming = readAt - span.to < use.stepMs ? forecast : null;
  const shown = useMemo(() => spanWithForecast(span, coming), [span, coming]);
  const reader = { now: Math.max(readAt, minute), zone, stepMs: use.stepMs };

  const used = useMemo(() => (chosen ? stackedUse(chosen, use) : []), [chosen, use]);
  const own = useMemo(
    () => (chosen ? ownFreeSeries(use, chosen.source, servers) : []),
    [use, chosen, servers],
  );
  const ownAndComing = useMemo(() => [...own, ...forecastFan(coming, readAt)], [own, coming, readAt]);
  const transitions = useQuery(transitionsQuery(pair, range)).data;
  const marks = useMemo(() => (transitions ? transitionMarks(transitions) : []), [transitions]);
  const rule = useQuery(rulesQuery({ pair, pool: pool.key })).data?.rules.find(({ id }) => id === USE_RULE);
  // Pools of one shared network are judged by their sum: a line over one of them would mean nothing.
  const limits = useMemo(
    () => (detail.poolsOfNetwork === 1 ? limitsOfUse(rule, size) : []),
    [detail.poolsOfNetwork, rule, size],
  );
  const domain = useMemo(() => ({ min: 0, max: size }), [size]);
  const from0 = useMemo(() => ({ min: 0 }), []);
  const onZoom = (to: Span) => setRange(to);
  if (!chosen) return null;

  const [usedArea] = used;
  const finding = findingOfUse(usedArea?.points ?? [], size, reader);
  const gaps = gapWords(usedArea?.points ?? [], reader);
  const ownFinding = findingOfOwnFree(own, size, reader);
  const step = `Each point stands for ${durationText(use.stepMs)}.`;
  return (
    <div className="space-y-8">
      <div>
        <TimeChart
          title={finding}
          summary={`${finding}. ${gaps} ${step}`}
          span={shown}
          onZoom={onZoom}
          series={used}
          stacked
          limits={limits}
          marks={marks}
          unit={addresses}
          unitName="addresses"
          csvName={`pool-${pool.key}-${chosen.server}-${chosen.source}`}
          height={HEIGHT}
          stepMs={use.stepMs}
          domain={domain}
          choice={<SeriesChoice use={use} chosen={chosen} onChoose={choose} />}
        />
        <p className="mt-1 text-12 text-muted">
          Addresses of {size}. {gaps} {transitions && unmarkedWords(transitions)}
          {detail.poolsOfNetwork > 1 &&
            ` The ${detail.poolsOfNetwork} pools of ${pool.sharedNetwork} are judged by their sum, so no limit is drawn here.`}
        </p>
      </div>
      {pool.peer !== null && own.length > 0 && (
        <div>
          <TimeChart
            title={ownFinding}
            summary={`${ownFinding}. ${step}`}
            span={shown}
            onZoom={onZoom}
            series={ownAndComing}
            marks={marks}
            unit={addresses}
            unitName="addresses"
            csvName={`pool-${pool.key}-own-free`}
            stepMs={use.stepMs}
            domain={from0}
          />
          <p className="mt-1 text-12 text-muted">
            Addresses that each server may give by itself, by its own figures.
            {ownAndComing.length > own.length &&
              ' To the right of now: how long they would last if the partner went away now; it holds eight times in ten.'}
          </p>
        </div>
      )}
    </div>
  );
}
