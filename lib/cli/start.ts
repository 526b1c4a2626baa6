import { settingsFromArguments } from './config-option.ts';
import type { Io } from './io.ts';
import { runProduct } from './run-product.ts';

const HELP = `Usage: pairwatch start [--config PATH]

Runs the collector and the web pages. The settings are read from PATH, from the file PAIRWATCH_CONFIG names,
or from pairwatch.yaml in the current folder.
`;

export async function startCommand(argv: string[], io: Io): Promise<number> {
  const read = await settingsFromArguments(argv, io, HELP);
  if ('exitCode' in read) return read.exitCode;
  const { settings, path } = read;
  const pairs = settings.pairs.map((pair) => pair.name).join(', ');
  return runProduct({ settings, configPath: path }, io, (url) =>
    pairs === ''
      ? `Pairs are set up on the pages: ${url}/settings/pairs`
      : `Pairwatch watches ${pairs}. Open ${url}`,
  );
}
