/** The thread that reads lease files, so that a burst of them holds up neither polls nor alerts. */
import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { LeaseLibrary } from './library.ts';
import type { Request } from './protocol.ts';

// On Linux a thread has a priority of its own: whoever polls, tells or answers goes first.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

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
