import type { EventKind } from '../../../contracts/event.ts';
import type { IncidentReport, ReportEvent } from '../../../contracts/incident-report.ts';
import { countOf } from '../../../pair/count.ts';
import type { Block, Cell } from '../../../reports/document.ts';
import { heading, paragraph } from '../../../reports/text/heading.ts';
import type { Moments } from '../../../reports/text/moments.ts';
import { utcSecond } from '../../../reports/text/words.ts';
import { figureText } from './figures.ts';
import { FIXED, sourceTitle, UNKNOWN } from './fixed.ts';
import { shortRefs } from './impact.ts';

/** Nobody reads more on paper; the table for spreadsheets has all. */
const MOST_EVENTS = 2_000;
/** What must not be missing comes first. */
const BY_WEIGHT: EventKind[] = [
  'state',
  'incident',
  'action',
  'config',
  'alert',
  'verdict',
  'collector',
  'source',
  'finding',
  'delivery',
  'log',
];

/** The events that a document tells, in their order: all, or of too many those that weigh most. */
export function printedEvents({ timeline }: IncidentReport): ReportEvent[] {
  if (timeline.length <= MOST_EVENTS) return timeline;
  const weight = (event: ReportEvent) => BY_WEIGHT.indexOf(event.kind);
  const kept = new Set(timeline.toSorted((one, other) => weight(one) - weight(other)).slice(0, MOST_EVENTS));
  return timeline.filter((event) => kept.has(event));
}

/** Everything that happened, and the alerts with their figures. */
export function timelineBlocks(
  report: IncidentReport,
  events: readonly ReportEvent[],
  moments: Moments,
): Block[] {
  const all = report.timeline.length;
  return [
    heading('Timeline', 'timeline'),
    paragraph(FIXED.timelineIs, 'muted'),
    {
      kind: 'table',
      caption:
        events.length === all
          ? countOf(all, 'event')
          : `${events.length} of ${countOf(all, 'event')}: those that weigh most. The timeline as CSV and JSON has all.`,
      columns: [
        { title: 'When', weight: 2.1 },
        { title: 'Stamp of the server', weight: 2.1 },
        { title: 'What', weight: 3.6 },
        { title: 'Told by', weight: 1.3 },
      ],
      rows: events.map((event) => [
        { lines: moments.lines(event.at) },
        { lines: stampLines(event) },
        whatOf(event),
        { lines: toldBy(event) },
      ]),
    },
    ...alertBlocks(report, moments),
  ];
}

function stampLines({ serverStamp, corrected }: ReportEvent): string[] {
  if (serverStamp === null) return [];
  const raw = utcSecond(serverStamp);
  if (corrected === null) return [raw];
  return [raw, `${utcMilli(corrected.at)} ± ${seconds(corrected.uncertaintyMs)} s`];
}

/** `2026-11-22 00:52:07.125 UTC` */
function utcMilli(time: string): string {
  return `${new Date(time).toISOString().slice(0, 23).replace('T', ' ')} UTC`;
}

const seconds = (ms: number): number => Number((ms / 1000).toFixed(3));

function whatOf({ sentence, count, backfilled }: ReportEvent): Cell {
  const lines = [sentence];
  if (count > 1) lines.push(`Told ${count} times.`);
  if (backfilled) lines.push('Read later, from what the server kept.');
  return lines.length === 1 ? sentence : { lines };
}

function toldBy({ sources, evidence, actor }: ReportEvent): string[] {
  const who = actor === null ? [] : [actor];
  const refs = evidence.length === 0 ? [] : [shortRefs(evidence)];
  const told = sources.length === 0 && actor === null ? [sourceTitle('pairwatch')] : sources.map(sourceTitle);
  return [...who, ...told, ...refs];
}

function alertBlocks({ alerts }: IncidentReport, moments: Moments): Block[] {
  if (alerts.length === 0) return [];
  return [
    heading('Alerts', 'alerts', 2),
    {
      kind: 'table',
      caption: FIXED.alerts,
      columns: [
        { title: 'Alert' },
        { title: 'Fired', weight: 1.5 },
        { title: 'Over', weight: 1.5 },
        { title: 'Why', weight: 3 },
      ],
      rows: alerts.map(({ title, severity, firedAt, resolvedAt, sentence, figures, evidence }) => [
        { lines: [title, severity ?? UNKNOWN] },
        firedAt === null ? 'did not fire' : { lines: moments.lines(firedAt) },
        resolvedAt === null ? 'goes on' : { lines: moments.lines(resolvedAt) },
        {
          lines: [
            sentence,
            ...figures.map(figureText),
            ...(evidence.length === 0 ? [] : [shortRefs(evidence)]),
          ],
        },
      ]),
    },
  ];
}
