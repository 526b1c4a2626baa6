import { idSchema, silenceInputSchema } from '../contracts/action.ts';
import { createSilence } from '../store/actions/create-silence.ts';
import { endSilence } from '../store/actions/end-silence.ts';
import { listSilences } from '../store/silences.ts';
import { configHelp, EXIT, EXIT_HELP, print, runOnDatabase, type Task } from './database/command.ts';
import { actorOf, checked, checkPair, durationOf } from './database/options.ts';
import { timeWithAge } from './database/time.ts';
import type { Io } from './io.ts';
import { silencesAsTable, silenceWords } from './silence/table.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch silence --pair PAIR --for TIME --reason TEXT [options]
       pairwatch silence list [--json]
       pairwatch silence end ID [--by NAME]

Tells nobody of some alerts for a while. They stay in the history, and those that still fire at its end are told then.

  --pair PAIR     alerts of this pair
  --rule RULE     only those of this rule, such as pool-use-high
  --server NAME   only those about this server
  --pool KEY      only those about this pool
  --for TIME      for how long from now on: 30m, 2h, 3d
  --reason TEXT   why
  --by NAME       who asks for it (default: this account's name)
  --json          one JSON object
  ${configHelp(14)}
  -h, --help      this text

${EXIT_HELP}
`;

/** `pairwatch silence`. Gives the exit status its help describes. */
export function silenceCommand(argv: string[], io: Io): Promise<number> {
  return runOnDatabase({ name: 'silence', help: HELP, parse }, argv, io);
}

type Values = ReturnType<typeof readOptions>['values'];

function parse(argv: string[], io: Io): Task | 'help' {
  const { values, positionals } = readOptions(argv);
  if (values.help) return 'help';
  return { config: values.config, work: workOf(positionals, values, io) };
}

function workOf(positionals: string[], values: Values, io: Io): Task['work'] {
  const [verb, id, ...more] = positionals;
  if (verb === undefined) return begin(values, io);
  if (verb === 'list' && id === undefined) return list(values.json ?? false);
  if (verb === 'end' && id !== undefined && more.length === 0) return end(id, actorOf(values.by, io));
  throw new UsageError(`found ${positionals.join(' ')}; expected list, end ID, or options alone`);
}

function list(json: boolean): Task['work'] {
  return async (database, io) => {
    const now = Date.now();
    const silences = await database.read((tx) => listSilences(tx, now));
    const answer = { now: new Date(now).toISOString(), silences };
    print(io, answer, { json, text: () => silencesAsTable(silences, now) });
    return EXIT.done;
  };
}

function end(text: string, by: string): Task['work'] {
  const id = idSchema.safeParse(text);
  if (!id.success) throw new UsageError(`found ${text}; expected the id of a silence, such as 4`);
  return async (database, io) => {
    await database.write((tx) => endSilence(tx, { id: id.data, by, now: Date.now() }));
    io.stdout.write(`Silence ${id.data} is ended by ${by}.\n`);
    return EXIT.done;
  };
}

function begin({ pair, for: time, ...values }: Values, io: Io): Task['work'] {
  if (pair === undefined) throw new UsageError('--pair is missing: name the pair whose alerts are meant');
  const forMs = durationOf('--for', time);
  const { rule, server, pool, reason } = silenceInputSchema.shape;
  const asked = {
    pair,
    rule: checked('--rule', rule, values.rule),
    server: checked('--server', server, values.server),
    pool: checked('--pool', pool, values.pool),
    reason: checked('--reason', reason, values.reason),
    by: actorOf(values.by, io),
  };
  return async (database) => {
    const now = Date.now();
    const silence = await database.write(async (tx) => {
      await checkPair(tx, pair, now);
      return createSilence(tx, { ...asked, startsAt: now, endsAt: now + forMs, now });
    });
    const until = timeWithAge(silence.endsAt, now);
    io.stdout.write(`Silence ${silence.id}: nobody is told of ${silenceWords(silence)} until ${until}.\n`);
    return EXIT.done;
  };
}

const readOptions = (argv: string[]) =>
  splitArguments({
    args: argv,
    allowPositionals: true,
    options: {
      pair: { type: 'string' },
      rule: { type: 'string' },
      server: { type: 'string' },
      pool: { type: 'string' },
      for: { type: 'string' },
      reason: { type: 'string' },
      by: { type: 'string' },
      json: { type: 'boolean' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
