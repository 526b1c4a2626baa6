import type { Tx } from '../../db/client.ts';
import type { Io } from '../io.ts';
import { tellDeadCollector } from './collector-notice.ts';
import { EXIT, print, runOnDatabase, type Task } from './command.ts';
import { type ListOptions, parseListOptions } from './list-options.ts';
import { checkPair } from './options.ts';

/** A command that lists what the database has of one kind: of a pair or of all, going on or over too. */
export type ListCommand<Found extends object> = {
  name: string;
  help: string;
  find(tx: Tx, options: Pick<ListOptions, 'pair' | 'all'>): Promise<Found>;
  text(found: Found, now: number): string;
};

/** Runs such a command. Gives the exit status its help describes. */
export function runList<Found extends object>(
  { name, help, find, text }: ListCommand<Found>,
  argv: string[],
  io: Io,
): Promise<number> {
  function parse(args: string[]): Task | 'help' {
    const options = parseListOptions(args);
    if (options === 'help') return 'help';
    const { config, pair, json } = options;
    return {
      config,
      async work(database, to) {
        const now = Date.now();
        const found = await database.read(async (tx) => {
          if (pair !== undefined) await checkPair(tx, pair, now);
          return find(tx, options);
        });
        print(to, { now: new Date(now).toISOString(), ...found }, { json, text: () => text(found, now) });
        await tellDeadCollector(database, now, to);
        return EXIT.done;
      },
    };
  }
  return runOnDatabase({ name, help, parse }, argv, io);
}
