import type { IncidentReport, ReportPool } from '../../../contracts/incident-report.ts';
import { countOf } from '../../../pair/count.ts';
import type { Block, Cell } from '../../../reports/document.ts';
import { heading, paragraph } from '../../../reports/text/heading.ts';
import type { Moments } from '../../../reports/text/moments.ts';
import { lengthOf, listed } from '../../../reports/text/words.ts';
import { figureText } from './figures.ts';
import { FIXED, sourceTitle, UNKNOWN } from './fixed.ts';

const MINUTE_MS = 60_000;
type Impact = IncidentReport['impact'];

/** What it meant for clients and addresses. */
export function impactBlocks(report: IncidentReport, moments: Moments): Block[] {
  const { impact } = report;
  return [
    heading('Impact', 'impact'),
    {
      kind: 'facts',
      rows: [
        ...minutes(impact),
        ...clients(impact, moments),
        ...backlog(impact, moments),
        givenTwice(report),
      ],
    },
    ...impact.duplicates.map(({ at, sentence }) =>
      paragraph(`Given twice since ${moments.text(at)}: ${sentence}`),
    ),
    ...poolBlocks(impact, moments),
  ];
}

function minutes({ minutes: { two, one, none, unseen } }: Impact): [string, string][] {
  const text = (value: number) => lengthOf(value * MINUTE_MS);
  return [
    ['Both servers answered', text(two)],
    ['One server answered', text(one)],
    ['No server answered', text(none)],
    ['Not seen how many', text(unseen)],
  ];
}

function clients({ clients, refused, endedLeases }: Impact, moments: Moments): [string, string][] {
  return [
    [
      'Clients with an address',
      clients === null
        ? `${UNKNOWN}: no lease file was counted when it began`
        : `${clients.count} when it began, by the lease file of ${clients.server} at ${moments.text(clients.at)}`,
    ],
    ['Requests without an answer', refused === null ? `${UNKNOWN}: no log was read` : refusedText(refused)],
    [
      'Leases ended without renewal',
      endedLeases === null
        ? `${UNKNOWN}: no lease file was read`
        : `${endedLeases.count} in the hours from ${moments.text(endedLeases.from)} to ${moments.text(endedLeases.until)}, by the lease file of ${endedLeases.server}`,
    ],
  ];
}

/** To be found it takes the lease files of both. */
function givenTwice({ impact: { duplicates }, gaps, span }: IncidentReport): [string, string] {
  const areRead = !gaps.some(
    ({ source, from, until }) =>
      source === 'leases' && from <= span.from && (until === null || until >= span.until),
  );
  const none = areRead ? 'none was found' : `${UNKNOWN}: the lease files of both were not read`;
  return ['Addresses given twice', duplicates.length === 0 ? none : `${duplicates.length}`];
}

function backlog({ backlog }: Impact, moments: Moments): [string, string][] {
  return backlog.map(({ server, most, atEnd }) => [
    `Not acknowledged, of ${server}`,
    most === null || atEnd === null
      ? `${UNKNOWN}: its lease file was not read`
      : `${countOf(most.count, 'lease')} at most, from ${moments.text(most.at)}; not more than ${atEnd.count} when it was read last, at ${moments.text(atEnd.at)}`,
  ]);
}

function refusedText({ count, byServer, evidence }: NonNullable<Impact['refused']>): string {
  const each = byServer.map((server) => `${server.count} by the log of ${server.server}`);
  return `${count}: ${listed(each)}${evidence.length === 0 ? '' : ` (${shortRefs(evidence)})`}`;
}

const MOST_REFS = 6;

/** `E1, E2`; of many, the first. */
export function shortRefs(refs: readonly string[]): string {
  const more = refs.length > MOST_REFS ? ' and more' : '';
  return `${refs.slice(0, MOST_REFS).join(', ')}${more}`;
}

function poolBlocks({ pools }: Impact, moments: Moments): Block[] {
  if (pools.length === 0) return [];
  if (pools.every(isUncounted)) return [heading('Pools', 'pools', 2), paragraph(FIXED.noPool)];
  const told = pools.flatMap(({ title, forecastThen }) =>
    forecastThen === null
      ? []
      : `${title}: at ${moments.text(forecastThen.at)} Pairwatch said: ${forecastThen.sentence}${figures(forecastThen.figures)}`,
  );
  return [
    heading('Pools', 'pools', 2),
    {
      kind: 'table',
      caption: FIXED.pools,
      columns: [
        { title: 'Pool', weight: 2 },
        { title: 'Addresses', align: 'right' },
        { title: 'Most in use', weight: 2 },
        { title: 'Fewest own free of the primary', weight: 2 },
        { title: 'Fewest own free of the secondary', weight: 2 },
      ],
      rows: pools.map((pool) => [
        pool.title,
        pool.addressCount === null ? UNKNOWN : `${pool.addressCount}`,
        extreme(pool.mostActive, moments),
        extreme(ownFree(pool, 'primary'), moments),
        extreme(ownFree(pool, 'secondary'), moments),
      ]),
    },
    ...(told.length === 0 ? [] : [{ kind: 'list' as const, items: told }]),
    paragraph(FIXED.poolsAre, 'muted'),
  ];
}

const isUncounted = ({ mostActive, fewestOwnFree, forecastThen }: ReportPool): boolean =>
  mostActive === null && forecastThen === null && fewestOwnFree.every(({ worst }) => worst === null);

const ownFree = ({ fewestOwnFree }: ReportPool, role: 'primary' | 'secondary') =>
  fewestOwnFree.find((each) => each.role === role)?.worst ?? null;

function extreme(worst: ReportPool['mostActive'], moments: Moments): Cell {
  if (worst === null) return UNKNOWN;
  const { value, server, source, at } = worst;
  return {
    lines: [
      countOf(value, 'address', 'addresses'),
      `${sourceTitle(source)} of ${server}`,
      ...moments.lines(at),
    ],
  };
}

const figures = (all: Parameters<typeof figureText>[0][]): string =>
  all.length === 0 ? '' : ` (${all.map(figureText).join('; ')})`;
