import { MESSAGE_TYPES, type MessageType } from '../contracts/message.ts';
import { listEndpoints } from '../store/endpoints.ts';
import { configHelp, EXIT, print, runOnDatabase, type Task } from './database/command.ts';
import { actorOf, durationOf } from './database/options.ts';
import { endpointsAsTable } from './endpoints/table.ts';
import { testEndpoint } from './endpoints/test-endpoint.ts';
import type { Io } from './io.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch endpoints [--json] [--config PATH]
       pairwatch endpoints test NAME [--type TYPE] [--timeout TIME] [--by NAME] [--config PATH]

Tells who is told of alerts and incidents, and whether that works.

"test" has the collector send a message that only tries the way to an endpoint, in the shape it wants, and tells each try
until one arrives.

  --json          one JSON object, as GET /api/v1/endpoints answers
  --type TYPE     as which message it is to look: ${MESSAGE_TYPES.join(', ')}
                  (default test). Where such a message opens something, the one that resolves it closes it again
  --timeout TIME  how long to wait for a test to arrive (default 30s)
  --by NAME       who asks for the test (default: this account's name)
  ${configHelp(14)}
  -h, --help      this text

Exit status: 0 done, or the test arrived; 1 it did not, or the database can't be used; 2 these options are wrong; 3 no
collector is running that could send a test.
`;

/** `pairwatch endpoints`. Gives the exit status its help describes. */
export function endpointsCommand(argv: string[], io: Io): Promise<number> {
  return runOnDatabase({ name: 'endpoints', help: HELP, parse }, argv, io);
}

function parse(argv: string[], io: Io): Task | 'help' {
  const { values, positionals } = readOptions(argv);
  if (values.help) return 'help';
  const { json = false, timeout = '30s', type = 'test', by, config } = values;
  const [verb, endpoint, ...more] = positionals;
  if (verb === undefined) return { config, work: list(json) };
  if (verb !== 'test' || endpoint === undefined || more.length > 0) {
    throw new UsageError(`found ${positionals.join(' ')}; expected nothing, or test NAME`);
  }
  const test = {
    endpoint,
    type: messageType(type),
    by: actorOf(by, io),
    timeoutMs: durationOf('--timeout', timeout),
  };
  return { config, work: (database) => testEndpoint(database, test, io) };
}

function messageType(text: string): MessageType {
  const type = MESSAGE_TYPES.find((each) => each === text);
  if (type === undefined) throw new UsageError(`found --type ${text}; expected ${MESSAGE_TYPES.join(', ')}`);
  return type;
}

function list(json: boolean): Task['work'] {
  return async (database, io) => {
    const now = Date.now();
    const endpoints = await database.read((tx) => listEndpoints(tx, now));
    const answer = { now: new Date(now).toISOString(), endpoints };
    print(io, answer, { json, text: () => endpointsAsTable(endpoints, now) });
    return EXIT.done;
  };
}

const readOptions = (argv: string[]) =>
  splitArguments({
    args: argv,
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      timeout: { type: 'string' },
      type: { type: 'string' },
      by: { type: 'string' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
