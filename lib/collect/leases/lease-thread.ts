import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Answers, Request } from './protocol.ts';

/** The thread that reads lease files, seen from outside. */
export type LeaseThread = {
  /** Rejects when the thread failed at it, or ended. */
  ask<Kind extends Request['kind']>(request: Extract<Request, { kind: Kind }>): Promise<Answers[Kind]>;
  stop(): Promise<void>;
};

type Reply = { id: number; answer: Answers[Request['kind']] } | { id: number; failure: string };
type Waiting = { resolve: (answer: Answers[Request['kind']]) => void; reject: (error: Error) => void };

/** Starts the thread at the first question, and again after it died: whoever reads a file then reads it anew. */
export function createLeaseThread(startWorker = () => new Worker(...program())): LeaseThread {
  let worker: Worker | null = null;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  function start(): Worker {
    const started = startWorker();
    started.on('message', (reply: Reply) => {
      const asked = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (waiting.size === 0) started.unref();
      if ('failure' in reply) asked?.reject(new Error(`reading a lease file failed: ${reply.failure}`));
      else asked?.resolve(reply.answer);
    });
    // A thread that fails tells `error` and then `exit`: what waits by then waits for the next one.
    const ended = (error: Error) => {
      if (worker !== started) return;
      worker = null;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    started.on('error', ended);
    started.on('exit', (code) => ended(new LeaseThreadEnded(code)));
    return started;
  }

  return {
    ask(request) {
      worker ??= start();
      const id = ++lastId;
      const transfer = 'bytes' in request ? [request.bytes.buffer] : [];
      return new Promise((resolve, reject) => {
        // What answers a request is of its kind: protocol.ts pairs them, and the thread answers by the kind.
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
        // Who waits for an answer must not end for want of anything else to do.
        worker?.ref();
        worker?.postMessage({ id, request }, transfer);
      });
    },
    async stop() {
      await worker?.terminate();
    },
  };
}

/** What the thread knew is gone; files have to be read from their begin. */
export class LeaseThreadEnded extends Error {
  constructor(code: number) {
    super(`the thread that reads lease files ended (exit ${code}); they are read again from their beginning`);
    this.name = 'LeaseThreadEnded';
  }
}

/** Modules that this process was told to import are about this process. */
const NOT_OURS: string[] = [];

/** Beside the built program lies the built thread; from the sources it runs as it stands, which takes a loader. */
function program(): ConstructorParameters<typeof Worker> {
  const built = new URL('./lease-worker.js', import.meta.url);
  if (existsSync(built)) return [built, { execArgv: NOT_OURS }];
  const source = new URL('./worker.ts', import.meta.url).href;
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import('${source}'); })`;
  return [load, { eval: true, execArgv: NOT_OURS }];
}
