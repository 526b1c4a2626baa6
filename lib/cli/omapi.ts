import { readFile } from 'node:fs/promises';
import { OmapiClient } from '../omapi/client.ts';
import type { OmapiKey } from '../omapi/codec/hmac.ts';
import { isContactErrorKind, OmapiError } from '../omapi/errors.ts';
import { readKeyFile } from '../omapi/key-file.ts';
import type { Io } from './io.ts';
import { HELP, type OmapiArguments, parseArguments } from './omapi/arguments.ts';
import { type OmapiReport, reportAsJson, reportAsText } from './omapi/report.ts';
import { UsageError } from './usage-error.ts';

const EXIT = { answered: 0, refused: 1, usage: 2, unreachable: 3 } as const;

/** `pairwatch omapi`: reads one server once and prints what it says. Gives the exit status its help describes. */
export async function omapiCommand(argv: string[], io: Io): Promise<number> {
  try {
    const options = parseArguments(argv);
    if (options === 'help') {
      io.stdout.write(HELP);
      return EXIT.answered;
    }
    const report = await askServer(options, await readKey(options));
    io.stdout.write(options.json ? reportAsJson(report) : reportAsText(report));
    for (const { error } of report.errors) io.stderr.write(`pairwatch omapi: ${error.message}\n`);
    return exitStatus(report);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr.write(`pairwatch omapi: ${error.message}\nSee pairwatch omapi --help.\n`);
    return EXIT.usage;
  }
}

async function readKey(options: OmapiArguments): Promise<OmapiKey | undefined> {
  const path = options['key-file'];
  if (path === undefined) return undefined;
  try {
    return readKeyFile(await readFile(path, 'utf8'), {
      name: options['key-name'],
      algorithm: options.algorithm,
    });
  } catch (error) {
    // Two ways to fail: the file cannot be read (a system error, whose text names it), or holds no usable key.
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--key-file ${path}: ${reason}`, { cause: error });
  }
}

async function askServer(options: OmapiArguments, key: OmapiKey | undefined): Promise<OmapiReport> {
  const { host, port, peer } = options;
  const client = new OmapiClient({ host, port, key });
  const report: OmapiReport = { host, port, roundTripMs: null, failoverState: null, pools: [], errors: [] };
  const tryTo = async (about: string, read: () => Promise<void>) => {
    // Past the first, the same failure to make contact would only be told again.
    if (report.errors.some(({ error }) => endsConversation(error))) return;
    try {
      await read();
    } catch (error) {
      if (!(error instanceof OmapiError)) throw error;
      report.errors.push({ about, error });
    }
  };
  try {
    await tryTo('server', async () => {
      report.roundTripMs = (await client.ping()).roundTripMs;
    });
    await tryTo(`peer ${peer}`, async () => {
      report.failoverState = await client.failoverState(peer);
    });
    for (const address of options.address) {
      await tryTo(`address ${address}`, async () => {
        report.pools.push({ address, ...(await client.poolCounters(address)) });
      });
    }
  } finally {
    client.close();
  }
  return report;
}

/** Whether no other question can fare better: only an object that is not there leaves the next one a chance. */
function endsConversation(error: OmapiError): boolean {
  return !['peer-unknown', 'address-unknown', 'counters-unsupported', 'status'].includes(error.kind);
}

function exitStatus({ errors }: OmapiReport): number {
  if (errors.length === 0) return EXIT.answered;
  return errors.some(({ error }) => isContactErrorKind(error.kind)) ? EXIT.unreachable : EXIT.refused;
}
