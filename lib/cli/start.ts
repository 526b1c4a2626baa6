import { settingsFromArguments } from './config-option.ts';
import type { Io } from './io.ts';
import { runProduct } from './run-product.ts';

const HELP = `Usage: pairwatch start [--config PATH] [--allow-open] [--allow-plain-http]

Runs the collector and the web pages. The settings are read from PATH, from the file PAIRWATCH_CONFIG names,
or from pairwatch.yaml in the current folder.

  --allow-open         serves others than this machine though nobody signs in
  --allow-plain-http   lets them sign in without TLS
`;

const OPEN = '--allow-open';
const PLAIN = '--allow-plain-http';

export async function startCommand(argv: string[], io: Io): Promise<number> {
  const leave = { open: argv.includes(OPEN), plain: argv.includes(PLAIN) };
  const others = argv.filter((each) => each !== OPEN && each !== PLAIN);
  const read = await settingsFromArguments(others, io, HELP);
  if ('exitCode' in read) return read.exitCode;
  const { settings, path } = read;
  const pairs = settings.pairs.map((pair) => pair.name).join(', ');
  const intro = (url: string) =>
    pairs === ''
      ? `Pairs are set up on the pages: ${url}/settings/pairs`
      : `Pairwatch watches ${pairs}. Open ${url}`;
  return runProduct({ settings, configPath: path }, io, { intro, leave });
}
