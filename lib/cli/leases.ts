import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DhcpdConfig } from '../dhcpd/config/config.ts';
import { tableRanges } from '../dhcpd/pools/figures.ts';
import { readConf } from './conf/read-conf.ts';
import { DEFAULT_LEASES } from './default-paths.ts';
import { InputError } from './input-error.ts';
import type { Io } from './io.ts';
import { HELP, type LeasesArguments, parseArguments } from './leases/arguments.ts';
import { currentLeases, type OpenReading } from './leases/current-leases.ts';
import { leasesAsJson } from './leases/json.ts';
import { LeaseFile } from './leases/lease-file.ts';
import { configProblems, leaseFileProblems, type Problem } from './leases/problems.ts';
import { leasesAsTable, TABLE_HEAD } from './leases/table.ts';
import { UsageError } from './usage-error.ts';

const EXIT = { printed: 0, usage: 2, unreadable: 3 } as const;

const WRITE_CHARACTERS = 64 * 1024;

/** `pairwatch leases`: prints the current leases of one server, or of a pair side by side. */
export async function leasesCommand(argv: string[], io: Io): Promise<number> {
  try {
    const options = parseArguments(argv);
    if (options === 'help') io.stdout.write(HELP);
    else await printLeases(options, io);
    return EXIT.printed;
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr.write(`pairwatch leases: ${error.message}\nSee pairwatch leases --help.\n`);
      return EXIT.usage;
    }
    if (!(error instanceof InputError)) throw error;
    io.stderr.write(`pairwatch leases: ${error.message}\n`);
    return EXIT.unreadable;
  }
}

async function printLeases(options: LeasesArguments, io: Io): Promise<void> {
  const config = await readConf(options.conf);
  const nowSeconds = Math.floor(Date.now() / 1000);
  const files: LeaseFile[] = [];
  const open = async (path: string): Promise<OpenReading> => {
    const file = LeaseFile.open(path);
    files.push(file);
    const reading = await file.read({ ranges: tableRanges(config), nowSeconds, withOffsets: true });
    return { reading, records: file.records(nowSeconds) };
  };
  try {
    const own = await open(options.leases ?? config.leaseFile ?? DEFAULT_LEASES);
    const partner = options.partnerLeases === null ? null : await open(options.partnerLeases);
    const problems = problemsOf(config, own, partner);
    const leases = currentLeases(config, own, partner, options.filter, nowSeconds);
    const hasPartner = partner !== null;
    if (options.json) {
      const lines = (function* () {
        for (const each of leases) yield leasesAsJson(each, hasPartner, nowSeconds);
      })();
      await writeAll(jsonPieces(lines, problems), io);
    } else {
      const lines = (function* () {
        yield TABLE_HEAD;
        for (const each of leases) yield leasesAsTable(each, hasPartner, nowSeconds);
      })();
      await writeAll(lines, io);
      io.stderr.write(problems.map(({ file, line, text }) => `${file}:${line}: ${text}\n`).join(''));
    }
  } finally {
    for (const file of files) file.close();
  }
}

function problemsOf(config: DhcpdConfig, own: OpenReading, partner: OpenReading | null): Problem[] {
  const readings = partner ? [own.reading, partner.reading] : [own.reading];
  return [...configProblems(config), ...readings.flatMap(leaseFileProblems)];
}

function* jsonPieces(lines: Iterable<string>, problems: Problem[]): Generator<string> {
  yield '{\n"leases": [';
  let separator = '\n';
  for (const line of lines) {
    yield separator + line;
    separator = ',\n';
  }
  yield `\n],\n"problems": ${JSON.stringify(problems)}\n}\n`;
}

/** Between the pieces it waits a turn, in which a reader that went away is noticed. */
async function writeAll(pieces: Iterable<string>, io: Io): Promise<void> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < WRITE_CHARACTERS) continue;
    io.stdout.write(text);
    text = '';
    await nextTurn();
  }
  io.stdout.write(text);
}
