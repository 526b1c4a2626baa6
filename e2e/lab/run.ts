import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { LabError } from './lab-error.ts';

export type Finished = { code: number | null; stdout: string; stderr: string };

/**
 * Runs a program to its end and gives what it wrote; `code` is null when a signal or `timeoutMs` ended it.
 * Throws LabError when it cannot be started.
 */
export async function run(
  argv: string[],
  { input = '', timeoutMs = 30_000 }: { input?: string; timeoutMs?: number } = {},
): Promise<Finished> {
  const [command = '', ...args] = argv;
  const child = spawn(command, args, {
    stdio: 'pipe',
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', (error) => reject(new LabError(`${command} could not be started: ${error.message}`)));
  });
  // A program that ends before it has read its input has its reasons in what it wrote.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

/** As `run`, but an exit code other than 0 is a LabError with the program's own words. */
export async function mustRun(argv: string[], input = ''): Promise<string> {
  const { code, stdout, stderr } = await run(argv, { input });
  if (code === 0) return stdout;
  throw new LabError(`\`${argv.join(' ')}\` ended with ${code ?? 'a signal'}: ${(stderr || stdout).trim()}`);
}
