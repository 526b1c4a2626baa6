import type { PeriodReport, RecordPair, RecordPool } from '../../contracts/period-report.ts';
import type { ShareEndDto } from '../../contracts/truth.ts';
import type { Block, Cell } from '../../reports/document.ts';
import { heading, paragraph, slug } from '../../reports/text/heading.ts';
import type { Moments } from '../../reports/text/moments.ts';
import { iso, lengthOf } from '../../reports/text/words.ts';
import { FIXED } from './fixed.ts';

/** Of one pair, and of each where there are several. */
const MOST_ALONE = 100;
const MOST_EACH = 10;

/** How full the pools were, and how long they would last. */
export function poolBlocks({ pairs }: PeriodReport, moments: Moments): Block[] {
  const most = pairs.length === 1 ? MOST_ALONE : MOST_EACH;
  const told = pairs.filter(({ pools }) => pools.length > 0);
  return [
    heading('Pools', 'pools'),
    paragraph(told.length === 0 ? FIXED.noPool : FIXED.poolsAre, 'muted'),
    ...told.flatMap((pair) => pairBlocks(pair, { most, isAlone: pairs.length === 1 }, moments)),
  ];
}

function pairBlocks(
  { name, pools, poolCount, forecastAt }: RecordPair,
  { most, isAlone }: { most: number; isAlone: boolean },
  moments: Moments,
): Block[] {
  const shown = pools.slice(0, most);
  return [
    ...(isAlone ? [] : [heading(`Pools of ${name}`, `pools-${slug(name)}`, 2)]),
    {
      kind: 'table',
      caption: FIXED.pools,
      columns: [
        { title: 'Pool', weight: 2.4 },
        { title: FIXED.p50, align: 'right' },
        { title: FIXED.p95, align: 'right' },
        { title: 'Most', align: 'right', weight: 1.5 },
        { title: 'Fewest own free', weight: 2 },
        { title: 'Alone it would last', weight: 2.6 },
      ],
      rows: shown.map((pool) => rowOf(pool, moments)),
    },
    ...(shown.length < poolCount
      ? [paragraph(`The ${shown.length} fullest of ${poolCount} pools are listed.`, 'muted')]
      : []),
    paragraph(basisOf(shown)),
    ...(forecastAt === null
      ? []
      : [paragraph(`How long they would last was worked out at ${moments.text(forecastAt)}.`, 'muted')]),
  ];
}

function rowOf({ title, addressCount, use, fewestOwnFree, forecast }: RecordPool, moments: Moments): Cell[] {
  return [
    { lines: [title, `${addressCount} addresses`] },
    ...(use === null
      ? [FIXED.unknown, FIXED.unknown, FIXED.unknown]
      : [
          `${use.p50Percent} %`,
          `${use.p95Percent} %`,
          { lines: [`${use.maxPercent} %`, ...moments.lines(use.maxAt)] },
        ]),
    fewestOwnFree.length === 0
      ? FIXED.unknown
      : { lines: fewestOwnFree.map(({ server, value }) => `${server}: ${value}`) },
    forecast.length === 0
      ? FIXED.unknown
      : { lines: forecast.map(({ server, end }) => `${server}: ${endText(end, moments)}`) },
  ];
}

function endText(end: ShareEndDto, moments: Moments): string {
  switch (end.kind) {
    case 'empty':
      return FIXED.noneLeft;
    case 'unknown':
      return FIXED.unknown;
    case 'beyond':
      return `more than ${end.days} days`;
    case 'until':
      return `until ${moments.lines(iso(end.at))[0]}`;
  }
}

/** What the figures rest on, as far as all of them rest on the same. */
function basisOf(pools: readonly RecordPool[]): string {
  const steps = [...new Set(pools.flatMap(({ use }) => (use ? [use.stepMs] : [])))];
  const few = pools.filter(({ use }) => use !== null && use.steps < use.stepsExpected).length;
  const means = steps.length === 0 ? '' : `Figures are of means of ${steps.map(lengthOf).join(' and ')}. `;
  return `${means}${few === 0 ? FIXED.allMeans : `For ${few} of these pools some of them are missing: nothing was read then.`}`;
}
