import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { LabError } from './lab-error.ts';

/** A pid alone may be somebody else's tomorrow; with the start time (clock ticks since boot) it is one process. */
export const processIdentity = z.strictObject({ pid: z.int().positive(), startTicks: z.int() });
export type ProcessIdentity = z.infer<typeof processIdentity>;

const END_TIMEOUT_MS = 5_000;
const END_POLL_MS = 5;

/** The process with this pid as it is now; undefined when there is none or it is a zombie. */
export function identify(pid: number): ProcessIdentity | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined; // no such process
  }
  // The name, second field, stands in parentheses and may hold blanks and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? undefined : { pid, startTicks: Number(fields[19]) };
}

/** The name of a process's program, 15 characters at most; undefined when it has ended. */
export function programOf({ pid }: ProcessIdentity): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trimEnd();
  } catch {
    return undefined; // no such process
  }
}

/** Whether exactly this process still runs. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startTicks === identity.startTicks;
}

/** Starts a program in a session of its own that outlives us, writing to `logPath`. */
export function startDaemon(argv: string[], logPath: string): ProcessIdentity {
  const [command = '', ...args] = argv;
  const log = openSync(logPath, 'a');
  const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log], cwd: '/' });
  closeSync(log);
  // Without a pid it could not be started: said below.
  child.on('error', () => {});
  child.unref();
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (!identity) throw new LabError(`${argv.join(' ')} could not be started; its log is ${logPath}`);
  return identity;
}

/**
 * Sends `signal` to exactly this process, nobody else, and waits until it is gone; after 5 s it gets SIGKILL.
 * Gives the time the signal was sent, ms since 1970; undefined when the process had already ended.
 */
export async function endProcess(
  identity: ProcessIdentity,
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<number | undefined> {
  const sentAtMs = isAlive(identity) ? send(identity.pid, signal) : undefined;
  const killAtMs = performance.now() + END_TIMEOUT_MS;
  while (isAlive(identity)) {
    if (performance.now() > killAtMs) send(identity.pid, 'SIGKILL');
    await pause(END_POLL_MS);
  }
  removeFaketimeLeftovers(identity.pid);
  return sentAtMs;
}

function send(pid: number, signal: 'SIGTERM' | 'SIGKILL'): number | undefined {
  try {
    process.kill(pid, signal);
    return Date.now();
  } catch {
    return undefined; // it ended in this very moment
  }
}

/** libfaketime removes its shared memory only when its process exits by itself. */
function removeFaketimeLeftovers(pid: number): void {
  for (const name of [`faketime_shm_${pid}`, `sem.faketime_sem_${pid}`]) {
    rmSync(`/dev/shm/${name}`, { force: true });
  }
}
