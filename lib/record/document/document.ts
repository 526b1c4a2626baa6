import type { PeriodReport } from '../../contracts/period-report.ts';
import { countOf } from '../../pair/count.ts';
import type { Block, ReportDocument } from '../../reports/document.ts';
import { heading, paragraph } from '../../reports/text/heading.ts';
import { momentsIn, utcDay } from '../../reports/text/moments.ts';
import { READERS } from '../../reports/text/readers.ts';
import { periodTitle } from '../summary.ts';
import { clockBlocks } from './clocks.ts';
import { incidentBlocks } from './incidents.ts';
import { poolBlocks } from './pools.ts';
import { redundancyBlocks } from './redundancy.ts';
import { changeBlocks, gapBlocks, plannedBlocks, practiceBlocks, recurrenceBlocks } from './rest.ts';

/** A report on a week or a month as its readers get it, whatever the format. */
export function periodDocument(report: PeriodReport): ReportDocument {
  const { period, scope, generated, pairs, profile } = report;
  const moments = momentsIn(period.zone);
  const title = `${periodTitle(period)}: ${scope.pair ?? 'all pairs'}`;
  const blocks: Block[] = [
    heading('Summary', 'summary'),
    paragraph(report.summary.join(' '), 'lead'),
    ...redundancyBlocks(report, moments),
    ...incidentBlocks(report, moments),
    ...recurrenceBlocks(report, moments),
    ...poolBlocks(report, moments),
    ...clockBlocks(report, moments),
    ...changeBlocks(report, moments),
    ...plannedBlocks(report, moments),
    ...practiceBlocks(report, moments),
    ...gapBlocks(report, moments),
  ];
  return {
    title,
    subtitle: [scope.title, `${utcDay(period.from)} to ${utcDay(period.until)}`].filter(Boolean).join(' · '),
    about: [
      ['Pairs', scope.pair ?? countOf(pairs.length, 'pair')],
      ['From', moments.text(period.from)],
      [period.isOver ? 'To' : 'So far to', moments.text(period.until)],
      ['Made', `${moments.text(generated.at)} by ${generated.by}`],
      ['Made with', `Pairwatch ${generated.productVersion}`],
      ['Made for', READERS[profile]],
      ['Zone of the days and weeks', period.zone],
    ],
    madeAt: generated.at,
    running: `${title} · made ${utcDay(generated.at)}`,
    blocks,
  };
}
