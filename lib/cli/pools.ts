import { writeFileSync } from 'node:fs';
import type { DhcpdConfig } from '../dhcpd/config/config.ts';
import { findDifferences } from '../dhcpd/pools/differences.ts';
import { poolFigures, tableRanges } from '../dhcpd/pools/figures.ts';
import { judgePools } from '../dhcpd/pools/thresholds.ts';
import { readConf } from './conf/read-conf.ts';
import { DEFAULT_LEASES } from './default-paths.ts';
import { InputError, unreadable } from './input-error.ts';
import type { Io } from './io.ts';
import { LeaseFile, type LeaseFileReading } from './leases/lease-file.ts';
import { configProblems, leaseFileProblems } from './leases/problems.ts';
import {
  type Format,
  HELP,
  isAlarmAskedFor,
  type PoolsArguments,
  parseArguments,
} from './pools/arguments.ts';
import { reportAsClassicJson } from './pools/classic.ts';
import { reportAsClassicCsv } from './pools/classic-csv.ts';
import { reportAsClassicText } from './pools/classic-text.ts';
import { reportAsCsv } from './pools/csv.ts';
import { reportAsJson } from './pools/json.ts';
import type { PoolsReport } from './pools/report.ts';
import { EXIT_CODE, statusLine, unknownLine } from './pools/status.ts';
import { reportAsTable } from './pools/table.ts';
import { UsageError } from './usage-error.ts';

const MOST_DIFFERENCES = 100;

/** `pairwatch pools`: counts the leases of one dhcpd. Gives the exit status its help describes. */
export async function poolsCommand(argv: string[], io: Io): Promise<number> {
  try {
    const options = parseArguments(argv);
    if (options === 'help') {
      io.stdout.write(HELP);
      return EXIT_CODE.ok;
    }
    return await countPools(options, io);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof InputError)) throw error;
    const hint = error instanceof UsageError ? 'See pairwatch pools --help.\n' : '';
    // Nagios shows what stands on standard output.
    if (isAlarmAskedFor(argv)) io.stdout.write(unknownLine(error.message));
    else io.stderr.write(`pairwatch pools: ${error.message}\n${hint}`);
    return EXIT_CODE.unknown;
  }
}

async function countPools(options: PoolsArguments, io: Io): Promise<number> {
  const config = await readConf(options.conf);
  const nowSeconds = Math.floor(Date.now() / 1000);
  const own = await readLeases(options.leases ?? config.leaseFile ?? DEFAULT_LEASES, config, nowSeconds);
  const partner =
    options.partnerLeases === null ? null : await readLeases(options.partnerLeases, config, nowSeconds);
  const report = reportOf(config, own, partner, nowSeconds);
  const { alarm, format } = options;
  if (!alarm) {
    print(reportText(report, format ?? 'table', options), options, io);
    // In JSON they have their place.
    if (format !== 'json') io.stderr.write(problemLines(report));
    return EXIT_CODE.ok;
  }
  if (report.figures.ranges.length === 0) {
    throw new InputError(`${options.conf}: found no range, expected some to watch`);
  }
  const judgement = judgePools(report.figures, alarm.thresholds);
  const status = { judgement, figures: report.figures, damaged: damagedPlaces(own) };
  if (format) print(reportText(report, format, options), options, io);
  else if (judgement.level !== 'ok' || !alarm.quietWhenOk) print(statusLine(status, alarm), options, io);
  return EXIT_CODE[judgement.level];
}

async function readLeases(path: string, config: DhcpdConfig, nowSeconds: number): Promise<LeaseFileReading> {
  const file = LeaseFile.open(path);
  try {
    return await file.read({ ranges: tableRanges(config), nowSeconds });
  } finally {
    file.close();
  }
}

function reportOf(
  config: DhcpdConfig,
  own: LeaseFileReading,
  partner: LeaseFileReading | null,
  nowSeconds: number,
): PoolsReport {
  return {
    figures: poolFigures(config, own.table, nowSeconds),
    partner: partner && poolFigures(config, partner.table, nowSeconds),
    differences: partner && findDifferences(own.table, partner.table, MOST_DIFFERENCES),
    problems: [
      ...configProblems(config),
      ...leaseFileProblems(own),
      ...(partner ? leaseFileProblems(partner) : []),
    ],
  };
}

/** An entry at the end that dhcpd is just writing is no damage. */
function damagedPlaces({ problems, unfinished }: LeaseFileReading): number {
  return problems.count - (unfinished ? 1 : 0);
}

function reportText(report: PoolsReport, format: Format, options: PoolsArguments): string {
  switch (format) {
    case 'table':
      return reportAsTable(report, options.order, options.parts);
    case 'json':
      return reportAsJson(report, options.order);
    case 'csv':
      return reportAsCsv(report, options.order);
    case 'classic-text':
      return reportAsClassicText(report, options);
    case 'classic-csv':
      return reportAsClassicCsv(report, options);
    case 'classic-json':
      return reportAsClassicJson(report, options);
  }
}

function print(text: string, { output }: PoolsArguments, io: Io): void {
  if (output === null) {
    io.stdout.write(text);
    return;
  }
  try {
    writeFileSync(output, text);
  } catch (error) {
    throw unreadable(output, 'a file that can be written', error);
  }
}

function problemLines({ problems }: PoolsReport): string {
  return problems.map(({ file, line, text }) => `${file}:${line}: ${text}\n`).join('');
}
