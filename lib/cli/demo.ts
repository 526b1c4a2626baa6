import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../clock.ts';
import { openDatabase } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { parseListen } from '../settings/listen.ts';
import { loadSettings } from '../settings/load.ts';
import type { Settings } from '../settings/settings.ts';
import { USAGE_EXIT_CODE } from './config-option.ts';
import { makeHistory } from './demo/history.ts';
import { openScene, type Scene } from './demo/scene.ts';
import type { Io } from './io.ts';
import { listenFailure } from './listen-failure.ts';
import { runProduct } from './run-product.ts';

const MARKER = '.pairwatch-demo';

const HELP = `Usage: pairwatch demo [--speed N] [--history DAYS] [--pairs N] [--listen HOST:PORT] [--folder PATH] [--allow-open]

Runs Pairwatch on simulated pairs that speak real OMAPI on loopback: one lives through a repeating story, the other is calm.
  --speed N           tell the story N times as fast (default 1)
  --history DAYS      begin with a made-up past of so many days, 0 to 90 (default 90)
  --pairs N           how many pairs there are, 1 or 2 (default 2)
  --listen HOST:PORT  where the pages are (default 127.0.0.1:8067)
  --folder PATH       where it keeps its files; emptied at every start (default data/demo)
  --allow-open        serves others than this machine too: nobody signs in, and everybody may do everything
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
  const { historyDays, pairs } = options;
  const scene = await openScene({ folder, clock: systemClock, pairs, historyDays, speed });
  try {
    const configPath = join(folder, 'pairwatch.yaml');
    await writeFile(configPath, `${scene.settingsYaml}listen: ${JSON.stringify(listen.text)}\n`, {
      mode: 0o600,
    });
    // The demo's own database, whatever DATABASE_URL says: a demo must not write into a real one.
    const env = { ...io.env, DATABASE_URL: undefined, PAIRWATCH_LOG: io.env.PAIRWATCH_LOG ?? 'warn' };
    const settings = await loadSettings({ path: configPath, env, cwd: folder });
    let onReady = () => {};
    const audience = new Promise<void>((resolve) => {
      onReady = resolve;
    });
    const makePast = async () => {
      if (historyDays > 0) await fillHistory(scene, settings, historyDays, io);
      // However long the pages take to answer, a newcomer sees healthy pairs first.
      for (const pair of scene.pairs) await pair.goOn(audience);
    };
    return await runProduct(
      { settings, configPath },
      { ...io, env },
      {
        intro: (url) =>
          `Pairwatch shows ${pairs === 1 ? 'a simulated pair' : 'simulated pairs'}. Open ${url}  (Ctrl-C ends it)`,
        makePast,
        onReady: () => onReady(),
        leave: { open: options.open, plain: true },
        isDemo: true,
      },
    );
  } finally {
    await scene.stop();
  }
}

const SILENT_FOR_MS = 2_000;

/** In a file of another name until it is whole: nobody is to take half of a past for all of it. */
async function fillHistory(scene: Scene, settings: Settings, days: number, io: Io): Promise<void> {
  const saying = setTimeout(
    () => io.stderr.write(`pairwatch: making ${days} days of history…\n`),
    SILENT_FOR_MS,
  );
  const path = join(settings.dataFolder, 'pairwatch.db');
  const unfinished = `${path}.unfinished`;
  await migrate(`file:${unfinished}`);
  const db = await openDatabase(`file:${unfinished}`, { role: 'collector', isExpendable: true });
  try {
    await makeHistory({ db, settings, pairs: scene.pairs, now: systemClock.now });
  } finally {
    clearTimeout(saying);
    await db.close();
  }
  await rename(unfinished, path);
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

const MOST_DAYS = 90;

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new Error(`${option} ${text}: expected a whole number from ${least} to ${most}`);
}

function demoOptions(argv: string[], io: Io) {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        speed: { type: 'string', default: '1' },
        listen: { type: 'string', default: '127.0.0.1:8067' },
        folder: { type: 'string', default: 'data/demo' },
        history: { type: 'string', default: '90' },
        pairs: { type: 'string', default: '2' },
        'allow-open': { type: 'boolean', default: false },
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
    const historyDays = wholeNumber('--history', values.history, 0, MOST_DAYS);
    const pairs = wholeNumber('--pairs', values.pairs, 1, 2);
    const listen = parseListen(values.listen);
    if (listen === null)
      throw new Error(`--listen ${values.listen}: expected HOST:PORT, such as 127.0.0.1:8067`);
    return {
      speed,
      historyDays,
      pairs,
      open: values['allow-open'],
      listen: { ...listen, text: values.listen },
      folder: resolve(values.folder),
    };
  } catch (error) {
    io.stderr.write(`pairwatch demo: ${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return { exitCode: USAGE_EXIT_CODE };
  }
}
