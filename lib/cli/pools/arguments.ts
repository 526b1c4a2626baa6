import { type ParseArgsConfig, parseArgs } from 'node:util';
import { ANY_COUNT, type Limit, type Thresholds } from '../../dhcpd/pools/thresholds.ts';
import { DEFAULT_CONF } from '../default-paths.ts';
import { UsageError } from '../usage-error.ts';
import { isSortKey, type RowOrder, type SortKey } from './rows.ts';

export const HELP = `Usage: pairwatch pools --conf FILE --leases FILE [options]

Counts the leases of one dhcpd by range, subnet and shared network, from its configuration and its lease file.
Takes the options of dhcpd-pools: a check that runs dhcpd-pools can run this.

  -c, --conf FILE            dhcpd.conf, includes and all (default /etc/dhcp/dhcpd.conf; --config is the same)
  -l, --leases FILE          dhcpd.leases (default: what dhcpd.conf says, else /var/lib/dhcp/dhcpd.leases)
      --partner-leases FILE  the failover partner's lease file: its counts stand beside, and where they differ

What is printed:
      --table                for people (default without thresholds)
      --json                 one JSON object
      --csv                  one line a range, shared network and total
  -f, --format t|c|j         text, CSV or JSON as dhcpd-pools lays it out, with its words and its rounding
  -s, --sort KEYS            ranges by n name, i address (default), m size, c active, p percent, t touched,
                             T active and touched, e their percent; several are weighed from left to right
  -r, --reverse              the other way round
  -L, --limit NN             what of a text or table to print, two sums: first the heads, then the figures of
                             1 ranges, 2 shared networks, 4 the total (default 77)
  -A, --all-as-shared        subnets that stand alone count as shared networks named by their network
  -o, --output FILE          write there and not to standard output

Alarms, for Nagios and its kin. Any of the first four prints one status line with performance data, unless a format is
asked for:
      --warning PERCENT      more than this share is active (default 80)
      --critical PERCENT     (default 90)
      --warn-count N         and fewer than N addresses are not active (default: any number)
      --crit-count N
      --snet-alarms          ranges inside a shared network don't alarm, the network does
      --minsize N            nothing with N addresses or fewer alarms
  -p, --perfdata             counts of each range and shared network among the performance data
                             -L says what is watched: 01 ranges, 02 shared networks; without 04 an OK prints nothing
  -h, --help                 this text

Exit status: 0 OK, or printed without alarms; 1 warning; 2 critical; 3 unknown: these options are wrong, or a file can't be
read. docs/pools.md tells where this differs from dhcpd-pools.
`;

export type Format = 'table' | 'json' | 'csv' | 'classic-text' | 'classic-csv' | 'classic-json';

export type PoolsArguments = {
  conf: string;
  /** null: what the configuration says. */
  leases: string | null;
  partnerLeases: string | null;
  /** null when none was asked for: a table, or the status line where there are thresholds. */
  format: Format | null;
  order: RowOrder;
  parts: Parts;
  allAsShared: boolean;
  output: string | null;
  /** null when no threshold was asked for. */
  alarm: Alarm | null;
};

export type Alarm = { thresholds: Thresholds; performanceData: boolean; quietWhenOk: boolean };

/** What of a report is printed. */
export type Parts = { heads: Sections; figures: Sections };
export type Sections = { ranges: boolean; sharedNetworks: boolean; total: boolean };

const DEFAULT_WARNING_PERCENT = 80;
const DEFAULT_CRITICAL_PERCENT = 90;

