import { settingsFromArguments } from './config-option.ts';
import type { Io } from './io.ts';

const HELP = `Usage: pairwatch check [--config PATH]

Reads pairwatch.yaml and says every mistake in it; exit 0 when there is none, 2 otherwise.
`;

export async function checkCommand(argv: string[], io: Io): Promise<number> {
  const read = await settingsFromArguments(argv, io, HELP);
  if ('exitCode' in read) return read.exitCode;
  const { pairs, webhooks } = read.settings;
  io.stdout.write(`${read.path}: good. Pairs: ${pairs.length}, webhooks: ${webhooks.length}.\n`);
  return 0;
}
