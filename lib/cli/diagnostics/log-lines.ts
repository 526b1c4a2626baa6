import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';

const LINES = 500;
const BYTES = 512 * 1024;
const WITHIN_MS = 5_000;

/** The last lines of the log: of a file, else of what systemd keeps of the unit. Says so where there are none. */
export function logLines(path: string | undefined): Promise<string> {
  return path === undefined ? ofJournal() : ofFile(path);
}

async function ofFile(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    return lastLines(buffer.subarray(0, bytesRead).toString('utf8'));
  } finally {
    await file.close();
  }
}

function ofJournal(): Promise<string> {
  const words = ['--quiet', '--no-pager', `--lines=${LINES}`, '--output=cat', '--unit=pairwatch.service'];
  return new Promise((resolve) => {
    execFile('journalctl', words, { timeout: WITHIN_MS, maxBuffer: 4 * BYTES }, (error, stdout) => {
      // Most installations without systemd: the bundle is worth having all the same.
      const none = 'journalctl has nothing of pairwatch.service here; --log FILE takes the end of a file.\n';
      resolve(error || stdout.trim() === '' ? none : lastLines(stdout));
    });
  });
}

const lastLines = (text: string): string => `${text.trimEnd().split('\n').slice(-LINES).join('\n')}\n`;