const OPTIONS = {
  conf: { type: 'string', short: 'c' },
  config: { type: 'string' },
  leases: { type: 'string', short: 'l' },
  'partner-leases': { type: 'string' },
  table: { type: 'boolean' },
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
  format: { type: 'string', short: 'f' },
  sort: { type: 'string', short: 's', default: 'i' },
  reverse: { type: 'boolean', short: 'r', default: false },
  limit: { type: 'string', short: 'L', default: '77' },
  'all-as-shared': { type: 'boolean', short: 'A', default: false },
  output: { type: 'string', short: 'o' },
  warning: { type: 'string' },
  critical: { type: 'string' },
  'warn-count': { type: 'string' },
  'crit-count': { type: 'string' },
  'snet-alarms': { type: 'boolean', default: false },
  minsize: { type: 'string', default: '0' },
  perfdata: { type: 'boolean', short: 'p', default: false },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

type Values = ReturnType<typeof splitArguments>;

/** The checked options, or `help`. Throws UsageError that says what is wrong. */
export function parseArguments(argv: string[]): PoolsArguments | 'help' {
  const values = splitArguments(argv);
  if (values.help) return 'help';
  const parts = readParts(values.limit);
  return {
    conf: values.conf ?? values.config ?? DEFAULT_CONF,
    leases: values.leases ?? null,
    partnerLeases: values['partner-leases'] ?? null,
    format: readFormat(values),
    order: { keys: readSortKeys(values.sort), reverse: values.reverse },
    parts,
    allAsShared: values['all-as-shared'],
    output: values.output ?? null,
    alarm: readAlarm(values, parts),
  };
}

function splitArguments(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: false }).values;
  } catch (error) {
    // parseArgs throws TypeErrors that say which option is wrong.
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

const CLASSIC_FORMATS: Record<string, Format> = { t: 'classic-text', c: 'classic-csv', j: 'classic-json' };

function readFormat({ table, json, csv, format }: Values): Format | null {
  const chosen: Format[] = [];
  if (table) chosen.push('table');
  if (json) chosen.push('json');
  if (csv) chosen.push('csv');
  if (format !== undefined) {
    const classic = Object.hasOwn(CLASSIC_FORMATS, format) ? CLASSIC_FORMATS[format] : undefined;
    if (!classic) throw new UsageError(`--format is "${format}"; expected t, c or j`);
    chosen.push(classic);
  }
  if (chosen.length > 1)
    throw new UsageError('more than one of --table, --json, --csv and --format is given');
  return chosen[0] ?? null;
}

function readSortKeys(text: string): SortKey[] {
  const keys = [...text].filter(isSortKey);
  if (keys.length === text.length && keys.length > 0) return keys;
  throw new UsageError(`--sort is "${text}"; expected some of the letters n i m c p t T e`);
}

/** `NN` as chmod's: dhcpd-pools takes further digits, whatever they are, and reads none. */
function readParts(text: string): Parts {
  const match = /^([0-7])([0-7])$/.exec(text);
  if (!match) throw new UsageError(`--limit is "${text}"; expected two digits from 0 to 7, such as 77 or 22`);
  const [heads, figures] = match.slice(1).map((digit) => sections(Number(digit)));
  if (!heads || !figures) throw new Error('found a match without its groups');
  return { heads, figures };
}

function sections(bits: number): Sections {
  return { ranges: (bits & 1) !== 0, sharedNetworks: (bits & 2) !== 0, total: (bits & 4) !== 0 };
}

const THRESHOLDS = ['warning', 'critical', 'warn-count', 'crit-count'] as const;

/** Whether these arguments, right or wrong, are those of a check. */
export function isAlarmAskedFor(argv: readonly string[]): boolean {
  return argv.some((word) =>
    THRESHOLDS.some((name) => word === `--${name}` || word.startsWith(`--${name}=`)),
  );
}

function readAlarm(values: Values, parts: Parts): Alarm | null {
  const minSize = readCount('minsize', values.minsize);
  const warning = readLimit('warn', values.warning, values['warn-count'], DEFAULT_WARNING_PERCENT);
  const critical = readLimit('crit', values.critical, values['crit-count'], DEFAULT_CRITICAL_PERCENT);
  if (THRESHOLDS.every((name) => values[name] === undefined)) return null;
  return {
    thresholds: {
      warning,
      critical,
      minSize,
      watch: watchedOf(parts),
      sharedNetworksSpeakForRanges: values['snet-alarms'],
      allAsShared: values['all-as-shared'],
    },
    performanceData: values.perfdata,
    quietWhenOk: !parts.figures.total,
  };
}

/** The figures that are printed are watched; -L10 and -L20 mean what their head says, as the manual of dhcpd-pools has it. */
function watchedOf({ heads, figures }: Parts): Thresholds['watch'] {
  const { ranges, sharedNetworks } = figures.ranges || figures.sharedNetworks ? figures : heads;
  if (ranges || sharedNetworks) return { ranges, sharedNetworks };
  throw new UsageError(
    '--limit leaves neither ranges nor shared networks to watch; expected 01 or 02 among it',
  );
}

function readLimit(
  name: 'warn' | 'crit',
  percent: string | undefined,
  count: string | undefined,
  defaultPercent: number,
): Limit {
  const percentName = name === 'warn' ? 'warning' : 'critical';
  return {
    usedPercent: percent === undefined ? defaultPercent : readPercent(percentName, percent),
    notActive: count === undefined ? ANY_COUNT : readCount(`${name}-count`, count),
  };
}

function readPercent(name: string, text: string): number {
  if (/^\d+(\.\d*)?$|^\.\d+$/.test(text)) return Number(text);
  throw new UsageError(`--${name} is "${text}"; expected a percentage such as 80 or 92.5`);
}

function readCount(name: string, text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new UsageError(`--${name} is "${text}"; expected a whole number of addresses`);
}
