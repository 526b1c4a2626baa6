import { type CsvCell, csvLine } from '../contracts/csv.ts';
import type { PeriodReport, PeriodTable } from '../contracts/period-report.ts';

type Table = { columns: readonly string[]; rows: (report: PeriodReport) => CsvCell[][] };

/** Each table of a report as a spreadsheet has it: times in UTC as they are, lengths in milliseconds. */
const TABLES: Record<PeriodTable, Table> = {
  redundancy: {
    columns: [
      'pair',
      'two (ms)',
      'one (ms)',
      'none (ms)',
      'not seen (ms)',
      'one, planned (ms)',
      'none, planned (ms)',
      'two (% of the time seen)',
      'not seen (%)',
    ],
    rows: ({ pairs }) =>
      pairs.map(({ name, redundancy: { twoMs, oneMs, noneMs, unseenMs, planned, share, unseenPercent } }) => [
        name,
        twoMs,
        oneMs,
        noneMs,
        unseenMs,
        planned.oneMs,
        planned.noneMs,
        share?.twoPercent ?? null,
        unseenPercent,
      ]),
  },
  days: {
    columns: ['pair', 'day', 'two (ms)', 'one (ms)', 'none (ms)', 'not seen (ms)'],
    rows: ({ pairs }) =>
      pairs.flatMap(({ name, days }) =>
        days.map(({ day, twoMs, oneMs, noneMs, unseenMs }) => [name, day, twoMs, oneMs, noneMs, unseenMs]),
      ),
  },
  incidents: {
    columns: [
      'incident',
      'pair',
      'severity',
      'began (UTC)',
      'opened (UTC)',
      'recovered (UTC)',
      'detected after (ms)',
      'acknowledged after (ms)',
      'recovered after (ms)',
      'planned',
      'from before',
      'sentence',
    ],
    rows: ({ incidents }) =>
      incidents.map((each) => [
        each.id,
        each.pair,
        each.severity,
        each.beganAt,
        each.openedAt,
        each.recoveredAt,
        each.detectMs,
        each.acknowledgeMs,
        each.recoverMs,
        each.isPlanned,
        each.isFromBefore,
        each.sentence,
      ]),
  },
  times: {
    columns: ['time', 'of', 'without', 'median (ms)', 'mean (ms)', 'definition'],
    rows: ({ times }) =>
      times.map(({ title, count, without, medianMs, meanMs, definition }) => [
        title,
        count,
        without,
        medianMs,
        meanMs,
        definition,
      ]),
  },
  recurrences: {
    columns: [
      'pair',
      'kind',
      'server',
      'times',
      'of them at one hour',
      'weekday',
      'hour from',
      'when (UTC)',
      'sentence',
    ],
    rows: ({ recurrences }) =>
      recurrences.map(({ pair, kind, server, count, slot, times, sentence }) => [
        pair,
        kind,
        server,
        count,
        slot?.count ?? null,
        slot?.weekday ?? null,
        slot?.from ?? null,
        times.join(' '),
        sentence,
      ]),
  },
  pools: {
    columns: [
      'pair',
      'pool',
      'title',
      'addresses',
      'p50 (%)',
      'p95 (%)',
      'most (%)',
      'most at (UTC)',
      'means of (ms)',
      'means read',
      'means expected',
      'told by',
      'source',
      'fewest own free',
    ],
    rows: ({ pairs }) =>
      pairs.flatMap(({ name, pools }) =>
        pools.map(({ key, title, addressCount, use, fewestOwnFree }) => [
          name,
          key,
          title,
          addressCount,
          use?.p50Percent ?? null,
          use?.p95Percent ?? null,
          use?.maxPercent ?? null,
          use?.maxAt ?? null,
          use?.stepMs ?? null,
          use?.steps ?? null,
          use?.stepsExpected ?? null,
          use?.server ?? null,
          use?.source ?? null,
          fewestOwnFree.map(({ server, value }) => `${server} ${value}`).join(' '),
        ]),
      ),
  },
  clocks: {
    columns: [
      'pair',
      'server',
      'limit (ms)',
      'within (ms)',
      'beyond (ms)',
      'undecided (ms)',
      'not measured (ms)',
      'furthest off (ms)',
      'give or take (ms)',
      'measured at (UTC)',
      'measured by',
    ],
    rows: ({ pairs }) =>
      pairs.flatMap(({ name, clocks: { skew, servers } }) =>
        [{ server: null, record: skew }, ...servers].flatMap(({ server, record }) =>
          record === null
            ? []
            : [
                [
                  name,
                  server,
                  record.limitMs,
                  record.withinMs,
                  record.beyondMs,
                  record.undecidedMs,
                  record.unmeasuredMs,
                  record.worst?.valueMs ?? null,
                  record.worst?.uncertaintyMs ?? null,
                  record.worst?.at ?? null,
                  record.worst?.method ?? null,
                ],
              ],
        ),
      ),
  },
  changes: {
    columns: ['pair', 'server', 'seen (UTC)', 'sentence'],
    rows: ({ changes }) => changes.map(({ pair, server, at, sentence }) => [pair, server, at, sentence]),
  },
  planned: {
    columns: ['pair', 'from (UTC)', 'to (UTC)', 'reason', 'by'],
    rows: ({ planned }) =>
      planned.map(({ pair, from, until, reason, by }) => [pair, from, until, reason, by]),
  },
  practices: {
    columns: ['pair', 'practice', 'owner', 'done (UTC)', 'outcome', 'by', 'sentence', 'overdue since (UTC)'],
    rows: ({ practices }) =>
      practices.flatMap(({ pair, code, owner, done, overdueSince }) =>
        (done.length === 0 ? [null] : done).map((run) => [
          pair,
          code,
          owner,
          run?.at ?? null,
          run?.outcome ?? null,
          run?.by ?? null,
          run?.sentence ?? null,
          overdueSince,
        ]),
      ),
  },
  gaps: {
    columns: [
      'pair',
      'server',
      'source',
      'times',
      'in all (ms)',
      'longest from (UTC)',
      'to (UTC)',
      'goes on',
      'sentence',
    ],
    rows: ({ gaps }) =>
      gaps.map(({ pair, server, source, count, totalMs, longest, isOpen, sentence }) => [
        pair,
        server,
        source,
        count,
        totalMs,
        longest.from,
        longest.until,
        isOpen,
        sentence,
      ]),
  },
};

/** One table of a report as CSV, its head first. */
export function periodCsv(report: PeriodReport, table: PeriodTable): string {
  const { columns, rows } = TABLES[table];
  return csvLine(columns) + rows(report).map(csvLine).join('');
}
