import { ActionError } from '../store/actions/action-error.ts';
import { isEndpointKnown } from '../store/actions/find-endpoint.ts';
import { findDelivery, listDeliveries } from '../store/messages.ts';
import { configHelp, EXIT, EXIT_HELP, print, runOnDatabase, type Task } from './database/command.ts';
import { LISTED_AT_MOST } from './database/list-options.ts';
import { deliveriesAsTable, deliveryAsText } from './deliveries/table.ts';
import type { Io } from './io.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch deliveries [--failed] [--endpoint NAME] [--json] [--config PATH]
       pairwatch deliveries show ID [--json] [--config PATH]

Tells what was written for endpoints and what became of it, the latest ${LISTED_AT_MOST} first; "show" tells each try to deliver
one of them, and the message itself.

  --failed         only those that were given up, or failed and are tried again
  --endpoint NAME  only those for this endpoint
  --json           one JSON object, as GET /api/v1/deliveries and /api/v1/deliveries/ID answer
  ${configHelp(15)}
  -h, --help       this text

${EXIT_HELP}
`;

/** `pairwatch deliveries`. Gives the exit status its help describes. */
export function deliveriesCommand(argv: string[], io: Io): Promise<number> {
  return runOnDatabase({ name: 'deliveries', help: HELP, parse }, argv, io);
}

type Values = ReturnType<typeof readOptions>['values'];

function parse(argv: string[]): Task | 'help' {
  const { values, positionals } = readOptions(argv);
  if (values.help) return 'help';
  const { config } = values;
  const [verb, id, ...more] = positionals;
  if (verb === undefined) return { config, work: list(values) };
  if (verb === 'show' && id !== undefined && more.length === 0) return { config, work: show(id, values) };
  throw new UsageError(`found ${positionals.join(' ')}; expected nothing, or show ID`);
}

function list({ failed, endpoint, json = false }: Values): Task['work'] {
  return async (database, io) => {
    const now = Date.now();
    const found = await database.read(async (tx) => {
      if (endpoint !== undefined && !(await isEndpointKnown(tx, endpoint))) {
        throw new ActionError(
          'not-found',
          `there is no endpoint ${endpoint}; pairwatch endpoints lists them`,
        );
      }
      return listDeliveries(tx, {
        limit: LISTED_AT_MOST,
        ...(failed && { status: 'failed' as const }),
        ...(endpoint !== undefined && { endpoint }),
      });
    });
    const answer = { now: new Date(now).toISOString(), ...found };
    print(io, answer, { json, text: () => deliveriesAsTable(found.deliveries, now) });
    return EXIT.done;
  };
}

function show(id: string, { json = false }: Values): Task['work'] {
  return async (database, io) => {
    const now = Date.now();
    const found = await database.read((tx) => findDelivery(tx, id));
    if (found === null) {
      throw new ActionError('not-found', `there is no delivery ${id}; pairwatch deliveries lists them`);
    }
    const answer = { now: new Date(now).toISOString(), ...found };
    print(io, answer, { json, text: () => deliveryAsText(answer, now) });
    return EXIT.done;
  };
}

const readOptions = (argv: string[]) =>
  splitArguments({
    args: argv,
    allowPositionals: true,
    options: {
      failed: { type: 'boolean' },
      endpoint: { type: 'string' },
      json: { type: 'boolean' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
