import type { PeriodReport } from '../../contracts/period-report.ts';
import { utcMinute } from '../../pair/utc-minute.ts';
import type { Block, Table } from '../../reports/document.ts';
import { heading, paragraph } from '../../reports/text/heading.ts';
import type { Moments } from '../../reports/text/moments.ts';
import { lengthOf, SOURCE_TITLES } from '../../reports/text/words.ts';
import { FIXED, OUTCOMES } from './fixed.ts';

/** What came again, with the times that it rests on. */
export function recurrenceBlocks({ recurrences }: PeriodReport, _moments: Moments): Block[] {
  return [
    heading('What comes again', 'recurrence'),
    paragraph(recurrences.length === 0 ? FIXED.noRecurrence : FIXED.recurrenceIs, 'muted'),
    ...recurrences.flatMap(({ sentence, times }): Block[] => [
      paragraph(sentence),
      { kind: 'list', items: times.map((at) => utcMinute(Date.parse(at))) },
    ]),
  ];
}

/** Configurations that changed. */
export function changeBlocks({ changes, changeCount }: PeriodReport, moments: Moments): Block[] {
  return section('Configuration changes', 'changes', FIXED.noChange, {
    kind: 'table',
    caption: FIXED.changes,
    columns: [
      { title: 'Seen', weight: 1.6 },
      { title: 'Pair and server', weight: 1.2 },
      { title: 'What', weight: 4 },
    ],
    rows: changes.map(({ at, pair, server, sentence }) => [
      { lines: moments.lines(at) },
      { lines: [pair, ...(server === null ? [] : [server])] },
      sentence,
    ]),
  }).concat(
    changes.length < changeCount
      ? [paragraph(`The last ${changes.length} of ${changeCount} changes are listed.`, 'muted')]
      : [],
  );
}

/** Maintenance windows. */
export function plannedBlocks({ planned }: PeriodReport, moments: Moments): Block[] {
  return section('Planned work', 'planned', FIXED.noPlanned, {
    kind: 'table',
    caption: FIXED.planned,
    columns: [
      { title: 'From', weight: 1.6 },
      { title: 'To', weight: 1.6 },
      { title: 'Pair' },
      { title: 'Reason', weight: 3 },
      { title: 'By' },
    ],
    rows: planned.map(({ from, until, pair, reason, by }) => [
      { lines: moments.lines(from) },
      { lines: moments.lines(until) },
      pair ?? 'all pairs',
      reason,
      by,
    ]),
  });
}

/** Duties that come again: done and overdue. */
export function practiceBlocks({ practices }: PeriodReport, moments: Moments): Block[] {
  return section('Practices', 'practices', FIXED.noPractice, {
    kind: 'table',
    caption: FIXED.practices,
    columns: [
      { title: 'Practice', weight: 1.5 },
      { title: 'Owner' },
      { title: 'Done', weight: 3.5 },
      { title: 'Overdue since', weight: 1.5 },
    ],
    rows: practices.map(({ pair, title, owner, done, doneCount, overdueSince }) => [
      { lines: [title, pair] },
      owner ?? FIXED.none,
      done.length === 0
        ? FIXED.doneNone
        : {
            lines: [
              ...(done.length < doneCount ? [`The last ${done.length} of ${doneCount}:`] : []),
              ...done.map(
                ({ at, outcome, by, sentence }) =>
                  `${moments.lines(at)[0]}: ${OUTCOMES[outcome]}${by === null ? '' : ` by ${by}`}. ${sentence}`,
              ),
            ],
          },
      overdueSince === null ? '' : { lines: moments.lines(overdueSince) },
    ]),
  });
}

/** Where Pairwatch was blind, and what a reader of this profile does not get to see. */
export function gapBlocks({ gaps, redacted: { withheld } }: PeriodReport, moments: Moments): Block[] {
  return [
    ...section('Gaps in what was seen', 'gaps', FIXED.noGap, {
      kind: 'table',
      caption: FIXED.gapsAre,
      columns: [
        { title: 'Pair', weight: 1 },
        { title: 'What', weight: 3.4 },
        { title: 'In all', align: 'right' },
        { title: 'Longest from', weight: 1.6 },
        { title: 'To', weight: 1.6 },
      ],
      rows: gaps.map(({ pair, server, source, sentence, totalMs, longest }) => [
        {
          lines: [
            pair,
            ...(source === null || server === null ? [] : [`${SOURCE_TITLES[source]} of ${server}`]),
          ],
        },
        sentence,
        lengthOf(totalMs),
        { lines: moments.lines(longest.from) },
        { lines: moments.lines(longest.until) },
      ]),
    }),
    ...(withheld.length === 0
      ? []
      : [heading('Left out for these readers', 'withheld', 2), { kind: 'list' as const, items: withheld }]),
  ];
}

function section(title: string, id: string, none: string, table: Table): Block[] {
  return [heading(title, id), table.rows.length === 0 ? paragraph(none) : table];
}
