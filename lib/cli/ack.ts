import { acknowledgeSchema, idSchema } from '../contracts/action.ts';
import { acknowledgeAlert } from '../store/actions/acknowledge-alert.ts';
import { acknowledgeIncident } from '../store/actions/acknowledge-incident.ts';
import { configHelp, EXIT, EXIT_HELP, runOnDatabase, type Task } from './database/command.ts';
import { actorOf, checked } from './database/options.ts';
import type { Io } from './io.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch ack INCIDENT [--by NAME] [--note TEXT] [--config PATH]
       pairwatch ack alert:ID [--by NAME] [--note TEXT] [--config PATH]

Says that you look after an open incident and its alerts, or after an alert that belongs to none. Whoever was told of an
incident is told that. If it grows worse, it is told again all the same, and waits for somebody anew.

  INCIDENT        its id, as "pairwatch incidents" tells it; alert:ID is that of "pairwatch alerts"
  --by NAME       who looks after it (default: this account's name)
  --note TEXT     what there is to say about it
  ${configHelp(14)}
  -h, --help      this text

${EXIT_HELP}
`;

/** `pairwatch ack`. Gives the exit status its help describes. */
export function ackCommand(argv: string[], io: Io): Promise<number> {
  return runOnDatabase({ name: 'ack', help: HELP, parse }, argv, io);
}

function parse(argv: string[], io: Io): Task | 'help' {
  const { values, positionals } = readOptions(argv);
  if (values.help) return 'help';
  const { isAlert, id } = readTarget(positionals);
  const by = actorOf(values.by, io);
  const note = checked('--note', acknowledgeSchema.shape.note, values.note);
  const acknowledge = isAlert ? acknowledgeAlert : acknowledgeIncident;
  return {
    config: values.config,
    async work(database) {
      await database.write((tx) => acknowledge(tx, { id, by, note, now: Date.now() }));
      io.stdout.write(`${isAlert ? 'Alert' : 'Incident'} ${id} is acknowledged by ${by}.\n`);
      return EXIT.done;
    },
  };
}

function readTarget(words: string[]): { isAlert: boolean; id: number } {
  const [, alert, digits = ''] = /^(alert:)?(\d+)$/.exec(words.join(' ')) ?? [];
  const id = idSchema.safeParse(digits);
  if (id.success) return { isAlert: alert !== undefined, id: id.data };
  const found = words.join(' ') || 'nothing';
  throw new UsageError(`found ${found}; expected the id of one incident, such as 7, or alert:ID`);
}

const readOptions = (argv: string[]) =>
  splitArguments({
    args: argv,
    allowPositionals: true,
    options: {
      by: { type: 'string' },
      note: { type: 'string' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
