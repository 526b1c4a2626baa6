import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../clock.ts';
import { parseListen } from '../settings/listen.ts';
import { loadSettings } from '../settings/load.ts';
import { startSimulatedPair } from '../simulate/start.ts';
import { USAGE_EXIT_CODE } from './config-option.ts';
import type { Io } from './io.ts';
import { listenFailure } from './listen-failure.ts';
import { runProduct } from './run-product.ts';

const MARKER = '.pairwatch-demo';

const HELP = `Usage: pairwatch demo [--speed N] [--listen HOST:PORT] [--folder PATH]

Runs Pairwatch on a simulated pair that speaks real OMAPI on loopback and lives through a repeating story.
  --speed N           tell the story N times as fast (default 1)
  --listen HOST:PORT  where the pages are (default 127.0.0.1:8067)
  --folder PATH       where it keeps its files; emptied at every start (default data/demo)
`;

export async function demoCommand(argv: string[], io: Io): Promise<number> {
  const options = demoOptions(argv, io);
  if ('exitCode' in options) return options.exitCode;
  const { folder, speed, listen } = options;
  // Before the folder is emptied: who starts a second demo by mistake keeps the first.
  const taken = await listenFailure(listen.host, listen.port);
  if (taken) {
    io.stderr.write(`pairwatch demo: ${taken}\n`);
    return 1;
  }
  const refusal = await emptyDemoFolder(folder);
  if (refusal) {
    io.stderr.write(`pairwatch demo: ${refusal}\n`);
    return USAGE_EXIT_CODE;
  }
  const simulation = await startSimulatedPair({ folder, clock: systemClock, random: Math.random, speed });
  try {
    const configPath = join(folder, 'pairwatch.yaml');
    await writeFile(
      configPath,
      `${simulation.settingsYaml}\nlisten: ${JSON.stringify(listen.text)}\ndata: .\n`,
      { mode: 0o600 },
    );
    // The demo's own database, whatever DATABASE_URL says: a demo must not write into a real one.
    const env = { ...io.env, DATABASE_URL: undefined, PAIRWATCH_LOG: io.env.PAIRWATCH_LOG ?? 'warn' };
    const settings = await loadSettings({ path: configPath, env, cwd: folder });
    return await runProduct(
      { settings, configPath },
      { ...io, env },
      (url) => `Pairwatch shows a simulated pair. Open ${url}  (Ctrl-C ends it)`,
    );
  } finally {
    await simulation.stop();
  }
}

/** Every demo begins at the beginning. Only a folder that an earlier demo made is emptied: gives the refusal, or null. */
async function emptyDemoFolder(folder: string): Promise<string | null> {
  try {
    await mkdir(folder, { recursive: true });
    const names = await readdir(folder);
    if (names.length > 0 && !names.includes(MARKER)) {
      return `${folder} holds files that no demo made; give --folder an empty or a new folder.`;
    }
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await writeFile(
      join(folder, MARKER),
      'Made by "pairwatch demo", which empties this folder at every start.\n',
    );
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `${folder} can't be used (${reason}); give --folder an empty or a new folder that this user may write.`;
  }
}

function demoOptions(argv: string[], io: Io) {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        speed: { type: 'string', default: '1' },
        listen: { type: 'string', default: '127.0.0.1:8067' },
        folder: { type: 'string', default: 'data/demo' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      io.stdout.write(HELP);
      return { exitCode: 0 };
    }
    const speed = Number(values.speed);
    if (!(speed >= 0.1 && speed <= 20))
      throw new Error(`--speed ${values.speed}: expected a number from 0.1 to 20`);
    const listen = parseListen(values.listen);
    if (listen === null)
      throw new Error(`--listen ${values.listen}: expected HOST:PORT, such as 127.0.0.1:8067`);
    return { speed, listen: { ...listen, text: values.listen }, folder: resolve(values.folder) };
  } catch (error) {
    io.stderr.write(`pairwatch demo: ${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return { exitCode: USAGE_EXIT_CODE };
  }
}
