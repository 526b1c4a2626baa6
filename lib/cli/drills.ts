import { idSchema } from '../contracts/action.ts';
import { drillSummary } from '../practices/drill/report.ts';
import { drillAnswer } from '../store/drills/answers.ts';
import { listDrills } from '../store/drills/rows.ts';
import { VERSION } from '../version.ts';
import { configHelp, EXIT, EXIT_HELP, print, runOnDatabase, type Task } from './database/command.ts';
import { checkPair } from './database/options.ts';
import { drillAsText, drillsAsTable } from './drills/text.ts';
import type { Io } from './io.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch drills [ID] [--pair PAIR] [--json] [--config PATH]

Tells what came of failover drills, the newest first; of one by its ID, step by step. Drills are planned
and begun on the page of a pair; Pairwatch never stops a server itself.

  --pair PAIR     only those of this pair
  --json          one JSON object; of one drill as GET /api/v1/drills/ID answers
  ${configHelp(14)}
  -h, --help      this text

${EXIT_HELP}
`;

/** `pairwatch drills`. Gives the exit status its help describes. */
export function drillsCommand(argv: string[], io: Io): Promise<number> {
  return runOnDatabase({ name: 'drills', help: HELP, parse }, argv, io);
}

function parse(args: string[]): Task | 'help' {
  const { values, positionals } = splitArguments({
    args,
    allowPositionals: true,
    options: {
      pair: { type: 'string' },
      json: { type: 'boolean' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  const { pair, json = false, config } = values;
  if (positionals.length > 1)
    throw new UsageError(`there is one drill at a time, but ${positionals.length} were given`);
  const [text] = positionals;
  return text === undefined ? listTask({ pair, json, config }) : oneTask(idOf(text), { json, config });
}

type Options = { json: boolean; config: string | undefined };

function idOf(text: string): number {
  const id = idSchema.safeParse(text);
  if (!id.success) throw new UsageError(`"${text}" is no drill; expected its number`);
  return id.data;
}

function listTask({ pair, json, config }: Options & { pair: string | undefined }): Task {
  return {
    config,
    async work(database, io) {
      const now = Date.now();
      const drills = await database.read(async (tx) => {
        if (pair !== undefined) await checkPair(tx, pair, now);
        return (await listDrills(tx, pair ?? null)).map((drill) => drillSummary(drill, now));
      });
      print(
        io,
        { now: new Date(now).toISOString(), drills },
        { json, text: () => drillsAsTable(drills, now) },
      );
      return EXIT.done;
    },
  };
}

function oneTask(id: number, { json, config }: Options): Task {
  return {
    config,
    async work(database, io) {
      const now = Date.now();
      const generated = { by: 'Pairwatch', productVersion: VERSION };
      const answer = await database.read((tx) => drillAnswer(tx, id, generated, now));
      if (answer === null) throw new UsageError(`there is no drill ${id}`);
      print(io, answer, { json, text: () => drillAsText(answer) });
      return EXIT.done;
    },
  };
}
