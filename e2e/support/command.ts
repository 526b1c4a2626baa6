import { execFile, execFileSync } from 'node:child_process';
import { LAUNCHER } from './product.ts';

export type CommandResult = { exitCode: number; stdout: string; stderr: string };

/** Runs `bin/pairwatch ARGS` to its end. Throws when it was ended by a signal. */
export function runCommand(args: string[]): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [LAUNCHER, ...args], (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : error.code;
      if (typeof exitCode === 'number') resolve({ exitCode, stdout, stderr });
      else reject(error);
    });
  });
}

/** What `bin/pairwatch ARGS` prints on standard output. Throws when it fails. */
export const printed = (args: string[]): string =>
  execFileSync(process.execPath, [LAUNCHER, ...args], { encoding: 'utf8' }).trim();
