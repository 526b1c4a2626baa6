import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { Complaint, type RunningCommand } from '../command.ts';
import type { TalkingCommand } from '../conversation.ts';
import { ReachError } from '../error.ts';
import type { Command, RunOptions } from '../reach.ts';

const inEnglish = () => ({ ...process.env, LC_ALL: 'C' });

/** Starts a program of this machine, without a shell, with its messages in English. */
export function startLocalCommand(command: Command, { complaint }: RunOptions = {}): RunningCommand {
  const [program, ...words] = command;
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], env: inEnglish() });
  return {
    label: command.join(' '),
    stdout: child.stdout,
    ended: endOf(child, program, new Complaint(complaint)),
    kill: () => child.kill(),
  };
}

/** The same for one that is to be talked to. */
export function startLocalTalk(command: Command): TalkingCommand {
  const [program, ...words] = command;
  const child = spawn(program, words, { stdio: 'pipe', env: inEnglish() });
  return {
    label: command.join(' '),
    where: 'this machine',
    input: child.stdin,
    output: child.stdout,
    ended: endOf(child, program, new Complaint()),
    leave: () => child.stdin.end(),
  };
}

function endOf(
  child: ChildProcess & { stderr: Readable },
  program: string,
  stderr: Complaint,
): Promise<{ code: number | null; stderr: string }> {
  child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => reject(startError(program, error)));
    child.once('close', (code) => resolve({ code, stderr: stderr.text() }));
  });
  ended.catch(() => {}); // whoever reads the output asks for the end afterwards
  return ended;
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
