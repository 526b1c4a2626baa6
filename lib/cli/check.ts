import { reviewCommand } from './check/review-command.ts';
import { settingsFromArguments } from './config-option.ts';
import type { Io } from './io.ts';

const HELP = `Usage: pairwatch check [--config PATH]
       pairwatch check --primary FILE --secondary FILE [--json]

The first form reads pairwatch.yaml and says every mistake in it.

      --config PATH     (default pairwatch.yaml)

Exit status: 0 there is none; 2 there are, or these options are wrong.

The second form reads the dhcpd.conf of the two servers of a failover pair, their includes among them, and says what in
them is unsafe and what the two make different for clients: why it matters, where it stands in both files, and the lines
to write. What comes to the same counts as the same, wherever it stands. It needs no pairwatch.yaml, and asks no server.

      --primary FILE    the primary's dhcpd.conf
      --secondary FILE  the secondary's; relative includes are looked for beside it
      --json            one JSON object with everything

Exit status: 0 nothing is found; 1 there are findings; 2 these options are wrong, or a file can't be read or understood.

  -h, --help            this text
`;

const OF_REVIEW = /^--(?:primary|secondary|json)(?:=|$)/;

/** `pairwatch check`: checks the settings, or the two dhcpd.conf of a pair. Gives the exit status its help describes. */
export async function checkCommand(argv: string[], io: Io): Promise<number> {
  if (argv.some((word) => OF_REVIEW.test(word))) return reviewCommand(argv, io, HELP);
  const read = await settingsFromArguments(argv, io, HELP);
  if ('exitCode' in read) return read.exitCode;
  const { pairs, endpoints } = read.settings;
  io.stdout.write(`${read.path}: good. Pairs: ${pairs.length}, endpoints: ${endpoints.length}.\n`);
  return 0;
}
