import type { SystemDto } from '../../../lib/contracts/system.ts';
import { formatDuration } from '../../../lib/pair/duration.ts';
import { type AboutGroup, type AboutRow, unknownRow } from './about-row.ts';
import { databaseRows } from './database-rows.ts';
import { forecastRows } from './forecast-rows.ts';
import { bytesText, msText } from './units.ts';
import { upkeepRows } from './upkeep-rows.ts';

/** Everything there is to tell of how Pairwatch itself does. `now`: by the page's clock. */
export function aboutGroups(system: SystemDto, now: number): AboutGroup[] {
  return [
    { title: 'Collector', rows: collectorRows(system, now) },
    { title: 'Polls and storing', rows: pollRows(system) },
    { title: 'Messages', rows: messageRows(system, now) },
    { title: 'Database', rows: [...databaseRows(system), ...upkeepRows(system.database, now)] },
    { title: 'Size once all is kept as long as it may', rows: forecastRows(system) },
    { title: 'Processes', rows: processRows(system, now) },
  ];
}

function collectorRows({ collector, web }: SystemDto, now: number): AboutRow[] {
  if (collector === null)
    return [
      {
        name: 'Collector',
        value: 'never ran on this database',
        level: 'bad',
        normal: 'one runs',
        otherwise: 'Start Pairwatch with bin/pairwatch start, which runs collector and pages.',
      },
    ];
  const silentMs = Math.max(0, now - Date.parse(collector.lastSeenAt));
  const isSilent = collector.freshness === 'stale';
  const isOther = collector.version !== web.version;
  return [
    {
      name: 'Last beat',
      value: silentMs < 1000 ? 'less than 1 s ago' : `${formatDuration(silentMs)} ago`,
      level: isSilent ? 'bad' : 'good',
      normal: 'every 2 s',
      otherwise: isSilent
        ? 'The collector is dead or cut off from the database: nothing on these pages is new. Its log says why; the page /runbook/collector-silent tells what to do.'
        : null,
    },
    {
      name: 'Running for',
      value: formatDuration(now - Date.parse(collector.startedAt)),
      level: 'note',
      normal: 'since the last start, or the last change of stored pairs',
      otherwise: null,
    },
    {
      name: 'Version',
      value: isOther ? `collector ${collector.version}, pages ${web.version}` : collector.version,
      level: isOther ? 'warn' : 'good',
      normal: 'the same for both',
      otherwise: isOther ? 'One of the two was not restarted after an update: restart Pairwatch.' : null,
    },
  ];
}

const KIND_WORDS: Record<string, string> = {
  omapi: 'OMAPI',
  pools: 'Pool counters',
  config: 'dhcpd.conf',
  leases: 'Lease files, read and parsed',
  log: 'Logs',
  clock: 'Clocks',
};
/** What a poll of this kind takes at most while nothing is wrong. A lease file is long, and clocks are asked several times. */
const USUAL_P95_MS: Record<string, number> = {
  omapi: 100,
  pools: 500,
  config: 1_000,
  leases: 1_000,
  log: 500,
  clock: 8_000,
};
const USUAL_LATE_MS = 250;
const USUAL_INGEST_MS = 50;

function pollRows({ figures }: SystemDto): AboutRow[] {
  if (figures === null) return [unknownRow('Polls')];
  const late = Math.max(0, ...figures.polls.map((poll) => poll.late.p95Ms));
  const { ingest } = figures;
  return [
    {
      name: 'Lag',
      value:
        figures.polls.length === 0
          ? 'no poll yet'
          : `polls begin ${msText(late)} late (p95 of the slowest kind)`,
      level: figures.polls.length === 0 ? 'unknown' : late > USUAL_LATE_MS ? 'warn' : 'good',
      normal: `under ${USUAL_LATE_MS} ms`,
      otherwise:
        late > USUAL_LATE_MS
          ? 'The machine is too busy for so many pairs at this pace: lengthen the intervals under `poll` in pairwatch.yaml, or give it more processor.'
          : null,
    },
    ...figures.polls.map(({ kind, took, failed }): AboutRow => {
      const usual = USUAL_P95_MS[kind] ?? 1_000;
      const isSlow = took.p95Ms > usual;
      return {
        name: KIND_WORDS[kind] ?? kind,
        value: `${spread(took)}, ${took.count} polls${failed > 0 ? `, ${failed} failed` : ''}`,
        level: took.count === 0 ? 'unknown' : isSlow ? 'warn' : 'good',
        normal: `p95 under ${msText(usual)}`,
        otherwise: isSlow
          ? 'A server or the way to it is slow, or does not answer until the deadline: the page of its pair says which source.'
          : null,
      };
    }),
    {
      name: 'Storing a reading',
      value: ingest.count === 0 ? 'nothing stored yet' : `${spread(ingest)}, ${ingest.count} transactions`,
      level: ingest.count === 0 ? 'unknown' : ingest.p95Ms > USUAL_INGEST_MS ? 'warn' : 'good',
      normal: `p95 under ${USUAL_INGEST_MS} ms`,
      otherwise:
        ingest.p95Ms > USUAL_INGEST_MS
          ? 'The disk of the database is slow or busy: put the data folder on a local disk, or use PostgreSQL.'
          : null,
    },
  ];
}

