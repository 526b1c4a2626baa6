import { readConf } from './conf/read-conf.ts';
import { reportAsTable } from './conf/table.ts';
import { DEFAULT_CONF } from './default-paths.ts';
import { InputError } from './input-error.ts';
import type { Io } from './io.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch conf [--conf FILE] [--json|--table]

Prints what Pairwatch reads of a dhcpd.conf, its includes among it: failover peers, shared networks, subnets, pools, ranges,
hosts, classes, parameters, each with its place in the files, and what dhcpd would refuse or reads otherwise than it
looks. Secrets are left out.

  -c, --conf FILE  (default /etc/dhcp/dhcpd.conf; --config is the same)
      --table      for people (default)
      --json       one JSON object with everything
  -h, --help       this text

Exit status: 0 it was read, warnings or not; 2 these options are wrong; 3 the file can't be read, or not understood.
`;

const EXIT = { read: 0, usage: 2, unreadable: 3 } as const;

/** `pairwatch conf`: reads a dhcpd.conf and prints what it says. Gives the exit status its help describes. */
export async function confCommand(argv: string[], io: Io): Promise<number> {
  try {
    const options = parseArguments(argv);
    if (options === 'help') {
      io.stdout.write(HELP);
      return EXIT.read;
    }
    const config = await readConf(options.conf);
    io.stdout.write(options.json ? `${JSON.stringify(config, null, 2)}\n` : reportAsTable(config));
    return EXIT.read;
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr.write(`pairwatch conf: ${error.message}\nSee pairwatch conf --help.\n`);
      return EXIT.usage;
    }
    if (!(error instanceof InputError)) throw error;
    io.stderr.write(`pairwatch conf: ${error.message}\n`);
    return EXIT.unreadable;
  }
}

function parseArguments(argv: string[]): { conf: string; json: boolean } | 'help' {
  const values = readOptions(argv);
  if (values.help) return 'help';
  if (values.json && values.table) throw new UsageError('both --json and --table are given');
  return { conf: values.conf ?? values.config ?? DEFAULT_CONF, json: values.json ?? false };
}

const readOptions = (argv: string[]) =>
  splitArguments({
    args: argv,
    allowPositionals: false,
    options: {
      conf: { type: 'string', short: 'c' },
      config: { type: 'string' },
      json: { type: 'boolean' },
      table: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;
