import { splitArguments } from '../split-arguments.ts';
import { UsageError } from '../usage-error.ts';

export const HELP = `Usage: pairwatch status [PAIR] [--json] [--config PATH]

Tells how the pairs are, the worst first: verdict, both servers, readiness, open findings. It reads the database that the
collector writes and asks no server; what is too old to be believed is told as unknown.

  PAIR           only this one
  --json         one JSON object with everything
  --config PATH  the settings, which name the database (default: the file PAIRWATCH_CONFIG names, or pairwatch.yaml here)
  -h, --help     this text

Exit status, that of the worst pair, as Nagios takes it: 0 healthy; 1 degraded, recovering, or healthy but for an error
found; 2 dangerous or down; 3 unknown, too old, or it can't be read.
`;

export type StatusArguments = { pair: string | null; json: boolean; config: string | null };

/** Throws UsageError for options that are wrong. */
export function parseArguments(argv: string[]): StatusArguments | 'help' {
  const { values, positionals } = readOptions(argv);
  if (values.help) return 'help';
  const [pair, ...more] = positionals;
  if (more.length > 0) throw new UsageError(`one pair at most can be named, found ${positionals.join(' ')}`);
  return { pair: pair ?? null, json: values.json ?? false, config: values.config ?? null };
}

const readOptions = (argv: string[]) =>
  splitArguments({
    args: argv,
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
