import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { DatabaseError, type DatabaseErrorKind } from '../errors.ts';
import type { SqliteCopy } from './copy-sqlite.ts';

export type Job = { kind: 'copy'; path: string; out: string } | { kind: 'check'; path: string };

export type JobEnd =
  | { result: SqliteCopy | string[] }
  | { failure: { kind: DatabaseErrorKind | null; message: string } };

/** `copySqlite` in a thread of its own, which ends with `signal`. */
export const copyAside = (path: string, out: string, signal: AbortSignal): Promise<SqliteCopy> =>
  runAside({ kind: 'copy', path, out }, signal) as Promise<SqliteCopy>; // what answers a job is of its kind

/** `damageOf`, quickly, in a thread of its own. */
export const checkAside = (path: string, signal: AbortSignal): Promise<string[]> =>
  runAside({ kind: 'check', path }, signal) as Promise<string[]>; // as above

/** SQLite stands still with its whole thread while it looks through gigabytes. */
function runAside(job: Job, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const [program, options] = programOfThread();
    const worker = new Worker(program, { ...options, workerData: job });
    const end = () => void worker.terminate();
    signal.addEventListener('abort', end, { once: true });
    worker.on('message', (told: JobEnd) => {
      if ('result' in told) return resolve(told.result);
      const { kind, message } = told.failure;
      reject(kind === null ? new Error(message) : new DatabaseError(kind, message));
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal.removeEventListener('abort', end);
      reject(new Error(`the thread that looks after the database ended early (exit ${code})`));
    });
  });
}

/** Modules that this process was told to import are about this process. */
const NOT_OURS: string[] = [];

/** Beside the built program lies the built thread; from the sources it runs as it stands, which takes a loader. */
function programOfThread(): ConstructorParameters<typeof Worker> {
  const built = new URL('./upkeep-worker.js', import.meta.url);
  if (existsSync(built)) return [built, { execArgv: NOT_OURS }];
  const source = new URL('./worker.ts', import.meta.url).href;
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import('${source}'); })`;
  return [load, { eval: true, execArgv: NOT_OURS }];
}
