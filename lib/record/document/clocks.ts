import type { ClockRecord, PeriodReport } from '../../contracts/period-report.ts';
import type { Block, Cell } from '../../reports/document.ts';
import { heading, paragraph } from '../../reports/text/heading.ts';
import type { Moments } from '../../reports/text/moments.ts';
import { lengthOf } from '../../reports/text/words.ts';
import { FIXED, METHODS } from './fixed.ts';

/** For how long the clocks were within their limits, and how far off they were. */
export function clockBlocks({ pairs, charts }: PeriodReport, moments: Moments): Block[] {
  const rows = pairs.flatMap(({ name, clocks: { skew, servers } }) => [
    ...(skew ? [rowOf(`${name}, one against the other`, skew, moments)] : []),
    ...servers.flatMap(({ server, record }) =>
      record ? [rowOf(`${server} of ${name}`, record, moments)] : [],
    ),
  ]);
  const title = heading('Clocks', 'clocks');
  if (rows.length === 0) return [title, paragraph(FIXED.noClock)];
  const chart = charts.find(({ code }) => code === 'skew');
  const steps = [...new Set(pairs.map(({ clocks }) => clocks.stepMs))].map(lengthOf).join(' and ');
  return [
    title,
    paragraph(FIXED.clocksAre, 'muted'),
    paragraph(`Time is counted in stretches of ${steps}.`, 'muted'),
    ...(chart ? [{ kind: 'chart' as const, chart }] : []),
    {
      kind: 'table',
      caption: FIXED.clocks,
      columns: [
        { title: 'Clock', weight: 2 },
        { title: 'Limit', align: 'right' },
        { title: 'Within', align: 'right' },
        { title: 'Beyond', align: 'right' },
        { title: 'Undecided', align: 'right' },
        { title: 'Not measured', align: 'right' },
        { title: 'Furthest off', weight: 2.2 },
      ],
      rows,
    },
  ];
}

function rowOf(name: string, record: ClockRecord, moments: Moments): Cell[] {
  const { limitMs, withinMs, withinPercent, beyondMs, undecidedMs, unmeasuredMs, worst } = record;
  return [
    name,
    msText(limitMs),
    { lines: [...(withinPercent === null ? [] : [`${withinPercent} %`]), lengthOf(withinMs)] },
    lengthOf(beyondMs),
    lengthOf(undecidedMs),
    lengthOf(unmeasuredMs),
    worst === null
      ? FIXED.unknown
      : {
          lines: [
            `${msText(worst.valueMs)} ± ${msText(worst.uncertaintyMs)}, by ${METHODS[worst.method]}`,
            ...moments.lines(worst.at),
          ],
        },
  ];
}

/** `4.2 ms`, `61.304 s` */
function msText(ms: number): string {
  return Math.abs(ms) < 1000 ? `${Number(ms.toFixed(1))} ms` : `${Number((ms / 1000).toFixed(3))} s`;
}
