import { type ChildProcess, execFile, spawn } from 'node:child_process';

/** Nothing of the tests' own environment, such as where this project's packages lie, may help what is installed. */
const BARE: Record<string, string> = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/nonexistent',
};

export type RunOptions = { cwd?: string; env?: Record<string, string> };

// A cast, because Next's types say that every environment has a NODE_ENV, which a stranger's shell does not.
const bare = (env: RunOptions['env']) => ({ ...BARE, ...env }) as NodeJS.ProcessEnv;

/** Runs a command to its end and gives what it printed. Throws with that when it fails. */
export function run([command = '', ...args]: string[], { cwd, env }: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd, env: bare(env) }, (error, stdout, stderr) => {
      if (error === null) resolve(`${stdout}${stderr}`);
      else reject(new Error(`${command} ${args.join(' ')} failed: ${error.message}\n${stdout}${stderr}`));
    });
  });
}

export type Running = {
  startedAtMs: number;
  output: () => string;
  /** Resolves once it printed this; rejects with all it printed when it ends before. */
  said: (text: string) => Promise<void>;
  /** Asks it to end; gives its exit code, or the signal that ended it, and how long it took. */
  stop: () => Promise<{ how: number | NodeJS.Signals | null; tookMs: number }>;
};

const going = new Set<Running>();

/** Ends what a test that failed left running. */
export async function stopAll(): Promise<void> {
  await Promise.all([...going].map((each) => each.stop()));
}

/** Starts a command that runs until it is stopped. */
export function start([command = '', ...args]: string[], { cwd, env }: RunOptions = {}): Running {
  const startedAtMs = Date.now();
  const child = spawn(command, args, { cwd, env: bare(env), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = endOf(child);
  const running: Running = {
    startedAtMs,
    output: () => output,
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (output.includes(text)) resolve();
        };
        listeners.add(look);
        look();
        ended.then(
          (how) => reject(new Error(`${command} ended with ${how} before it said "${text}":\n${output}`)),
          reject,
        );
      }),
    async stop() {
      const askedAtMs = Date.now();
      child.kill('SIGTERM');
      return { how: await ended, tookMs: Date.now() - askedAtMs };
    },
  };
  going.add(running);
  ended.then(
    () => going.delete(running),
    () => going.delete(running),
  );
  return running;
}

function endOf(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
}

/** Asks `look` every 50 ms until it gives something; whoever calls ends a wait that is too long. */
export async function eventually<T>(look: () => Promise<T | null> | T | null): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
