import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

export type Run = {
  /** From the start of the program to its end. */
  wallMs: number;
  /** The most memory it had at one time. */
  peakMiB: number;
};

const LOOK_EVERY_MS = 5;

/**
 * Runs a program and throws its output away. Its peak is the kernel's own high-water mark, read until it ends: what
 * wait4 would tell includes the memory of the process that started it. Throws when the program fails.
 */
export async function runWhole(program: string, args: string[]): Promise<Run> {
  const startedAt = performance.now();
  const child = spawn(program, args, { stdio: 'ignore' });
  let peakKiB = 0;
  const look = setInterval(() => {
    if (child.pid !== undefined) peakKiB = Math.max(peakKiB, highWaterKiB(child.pid));
  }, LOOK_EVERY_MS);
  try {
    const [code] = await once(child, 'exit');
    const wallMs = performance.now() - startedAt;
    if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}, expected 0`);
    return { wallMs, peakMiB: peakKiB / 1024 };
  } finally {
    clearInterval(look);
  }
}

function highWaterKiB(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // it has ended
  }
}
