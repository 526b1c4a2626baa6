import { idSchema } from '../contracts/action.ts';
import { listBackups } from '../store/lease-backups.ts';
import { restoreBackup } from './backups/restore.ts';
import { backupsAsTable } from './backups/table.ts';
import { configHelp, EXIT, EXIT_HELP, print, runOnDatabase, type Task } from './database/command.ts';
import { LISTED_AT_MOST } from './database/list-options.ts';
import { checkPair } from './database/options.ts';
import type { Io } from './io.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch backups [--pair PAIR] [--all] [--json] [--config PATH]
       pairwatch backups restore ID --out FILE [--config PATH]

Tells which copies of lease files there are, the latest first.

"restore" unpacks one of them to a file of this machine, checks it against the hash it was kept with, and prints how to put it
back. It writes to no server.

  --pair PAIR     only those of this pair
  --all           those that were removed by the rule for keeping too, and the tries that failed; at most ${LISTED_AT_MOST}
  --json          one JSON object
  --out FILE      where to write it; a file that is there is left alone
  ${configHelp(14)}
  -h, --help      this text

${EXIT_HELP}
`;

/** `pairwatch backups`. Gives the exit status its help describes. */
export function backupsCommand(argv: string[], io: Io): Promise<number> {
  return runOnDatabase({ name: 'backups', help: HELP, parse }, argv, io);
}

function parse(argv: string[]): Task | 'help' {
  const { values, positionals } = readOptions(argv);
  if (values.help) return 'help';
  const { config, pair, all = false, json = false, out } = values;
  const [verb, id, ...more] = positionals;
  if (verb === undefined) {
    if (out !== undefined) throw new UsageError('found --out without restore ID');
    return { config, work: list({ pair, all, json }) };
  }
  const wanted = idSchema.safeParse(id);
  if (verb !== 'restore' || !wanted.success || more.length > 0)
    throw new UsageError(`found ${positionals.join(' ')}; expected nothing, or restore ID`);
  if (out === undefined) throw new UsageError('--out is missing; expected the file to write the copy to');
  return {
    config,
    work: (database, io, settings) => restoreBackup(database, { id: wanted.data, out, settings }, io),
  };
}

function list({ pair, all, json }: { pair: string | undefined; all: boolean; json: boolean }): Task['work'] {
  return async (database, io) => {
    const now = Date.now();
    const backups = await database.read(async (tx) => {
      if (pair !== undefined) await checkPair(tx, pair, now);
      return listBackups(tx, { pair, all, limit: LISTED_AT_MOST });
    });
    const answer = { now: new Date(now).toISOString(), backups };
    print(io, answer, { json, text: () => backupsAsTable(backups, now) });
    return EXIT.done;
  };
}

const readOptions = (argv: string[]) =>
  splitArguments({
    args: argv,
    allowPositionals: true,
    options: {
      pair: { type: 'string' },
      all: { type: 'boolean' },
      json: { type: 'boolean' },
      out: { type: 'string' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
