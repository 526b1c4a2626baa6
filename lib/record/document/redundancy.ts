import type { PeriodReport, RedundancyRecord } from '../../contracts/period-report.ts';
import type { Block, Cell } from '../../reports/document.ts';
import { heading, paragraph } from '../../reports/text/heading.ts';
import type { Moments } from '../../reports/text/moments.ts';
import { lengthOf } from '../../reports/text/words.ts';
import { FIXED } from './fixed.ts';

/** The redundancy record: of each pair, and of one alone each day too. */
export function redundancyBlocks(report: PeriodReport, moments: Moments): Block[] {
  const { pairs, redundancy, charts } = report;
  const chart = charts.find(({ code }) => code === 'answering');
  return [
    heading('Redundancy', 'redundancy'),
    paragraph(FIXED.redundancyIs, 'muted'),
    ...(chart ? [{ kind: 'chart' as const, chart }] : []),
    {
      kind: 'table',
      caption: FIXED.redundancy,
      columns: [
        { title: 'Pair', weight: 1.4 },
        { title: 'Two', align: 'right' },
        { title: 'One, planned', align: 'right' },
        { title: 'One, unplanned', align: 'right' },
        { title: 'None, planned', align: 'right' },
        { title: 'None, unplanned', align: 'right' },
        { title: 'Not seen', align: 'right' },
      ],
      rows: [
        ...pairs.map(({ name, redundancy: of }) => [name, ...cellsOf(of)]),
        ...(pairs.length > 1 ? [['All pairs', ...cellsOf(redundancy)]] : []),
      ],
    },
    ...pairs.flatMap(({ name, redundancy: of }) => longestBlocks(name, of, moments)),
    ...(pairs.length === 1 ? dayBlocks(pairs) : []),
  ];
}

function cellsOf({
  share,
  twoMs,
  unseenMs,
  unseenPercent,
  planned,
  unplanned,
}: PeriodReport['redundancy']): Cell[] {
  return [
    share === null ? FIXED.unknown : { lines: [`${share.twoPercent} %`, lengthOf(twoMs)] },
    ...[planned.oneMs, unplanned.oneMs, planned.noneMs, unplanned.noneMs].map(lengthOf),
    unseenMs === 0 ? FIXED.none : { lines: [`${unseenPercent} %`, lengthOf(unseenMs)] },
  ];
}

function longestBlocks(
  name: string,
  { longestOne, longestNone }: Pick<RedundancyRecord, 'longestOne' | 'longestNone'>,
  moments: Moments,
): Block[] {
  const items = [
    ...(longestOne
      ? [`One server alone: ${lengthOf(longestOne.lengthMs)} from ${moments.text(longestOne.from)}.`]
      : []),
    ...(longestNone
      ? [`No server: ${lengthOf(longestNone.lengthMs)} from ${moments.text(longestNone.from)}.`]
      : []),
  ];
  return items.length === 0 ? [] : [paragraph(`The longest stretches of ${name}:`), { kind: 'list', items }];
}

function dayBlocks([pair]: PeriodReport['pairs']): Block[] {
  if (!pair) return [];
  return [
    {
      kind: 'table',
      caption: FIXED.days,
      columns: [
        { title: 'Day' },
        { title: 'Two', align: 'right' },
        { title: 'One', align: 'right' },
        { title: 'None', align: 'right' },
        { title: 'Not seen', align: 'right' },
      ],
      rows: pair.days.map(({ day, twoMs, oneMs, noneMs, unseenMs }) => [
        day,
        ...[twoMs, oneMs, noneMs, unseenMs].map(lengthOf),
      ]),
    },
  ];
}
