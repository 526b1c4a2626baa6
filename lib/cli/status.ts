import { openDatabase } from '../db/client.ts';
import { DatabaseError } from '../db/errors.ts';
import { settingsFromArguments } from './config-option.ts';
import type { Io } from './io.ts';
import { HELP, parseArguments, type StatusArguments } from './status/arguments.ts';
import { EXIT, exitCodeOf } from './status/exit-code.ts';
import { readReport } from './status/read-report.ts';
import { reportAsJson, reportAsText } from './status/report.ts';
import { UsageError } from './usage-error.ts';

/** `pairwatch status`: tells from the database how the pairs are. Gives the exit status its help describes. */
export async function statusCommand(argv: string[], io: Io): Promise<number> {
  try {
    const options = parseArguments(argv);
    if (options === 'help') {
      io.stdout.write(HELP);
      return EXIT.ok;
    }
    return await tellStatus(options, io);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof DatabaseError)) throw error;
    // Nagios shows what stands on standard output.
    io.stdout.write(`unknown: ${error.message}\n`);
    if (error instanceof UsageError) io.stderr.write('See pairwatch status --help.\n');
    return EXIT.unknown;
  }
}

async function tellStatus({ pair, json, config }: StatusArguments, io: Io): Promise<number> {
  const read = await settingsFromArguments(config === null ? [] : ['--config', config], io, HELP);
  if ('exitCode' in read) throw new UsageError('the settings cannot be read; standard error says why');
  const database = await openDatabase(read.settings.databaseUrl, { role: 'web' });
  try {
    const report = await database.read((tx) => readReport(tx, pair, Date.now()));
    io.stdout.write(json ? reportAsJson(report) : reportAsText(report));
    return exitCodeOf(report);
  } finally {
    await database.close();
  }
}
