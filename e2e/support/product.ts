import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export const LAUNCHER = fileURLToPath(new URL('../../bin/pairwatch', import.meta.url));

export type Product = {
  url: string;
  /** All it printed on standard output and standard error so far. */
  output(): string;
  /** Process ids of the collector and the web server as they are now. */
  children(): { collector: number; web: number };
  /** Asks it to end and gives its exit code, or the signal that ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
};

/** Less than a hook of a spec may take: else it is given up from outside, and nobody ends what it started. */
const STARTS_WITHIN_MS = 110_000;

/**
 * Runs `bin/pairwatch ARGS`, with `env` joined to the environment, and waits until it says that its pages answer at `url`.
 * Throws with its output when it ends before, and ends it when that takes too long.
 */
export async function startProduct(
  args: string[],
  url: string,
  env: Record<string, string | undefined> = {},
): Promise<Product> {
  if (args[0] === 'start') letEverybodyIn(args);
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let output = '';
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        output += chunk;
        if (stream === child.stdout && chunk.includes(url)) resolve();
      });
    }
  });
  const exited = exitOf(child);
  const tooLate = setTimeout(() => child.kill(), STARTS_WITHIN_MS);
  const early = exited.then((how) => {
    throw new Error(`pairwatch ${args.join(' ')} ended with ${how} before it was ready:\n${output}`);
  });
  early.catch(() => {}); // Once it is ready, an end is what stop() asks for.
  await Promise.race([early, ready]).finally(() => clearTimeout(tooLate));
  return {
    url,
    output: () => output,
    children: () => childrenOf(child.pid),
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
}

/** Specs are about something else than signing in, but for one, whose settings speak of it. */
function letEverybodyIn(args: string[]): void {
  const settings = args[args.indexOf('--config') + 1];
  if (settings === undefined || /^signIn:/m.test(readFileSync(settings, 'utf8'))) return;
  appendFileSync(settings, '\nsignIn: off\n');
}

function exitOf(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
}

function childrenOf(pid: number | undefined): { collector: number; web: number } {
  const pids = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  const commandOf = (child: number) => readFileSync(`/proc/${child}/cmdline`, 'utf8');
  const collector = pids.find((child) => commandOf(child).includes('\0collect\0'));
  const web = pids.find(
    (child) => commandOf(child).includes('server.js') || commandOf(child).startsWith('next-server'),
  );
  if (!collector || !web)
    throw new Error(`process ${pid} runs ${pids.map(commandOf).join(' | ')}, expected collector and web`);
  return { collector, web };
}

/** A TCP port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
