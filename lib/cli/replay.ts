import { replayMessage } from '../store/actions/replay-message.ts';
import { replaySince } from '../store/actions/replay-since.ts';
import { configHelp, EXIT, EXIT_HELP, runOnDatabase, type Task } from './database/command.ts';
import { actorOf, durationOf } from './database/options.ts';
import type { Io } from './io.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch replay ID [--by NAME] [--config PATH]
       pairwatch replay --endpoint NAME --since TIME [--by NAME] [--config PATH]

Sends a message again under its own id, whatever became of it; or all that were given up of those written for an endpoint.
The collector sends them.

  ID               of a message, as "pairwatch deliveries" tells it
  --endpoint NAME  the endpoint
  --since TIME     how long ago the first of them was written: 30m, 2h, 3d
  --by NAME        who asks for it (default: this account's name)
  ${configHelp(15)}
  -h, --help       this text

${EXIT_HELP}
`;

/** `pairwatch replay`. Gives the exit status its help describes. */
export function replayCommand(argv: string[], io: Io): Promise<number> {
  return runOnDatabase({ name: 'replay', help: HELP, parse }, argv, io);
}

function parse(argv: string[], io: Io): Task | 'help' {
  const { values, positionals } = readOptions(argv);
  if (values.help) return 'help';
  const { endpoint, since, config } = values;
  const by = actorOf(values.by, io);
  const [id, ...more] = positionals;
  if (more.length > 0) throw new UsageError(`found ${positionals.join(' ')}; expected one id`);
  if (id !== undefined) {
    if (endpoint === undefined && since === undefined) return { config, work: replayOne(id, by) };
    throw new UsageError('found an id beside --endpoint or --since; expected one or the other');
  }
  if (endpoint === undefined)
    throw new UsageError('found neither an id nor --endpoint; expected one of them');
  return { config, work: replayMany(endpoint, durationOf('--since', since), by) };
}

function replayOne(id: string, by: string): Task['work'] {
  return async (database, io) => {
    await database.write((tx) => replayMessage(tx, { id, by, now: Date.now() }));
    io.stdout.write(`${id} is sent again. To see what becomes of it: pairwatch deliveries show ${id}\n`);
    return EXIT.done;
  };
}

function replayMany(endpoint: string, agoMs: number, by: string): Task['work'] {
  return async (database, io) => {
    const now = Date.now();
    const count = await database.write((tx) => replaySince(tx, { endpoint, since: now - agoMs, by, now }));
    io.stdout.write(`Messages sent again to ${endpoint}: ${count}.\n`);
    return EXIT.done;
  };
}

const readOptions = (argv: string[]) =>
  splitArguments({
    args: argv,
    allowPositionals: true,
    options: {
      endpoint: { type: 'string' },
      since: { type: 'string' },
      by: { type: 'string' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
