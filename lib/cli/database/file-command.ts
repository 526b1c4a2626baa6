import { DatabaseError } from '../../db/errors.ts';
import { SecretError } from '../../secrets/secret-error.ts';
import type { Settings } from '../../settings/settings.ts';
import { settingsFromArguments } from '../config-option.ts';
import { InputError } from '../input-error.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { EXIT } from './command.ts';

export type FileCommand = {
  name: string;
  help: string;
  /** Throws UsageError. `work` gives the exit status; it throws what its messages tell people. */
  parse(
    argv: string[],
  ): { config: string | undefined; work(settings: Settings, io: Io): Promise<number> } | 'help';
};

/** Runs a command on the files of the data folder, no database being opened. Gives the exit status `EXIT_HELP` describes. */
export async function runOnFiles(
  { name, help, parse }: FileCommand,
  argv: string[],
  io: Io,
): Promise<number> {
  try {
    const task = parse(argv);
    if (task === 'help') {
      io.stdout.write(help);
      return EXIT.done;
    }
    const read = await settingsFromArguments(
      task.config === undefined ? [] : ['--config', task.config],
      io,
      help,
    );
    return 'exitCode' in read ? read.exitCode : await task.work(read.settings, io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr.write(`pairwatch ${name}: ${error.message}\nSee pairwatch ${name} --help.\n`);
      return EXIT.usage;
    }
    if (!(error instanceof DatabaseError || error instanceof SecretError || error instanceof InputError))
      throw error;
    io.stderr.write(`pairwatch ${name}: ${error.message}\n`);
    return EXIT.failed;
  }
}
