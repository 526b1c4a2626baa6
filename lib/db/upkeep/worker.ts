/** The thread that does one job on a database file, so that the collector's other work goes on. */
import { parentPort, workerData } from 'node:worker_threads';
import { DatabaseError } from '../errors.ts';
import type { Job, JobEnd } from './aside.ts';
import { copySqlite } from './copy-sqlite.ts';
import { damageOf } from './sqlite-file.ts';

const job: Job = workerData;

const run = async () => (job.kind === 'copy' ? copySqlite(job.path, job.out) : damageOf(job.path, 'quick'));

const end: JobEnd = await run().then(
  (result) => ({ result }),
  (error: unknown) => ({
    failure: {
      kind: error instanceof DatabaseError ? error.kind : null,
      message: error instanceof Error ? error.message : String(error),
    },
  }),
);
parentPort?.postMessage(end);
