import { fork } from 'node:child_process';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ChildPlan, ToChild } from './collector-child.ts';

const CHILD = fileURLToPath(new URL('./collector-child.ts', import.meta.url));

/** One run of the collector. */
export type Life = {
  /** Settles once it works; rejects when it ends before. */
  started: Promise<void>;
  /** With what it ended; null: it lives. */
  end(): number | NodeJS.Signals | null;
  /** Writes no more facts. */
  enough(): void;
  kill(): Promise<void>;
  /** Ends it in order. Throws when it did not end well. */
  stop(): Promise<void>;
};

/** Starts the collector in a process of its own; its log is added to `logPath`. It ends with this process at the latest. */
export function startLife(plan: ChildPlan, logPath: string): Life {
  const logFile = openSync(logPath, 'a');
  const child = fork(CHILD, [JSON.stringify(plan)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', logFile, logFile, 'ipc'],
    env: { ...process.env, PAIRWATCH_LOG: process.env.PAIRWATCH_LOG ?? 'error' },
  });
  const exited = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
  const started = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    void exited.then((how) => reject(new Error(`the collector ended with ${how} before it had started`)));
  });
  started.catch(() => {}); // one that is killed at once is not waited for
  const tell = (word: ToChild) => {
    // One that is gone needs no telling.
    if (child.connected) child.send(word, () => {});
  };
  return {
    started,
    end: () => child.exitCode ?? child.signalCode,
    enough: () => tell('enough'),
    async kill() {
      child.kill('SIGKILL');
      const how = await exited;
      if (how !== 'SIGKILL') throw new Error(`the collector ended by itself, with ${how}`);
    },
    async stop() {
      tell('stop');
      const how = await exited;
      if (how !== 0) throw new Error(`the collector was to end in order, and ended with ${how}`);
    },
  };
}
