import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

/** What `parseArgs` makes of a command's arguments. Throws UsageError that says which option is wrong. */
export function splitArguments<Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // parseArgs throws TypeErrors that say which option is wrong.
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}
