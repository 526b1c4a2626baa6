import { spawn } from 'node:child_process';
import { type RunningCommand, StderrTail } from '../command.ts';
import { ReachError } from '../error.ts';
import type { Command } from '../reach.ts';

/** Starts a program of this machine, without a shell, with its messages in English. */
export function startLocalCommand(command: Command): RunningCommand {
  const [program, ...words] = command;
  const label = command.join(' ');
  const child = spawn(program, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  });
  const stderr = new StderrTail();
  child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => reject(startError(program, error)));
    child.once('close', (code) => resolve({ code, stderr: stderr.text() }));
  });
  ended.catch(() => {}); // whoever reads the output asks for the end afterwards
  return { label, stdout: child.stdout, ended, kill: () => child.kill() };
}

function startError(program: string, error: NodeJS.ErrnoException): ReachError {
  if (error.code === 'ENOENT')
    return new ReachError(
      'not-found',
      `There is no program ${program} on this machine. Install it, or check PATH.`,
      error,
    );
  return new ReachError(
    'not-allowed',
    `${program} could not be started on this machine (${error.code ?? error.message}).`,
    error,
  );
}