const spread = ({ p50Ms, p95Ms, maxMs }: { p50Ms: number; p95Ms: number; maxMs: number }) =>
  `p50 ${msText(p50Ms)}, p95 ${msText(p95Ms)}, max ${msText(maxMs)}`;

const LONG_WAIT_MS = 10 * 60_000;

function messageRows(
  { undeliveredMessages, oldestUndeliveredAt, deadMessages }: SystemDto,
  now: number,
): AboutRow[] {
  const waitsMs = oldestUndeliveredAt === null ? 0 : Math.max(0, now - Date.parse(oldestUndeliveredAt));
  const isLong = waitsMs > LONG_WAIT_MS;
  return [
    {
      name: 'Waiting',
      value:
        undeliveredMessages === 0 ? '0' : `${undeliveredMessages}, the oldest for ${formatDuration(waitsMs)}`,
      level: isLong ? 'warn' : 'good',
      normal: 'none for longer than 10 min',
      otherwise: isLong ? 'An endpoint does not take what it is to be told: see Settings, Endpoints.' : null,
    },
    {
      name: 'Given up',
      value: String(deadMessages),
      level: deadMessages > 0 ? 'warn' : 'good',
      normal: '0 since each endpoint last took one',
      otherwise: deadMessages > 0 ? 'Mend the endpoint, then send again from Settings, Endpoints.' : null,
    },
  ];
}

const USUAL_LOOP_MS = 100;
const USUAL_MEMORY_BYTES = 1024 ** 3;

function processRows({ figures, web, restarts }: SystemDto, now: number): AboutRow[] {
  const rowsOf = (name: string, { memory, eventLoop, node }: SystemDto['web']['process']): AboutRow[] => {
    const isStalled = eventLoop.p99Ms > USUAL_LOOP_MS;
    const isLarge = memory.rssBytes > USUAL_MEMORY_BYTES;
    return [
      {
        name: `${name}: memory`,
        value: `${bytesText(memory.rssBytes)}, of that ${bytesText(memory.heapUsedBytes)} objects (Node ${node})`,
        level: isLarge ? 'warn' : 'good',
        normal: `under ${bytesText(USUAL_MEMORY_BYTES)}`,
        otherwise: isLarge
          ? 'Large lease files need memory; if it grows without end, restart Pairwatch and report it.'
          : null,
      },
      {
        name: `${name}: event loop`,
        value: `p50 ${msText(eventLoop.p50Ms)}, p99 ${msText(eventLoop.p99Ms)}, max ${msText(eventLoop.maxMs)} late`,
        level: isStalled ? 'warn' : 'good',
        normal: `p99 under ${USUAL_LOOP_MS} ms`,
        otherwise: isStalled
          ? 'The machine has too little processor for this process, or it is stopped now and then.'
          : null,
      },
    ];
  };
  return [
    ...(figures === null ? [unknownRow('Collector: memory')] : rowsOf('Collector', figures.process)),
    ...rowsOf('Pages', web.process),
    ...restarts.map((each) => restartRow(each, now)),
  ];
}

const OF_LATE_MS = 24 * 3_600_000;

function restartRow({ process, count, last }: SystemDto['restarts'][number], now: number): AboutRow {
  const name = `${process === 'web' ? 'Pages' : 'Collector'}: started again`;
  const agoMs = last === null ? null : Math.max(0, now - Date.parse(last.at));
  const isOfLate = agoMs !== null && agoMs < OF_LATE_MS;
  return {
    name,
    value:
      last === null || agoMs === null
        ? 'never in 30 days'
        : `${count} times in 30 days, last ${formatDuration(agoMs)} ago after ${last.ending}`,
    level: isOfLate ? 'warn' : 'good',
    normal: 'never: it ends by itself only where something is wrong',
    otherwise: isOfLate
      ? 'The log has the reason above the line that says it was started again; the page /runbook/pairwatch-impaired tells the usual ones.'
      : null,
  };
}
