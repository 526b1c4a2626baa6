/** The thread that reads lease files, so that a burst of them holds up neither polls nor alerts. */
import { parentPort } from 'node:worker_threads';
import { LeaseLibrary } from './library.ts';
import type { Request } from './protocol.ts';

const library = new LeaseLibrary();

parentPort?.on('message', ({ id, request }: { id: number; request: Request }) => {
  try {
    parentPort?.postMessage({ id, answer: library.answer(request) });
  } catch (error) {
    parentPort?.postMessage({
      id,
      failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
