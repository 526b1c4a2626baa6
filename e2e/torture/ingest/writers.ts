import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { makeOwnFolder } from '../own-folder.ts';
import type { WriterPlan } from './writer-child.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CHILD = fileURLToPath(new URL('./writer-child.ts', import.meta.url));
const SPARES = 2;

export type Writer = {
  /** Settles once it has said that it begins, and `commits` more commits. Rejects when it ends before. */
  begin(plan: WriterPlan, commits: number): Promise<void>;
  /** Kills it, and gives the last count it has said. Throws when it had ended by itself. */
  kill(): Promise<number>;
};

/** Processes that store readings; some are always loaded already and wait, since that takes the longest. */
export type Writers = { next(): Writer; close(): Promise<void> };

/** Makes one program of what a writer is, so that it is loaded quickly. */
export async function openWriters(): Promise<Writers> {
  // Within the project, so that its packages are found from there.
  const folder = makeOwnFolder(join(ROOT, 'node_modules'));
  const program = join(folder.path, 'writer.mjs');
  await build({
    entryPoints: [CHILD],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  const spares = Array.from({ length: SPARES }, () => startWriter(program));
  return {
    next() {
      spares.push(startWriter(program));
      const writer = spares.shift();
      if (!writer) throw new Error('no writer waits'); // one was just added
      return writer;
    },
    async close() {
      for (const spare of spares) await spare.kill();
      folder.remove();
    },
  };
}

function startWriter(program: string): Writer {
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(process.execPath, [program], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, PAIRWATCH_LOG: 'error' },
  });
  // Whoever is killed reads no more.
  child.stdin.on('error', () => {});
  const complaint = text(child.stderr);
  let said = '';
  let onSaid = () => {};
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
    onSaid();
  });
  const closed = new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.once('close', (code, signal) => resolve(signal ?? code));
  });
  // What stands after the last line break is not whole.
  const lines = () => said.split('\n').slice(0, -1);
  return {
    begin(plan, commits) {
      child.stdin.write(`${JSON.stringify(plan)}\n`);
      return new Promise((resolve, reject) => {
        onSaid = () => {
          if (lines().length > commits) resolve();
        };
        void closed.then(async (how) => reject(new Error(`a writer ended with ${how}: ${await complaint}`)));
      });
    },
    async kill() {
      child.kill('SIGKILL');
      const how = await closed;
      if (how !== 'SIGKILL') throw new Error(`a writer ended by itself, with ${how}: ${await complaint}`);
      return Number(lines().at(-1) ?? 0);
    },
  };
}
