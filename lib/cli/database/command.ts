import type { Actor } from '../../access/actor.ts';
import { type Database, openDatabase } from '../../db/client.ts';
import { DatabaseError } from '../../db/errors.ts';
import type { Settings } from '../../settings/settings.ts';
import { actAs } from '../../store/acting.ts';
import { ActionError } from '../../store/actions/action-error.ts';
import { settingsFromArguments } from '../config-option.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';

export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** How help texts tell them. */
export const EXIT_HELP =
  "Exit status: 0 done; 1 it can't be done, or the database can't be used; 2 these options are wrong.";
/** How they tell `--config`, the other options being padded to as many characters. */
export const configHelp = (characters: number): string =>
  `${'--config PATH'.padEnd(characters)}  the settings, which name the database (default: the file PAIRWATCH_CONFIG names, or pairwatch.yaml here)`;

/** What the arguments of a command ask for: work on the database that the settings of `config` name. */
export type Task = {
  config: string | undefined;
  /** Gives the exit status. Throws UsageError and ActionError for what can't be done. */
  work(database: Database, io: Io, settings: Settings): Promise<number>;
};

export type DatabaseCommand = {
  name: string;
  help: string;
  /** Throws UsageError. */
  parse(argv: string[], io: Io): Task | 'help';
};

/** Runs a command and tells what went wrong. Gives the exit status that `EXIT_HELP` describes. */
export async function runOnDatabase(
  { name, help, parse }: DatabaseCommand,
  argv: string[],
  io: Io,
): Promise<number> {
  try {
    const task = parse(argv, io);
    if (task === 'help') {
      io.stdout.write(help);
      return EXIT.done;
    }
    const config = task.config === undefined ? [] : ['--config', task.config];
    const read = await settingsFromArguments(config, io, help);
    if ('exitCode' in read) return read.exitCode;
    return await withDatabase(read.settings.databaseUrl, (database) =>
      task.work(database, io, read.settings),
    );
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr.write(`pairwatch ${name}: ${error.message}\nSee pairwatch ${name} --help.\n`);
      return EXIT.usage;
    }
    if (!(error instanceof ActionError || error instanceof DatabaseError)) throw error;
    io.stderr.write(`pairwatch ${name}: ${error.message}\n`);
    return EXIT.failed;
  }
}

/** Prints what the API would answer: whole as JSON, or as `text` has it for people. */
export function print(io: Io, answer: object, { json, text }: { json: boolean; text(): string }): void {
  io.stdout.write(json ? `${JSON.stringify(answer, null, 2)}\n` : text());
}

/** Whoever may read the settings of this machine may do everything; a deed says by its `by` who it was. */
const COMMAND: Actor = { kind: 'command', id: null, name: '', role: 'admin', pairs: null, address: null };

async function withDatabase<T>(url: string, use: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(url, { role: 'web' });
  try {
    return await use({
      ...database,
      write: (fn) =>
        database.write((tx) => {
          actAs(tx, COMMAND);
          return fn(tx);
        }),
    });
  } finally {
    await database.close();
  }
}
